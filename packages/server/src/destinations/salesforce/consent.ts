import type { Problem } from '@handoff/shared/event';
import { type Given, stateOf } from '../kit/consent.ts';
import type { Values } from './values.ts';

/** Salesforce's standard opt-outs of a lead or contact. */
const OPT_OUTS = { HasOptedOutOfEmail: 'email', DoNotCall: 'phone' } as const;
export const OPT_OUT_FIELDS: readonly string[] = Object.keys(OPT_OUTS);

/** The opt-outs to write. Salesforce keeps no opt-ins for leads and contacts, so agreement writes nothing. */
export function optOutsOf(consent: Given): Values {
  const entries = Object.entries(OPT_OUTS).filter(([, channel]) => stateOf(consent, channel) === 'unsubscribed');
  return Object.fromEntries(entries.map(([name]) => [name, true]));
}

/** The mapped fields without anything that would lift an opt-out. */
export function withoutOptIns(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !OPT_OUT_FIELDS.includes(name) || value === true));
}

/** What the owner should know where the person agreed on the site and is opted out in Salesforce. */
export function consentNotes(consent: Given, stored: Record<string, unknown>): Problem[] {
  if (stateOf(consent, 'email') !== 'subscribed' || stored['HasOptedOutOfEmail'] !== true) return [];
  const message =
    'The person agreed on your site but is opted out of e-mail in Salesforce, and stays opted out. Ask them, then change it there.';
  return [{ path: '/consent', message }];
}
