import type { Problem } from '@handoff/shared/event';
import { type Given, stateOf } from '../kit/consent.ts';
import type { Values } from './values.ts';

/** Zoho's standard opt-out of a lead or contact. */
export const OPT_OUT = 'Email_Opt_Out';

/** The mapped fields with an opt-out where the person said so, and without anything that would lift one. */
export function withConsent(values: Values, consent: Given): Values {
  if (stateOf(consent, 'email') === 'unsubscribed') return { ...values, [OPT_OUT]: true };
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => name !== OPT_OUT || value === true));
}

export const hasAgreed = (consent: Given): boolean => stateOf(consent, 'email') === 'subscribed';

/** What the owner should know where the person agreed on the site and is opted out in Zoho. */
export function consentNotes(consent: Given, stored: Record<string, unknown>): Problem[] {
  if (!hasAgreed(consent) || stored[OPT_OUT] !== true) return [];
  const message =
    'The person agreed on your site but is opted out of e-mail in Zoho CRM, and stays opted out. Ask them, then change it there.';
  return [{ path: '/consent', message }];
}
