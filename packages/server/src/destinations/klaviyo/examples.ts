import type { DestinationCase } from '../testing/contract.ts';
import { klaviyo } from './index.ts';
import type { Settings } from './settings.ts';
import { KLAVIYO_SPECS } from './twin/contract.ts';
import { createKlaviyoTwin } from './twin/index.ts';

export const key = { apiKey: 'pk_0123456789abcdef0123456789abcdef01', list: 'Y6nRLr' };
const profile = {
  email: 'Ada@Example.com',
  phone: '+49 30 123456',
  firstName: 'Ada',
  lastName: 'Lovelace',
  location: { city: 'Berlin', zip: '10115', country: 'DE' },
  properties: { Source: 'website', Budget: 10_000 },
  consent: [{ channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00Z', evidence: 'https://studio.example/contact' }],
};
export const order = {
  metric: 'Placed Order',
  email: 'ada@example.com',
  uniqueId: '5544332211',
  value: 149.9,
  currency: 'EUR',
  time: '2026-11-21T10:15:00.000Z',
  items: [{ id: 'l1', title: 'Engine', sku: 'ENG-1', quantity: 2, unitPrice: '74.95' }],
};

const shared: Omit<DestinationCase<Settings>, 'settings'> = {
  definition: klaviyo,
  createTwin: createKlaviyoTwin,
  accessToken: 'twin-klaviyo-access-token',
  payloads: {
    upsertProfile: { good: profile, bad: { ...profile, email: undefined, phone: undefined } },
    trackEvent: { good: order, bad: { ...order, metric: '' } },
  },
  specs: KLAVIYO_SPECS,
  notCalled: [
    'GET /api/metrics',
    'GET /api/profile-bulk-import-jobs/{job_id}',
    'PATCH /api/profiles/{id}',
    'POST /api/event-bulk-create-jobs',
    'POST /api/profile-bulk-import-jobs',
    'POST /api/profiles',
  ],
  others: [{ operation: 'upsertProfile', payloads: [{ ...profile, consent: 'unsubscribed' }] }],
};

export const examples: Record<string, DestinationCase<Settings>> = {
  klaviyo: { ...shared, settings: key },
  'klaviyo by sign-in': { ...shared, settings: { accountId: 'TwiNaC' } },
};
