import type { DestinationCase } from '../testing/contract.ts';
import { hubspot } from './index.ts';
import type { Settings } from './settings.ts';
import { RECORD_KEY } from './recordKey.ts';
import { property } from './twin/catalog.ts';
import { HUBSPOT_SPECS } from './twin/contract.ts';
import { createHubspotTwin } from './twin/index.ts';

const key = property({ name: RECORD_KEY, label: 'Handoff key', type: 'string', fieldType: 'text', hasUniqueValue: true });

export const examples: Record<string, DestinationCase<Settings>> = {
  HubSpot: {
    definition: hubspot,
    // An account in which a contact exists and the field for our key has been made.
    createTwin: (options) =>
      createHubspotTwin({
        ...options,
        contacts: [{ email: 'grace@example.com' }],
        properties: { deals: [key], companies: [key] },
      }),
    settings: { accessToken: 'pat-na1-0123456789-abcdef', portalId: '62515', subscriptionId: '11' },
    payloads: {
      upsertContact: {
        good: { properties: { email: 'ada@example.com', firstname: 'Ada', annualrevenue: 12.5 } },
        bad: { properties: { firstname: 'Ada' } },
        refused: { properties: { email: 'bea@example.com', no_such_property: 'x' } },
      },
      upsertCompany: {
        good: {
          properties: { name: 'Analytical Ltd', domain: 'https://www.analytical.example/', numberofemployees: 12 },
          contactId: '101',
        },
        bad: { properties: { name: 5 } },
        refused: { properties: { name: 'Engines', numberofemployees: 'many' } },
        write: /^POST .*\/batch\/upsert$/,
      },
      setConsent: {
        good: {
          email: 'ada@example.com',
          consent: [{ channel: 'email', state: 'subscribed', at: '2026-11-21T09:30:00Z', wording: 'Yes, send me news.' }],
        },
        bad: { consent: 'unsubscribed' },
      },
      createDeal: {
        good: {
          properties: { dealname: 'Order 1001', amount: '149.90', dealstage: 'closedwon' },
          contactId: '101',
          externalId: 'order-1001',
        },
        bad: { properties: { amount: 3 } },
      },
      createNote: {
        good: { body: 'I would like an offer.', timestamp: '2026-11-21T09:30:00.000Z', contactEmail: 'grace@example.com' },
        bad: { body: 'About nobody' },
      },
    },
    specs: HUBSPOT_SPECS,
    notCalled: [
      'POST /communication-preferences/2026-09/statuses/batch/write',
      'POST /crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/associate/default',
      'POST /crm/objects/2026-09/{objectType}/batch/create',
      'POST /crm/objects/2026-09/{objectType}/batch/update',
      'POST /crm/objects/2026-09/{objectType}/merge',
      'POST /oauth/2026-09/token/introspect',
    ],
    others: [
      // An account without the field for our key, with a company that somebody made by hand.
      {
        operation: 'upsertCompany',
        payloads: [{ properties: { name: 'Analytical Ltd', domain: 'analytical.example' } }],
        createTwin: () => createHubspotTwin({ companies: [{ name: 'Analytical', domain: 'analytical.example' }] }),
      },
    ],
  },
};
