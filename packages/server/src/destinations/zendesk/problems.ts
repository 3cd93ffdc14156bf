import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { clip } from '../kit/cut.ts';

const Detail = z.looseObject({ description: z.string().optional(), error: z.string().optional() });
export const ErrorBody = z.looseObject({
  /** A code; in some answers a title with a sentence. */
  error: z.union([z.string(), z.looseObject({ title: z.string().optional(), message: z.string().optional() })]),
  description: z.string().optional(),
  error_description: z.string().optional(),
  details: z.record(z.string(), z.array(Detail)).optional().catch(undefined),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

export function codeOf({ error }: ErrorBody): string {
  return typeof error === 'string' ? error : (error.title ?? '');
}

/** Zendesk's own sentence, as far as it says more than its code. */
export function saidBy(body: ErrorBody): string {
  return clip(body.description ?? body.error_description ?? (typeof body.error === 'string' ? body.error : (body.error.message ?? '')));
}

/** Every refused field, in words for the owner. */
export function problemsOf({ details }: ErrorBody): Problem[] {
  return Object.entries(details ?? {}).flatMap(([field, reasons]) =>
    reasons.map((reason) => ({ path: pathOf(field), message: inOwnersWords(reason.error, reason.description ?? field) })),
  );
}

const PATHS: Record<string, string> = {
  requester: '/requester/email',
  subject: '/subject',
  comment: '/body',
  description: '/body',
  priority: '/priority',
  type: '/type',
  tags: '/tags',
  group: '/groupId',
  brand: '/brandId',
  ticket_form: '/formId',
  email: '/email',
  name: '/name',
  phone: '/phone',
  external_id: '/externalId',
};

/** Custom fields of tickets go by their number. */
function pathOf(field: string): string {
  return /^\d+$/.test(field) ? `/fields/${field}` : (PATHS[field] ?? '');
}

function inOwnersWords(code: string | undefined, said: string): string {
  const quoted = ` Zendesk says: ${said}`;
  // Older answers carry no code, only the sentence.
  if (code === 'UserSuspended' || /is suspended/i.test(said))
    return `This person is suspended in Zendesk, so they get no tickets. If that is a mistake, unsuspend them there and replay.${quoted}`;
  switch (code) {
    case 'BlankValue':
      return `Zendesk needs a value here. Map something to it.${quoted}`;
    case 'DuplicateValue':
      return `Another Zendesk user already has this value. Merge the two in Zendesk, or map another value.${quoted}`;
    case 'InvalidFormat':
    case 'InvalidValue':
      return `Zendesk does not accept this value. Correct the value or the mapping.${quoted}`;
    default:
      return `Zendesk refused this value. Correct the value or the mapping.${quoted}`;
  }
}
