import { consentFor, type Consent } from '@handoff/shared/event';
import type { Payload } from './payload.ts';

/** What Mailchimp may say of a member; `archived` only ever comes from Mailchimp. */
export type MemberStatus = 'subscribed' | 'unsubscribed' | 'cleaned' | 'pending' | 'transactional' | 'archived';

export interface StatusPlan {
  /** For a person Mailchimp does not know yet. */
  ifNew: 'subscribed' | 'pending' | 'unsubscribed' | 'transactional';
  /** For one it knows; without it their status stays as it is. */
  status?: 'subscribed' | 'pending' | 'unsubscribed';
}

/** What the person said about e-mail; `unknown` where nothing was said. */
export function emailConsent(consent: Payload['consent']): Consent {
  if (typeof consent === 'string') return { channel: 'email', state: consent };
  return consentFor(consent, 'email') ?? { channel: 'email', state: 'unknown' };
}

/**
 * Decides the status, so that nobody is mailed who did not agree and an opt-out always wins:
 * - `unsubscribed` is written over whatever is there;
 * - `subscribed` makes a new person subscribed (or pending with double opt-in), raises one who was only a
 *   customer, and asks an archived one to confirm (an archived member may have opted out before, which
 *   Mailchimp hides); pending, unsubscribed and cleaned members are left alone;
 * - `not_subscribed` makes a new person a contact without marketing;
 * - anything else makes a new person pending: Mailchimp asks them.
 */
export function planStatus(state: Consent['state'], existing: MemberStatus | undefined, doubleOptIn: boolean): StatusPlan {
  switch (state) {
    case 'unsubscribed':
      return { ifNew: 'unsubscribed', status: 'unsubscribed' };
    case 'subscribed': {
      const wanted = doubleOptIn ? 'pending' : 'subscribed';
      if (existing === 'transactional') return { ifNew: wanted, status: wanted };
      if (existing === 'archived') return { ifNew: wanted, status: 'pending' };
      return { ifNew: wanted };
    }
    case 'not_subscribed':
      return { ifNew: 'transactional' };
    case 'pending':
    case 'unknown':
      return { ifNew: 'pending' };
  }
}

/** What the owner should know where the person agreed but is not subscribed; undefined where all is as they said. */
export function statusNote(state: Consent['state'], kept: string): string | undefined {
  if (state !== 'subscribed') return undefined;
  switch (kept) {
    case 'unsubscribed':
      return 'The person agreed on your site but unsubscribed in Mailchimp before, and stays unsubscribed. Send them the link of your Mailchimp sign-up form.';
    case 'cleaned':
      return 'The person agreed, but e-mails to this address bounced, so Mailchimp sends none. Ask them for another address.';
    case 'pending':
      return 'Mailchimp has asked the person to confirm by e-mail; they are subscribed once they do.';
    case 'archived':
      return 'The person agreed but is archived in Mailchimp. Unarchive them there.';
    default:
      return undefined;
  }
}
