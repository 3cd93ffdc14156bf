import type { DestinationCase } from '../testing/contract.ts';
import { mailchimp } from './index.ts';
import type { Settings } from './settings.ts';
import { createMailchimpTwin } from './twin.ts';
import { MAILCHIMP_SPECS, mailchimpContract } from './twin/contract.ts';

const checkContract = mailchimpContract();
export const key = { apiKey: '0123456789abcdef0123456789abcdef-us21', audience: 'a1b2c3d4e5' };
export const good = {
  email: 'Ada@Example.com',
  consent: [{ channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00Z' }],
  mergeFields: {
    FNAME: 'Ada',
    LNAME: 'Lovelace',
    ADDRESS: { addr1: '1 Main St', city: 'Berlin', state: 'BE', zip: '10115', country: 'DE' },
  },
  tags: ['website', 'lead'],
};

const shared: Omit<DestinationCase<Settings>, 'settings'> = {
  definition: mailchimp,
  createTwin: (options) => createMailchimpTwin({ ...options, checkContract }),
  accessToken: 'twin-mailchimp-access-token',
  payloads: { upsertMember: { good, bad: { ...good, email: 'no address' } } },
  specs: MAILCHIMP_SPECS,
};

export const examples: Record<string, DestinationCase<Settings>> = {
  mailchimp: { ...shared, settings: key },
  'mailchimp by sign-in': { ...shared, settings: { audience: key.audience, dataCentre: 'us21' } },
};
