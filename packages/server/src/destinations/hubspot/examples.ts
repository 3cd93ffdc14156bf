import type { DestinationCase } from '../testing/contract.ts';
import { DEAL_KEY } from './dealKey.ts';
import { hubspot } from './index.ts';
import type { Settings } from './settings.ts';
import { property } from './twin/catalog.ts';
import { createHubspotTwin } from './twin/index.ts';

const SPECS = ['crm-objects', 'crm-properties', 'crm-associations', 'oauth'].map((name) => `hubspot/${name}.2026-09.json`);

export const examples: Record<string, DestinationCase<Settings>> = {
  HubSpot: {
    definition: hubspot,
    // An account in which a contact exists and the field for our key has been made.
    createTwin: (options) =>
      createHubspotTwin({
        ...options,
        contacts: [{ email: 'grace@example.com' }],
        properties: {
          deals: [property({ name: DEAL_KEY, label: 'Handoff key', type: 'string', fieldType: 'text', hasUniqueValue: true })],
        },
      }),
    settings: { accessToken: 'pat-na1-0123456789-abcdef', portalId: '62515' },
    payloads: {
      upsertContact: {
        good: { properties: { email: 'ada@example.com', firstname: 'Ada', annualrevenue: 12.5 } },
        bad: { properties: { firstname: 'Ada' } },
        refused: { properties: { email: 'bea@example.com', no_such_property: 'x' } },
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
    specs: SPECS,
  },
};
