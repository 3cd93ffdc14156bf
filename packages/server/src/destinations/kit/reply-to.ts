import type { Problem } from '@handoff/shared/event';
import type { Rule } from '@handoff/shared/mapping';
import { z } from 'zod';
import { coalesce, path } from './mapping-rules.ts';

/** Where answers to a mail go. What a visitor typed as their address must not keep the news of it from the shop, so any text is taken. */
export const ReplyTo = z.string().trim().max(1000).optional().meta({
  title: 'Answers go to',
  field: 'email',
  description: 'Where the answer goes when somebody presses "Reply". What is no e-mail address is left out.',
});

/** The person's address; one that is none goes over as it is, and the step leaves it out and says so. */
export const replyToRule: Rule = coalesce({ do: 'email', from: path('/subject/email') }, path('/subject/email'));

/** The address answers can go to, or why they go to the sender instead. */
export function readReplyTo(given: z.infer<typeof ReplyTo>): { replyTo?: string; differences: Problem[] } {
  if (given === undefined || given === '') return { differences: [] };
  if (z.email().safeParse(given).success) return { replyTo: given, differences: [] };
  return { differences: [{ path: '/replyTo', message: `Answers go to the sender, because mail cannot be sent to "${given}".` }] };
}
