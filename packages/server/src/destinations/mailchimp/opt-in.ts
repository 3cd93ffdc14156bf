import type { Problem } from '@handoff/shared/event';
import type { CallContext } from '../kit/index.ts';
import { findMember } from './member.ts';
import { unsubscribe } from './opt-out.ts';
import type { Payload } from './payload.ts';
import type { Settings } from './settings.ts';
import { emailConsent } from './status.ts';

/** Whether Mailchimp may subscribe this customer if the audience does not have them yet, and what the owner should know. */
export interface OptIn {
  optIn: boolean;
  notes: Problem[];
}

/**
 * Mailchimp's opt-in status subscribes a customer it does not know, and leaves everybody else as they are. That is right for
 * who agreed, but not for who opted out: that is written to the audience itself, first.
 */
export async function decideOptIn(
  ctx: CallContext<Settings>,
  { email, consent, quiet }: { email: string; consent?: Payload['consent']; quiet?: boolean | undefined },
): Promise<OptIn> {
  const { state } = emailConsent(consent);
  if (state === 'unsubscribed') {
    await unsubscribe(ctx, email);
    return { optIn: false, notes: [] };
  }
  if (state !== 'subscribed') return { optIn: false, notes: [] };
  const member = await findMember(ctx, email);
  if (member !== undefined) return { optIn: member.status === 'subscribed', notes: [] };
  if (quiet === true) return { optIn: false, notes: [note('this is from a quiet import, and Mailchimp might write to them')] };
  if (ctx.settings.doubleOptIn) return { optIn: false, notes: [note('this connection always asks to confirm, which an order cannot do')] };
  return { optIn: true, notes: [] };
}

function note(why: string): Problem {
  return {
    path: '/consent',
    message: `The person agreed but was added as a mere customer, because ${why}. An "Add or update a person" step takes care of that.`,
  };
}
