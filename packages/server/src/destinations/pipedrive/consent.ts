import type { Consent, Problem } from '@handoff/shared/event';
import { consentMember } from '../kit/consent.ts';

export const ConsentValue = consentMember(
  'The event\'s consent, or one of "subscribed", "unsubscribed". Nobody becomes subscribed without it.',
);

/**
 * The marketing status to write, if any. An opt-out is written over whatever is there. Who agreed becomes subscribed only
 * where Pipedrive knows of no decision yet: `unsubscribed` is their own, `archived` the owner's.
 */
export function statusFor(state: Consent['state'], before: string | null | undefined): 'subscribed' | 'unsubscribed' | undefined {
  if (state === 'unsubscribed') return before === 'unsubscribed' ? undefined : 'unsubscribed';
  if (state !== 'subscribed') return undefined;
  return before === undefined || before === null || before === 'no_consent' ? 'subscribed' : undefined;
}

/** What the owner should know where the person agreed and yet is not subscribed. */
export function consentNote(state: Consent['state'], kept: string | null | undefined): Problem[] {
  if (state !== 'subscribed' || (kept !== 'unsubscribed' && kept !== 'archived')) return [];
  const message =
    kept === 'unsubscribed'
      ? 'The person agreed on your site but unsubscribed in Pipedrive before, and stays unsubscribed. Only they can change that.'
      : 'The person agreed but is archived for marketing in Pipedrive. Move them back there.';
  return [{ path: '/consent', message }];
}
