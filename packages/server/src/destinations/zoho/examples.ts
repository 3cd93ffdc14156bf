import type { DestinationCase } from '../testing/contract.ts';
import { zoho } from './index.ts';
import type { Settings } from './settings.ts';
import { ACCESS_TOKEN, API_DOMAIN, createZohoTwin } from './twin.ts';
import { SPECS, zohoContract } from './twin/contract.ts';
import { ALLOWED_PER_DAY } from './twin/limits.ts';

const checkContract = zohoContract();

export const examples: Record<string, DestinationCase<Settings>> = {
  'Zoho CRM': {
    definition: zoho,
    createTwin: (options) => createZohoTwin({ ...options, checkContract }),
    settings: { dataCentre: 'eu', apiDomain: API_DOMAIN, organizationId: '60001234567', creditsPerDay: ALLOWED_PER_DAY },
    accessToken: ACCESS_TOKEN,
    payloads: {
      // First what takes calls of its own: the others go out in batches, which a day's allowance never holds up.
      upsertDeal: {
        good: {
          fields: { Deal_Name: 'Order #1001', Stage: 'Closed Won', Closing_Date: '2026-11-21', Amount: 149.9 },
          externalKey: 'order-1001',
        },
        bad: { fields: { Deal_Name: 'Order' } },
      },
      upsertLead: {
        good: { fields: { Email: 'ada@example.com', First_Name: 'Ada', Last_Name: 'Lovelace', Company: 'Analytical Ltd', Budget: 12.5 } },
        bad: { fields: { Last_Name: 'Lovelace' } },
        refused: { fields: { Email: 'eve@example.com', Last_Name: 'Eve', Company: 'Engines', Budget: 'much' } },
      },
      upsertContact: {
        good: { fields: { Email: 'ada@example.com', Last_Name: 'Lovelace' }, consent: 'unsubscribed' },
        bad: { fields: { Email: 'nobody' } },
        refused: { fields: { Email: 'eve@example.com', Last_Name: 'Eve', Account_Name: { id: '404' } } },
      },
      upsertAccount: { good: { fields: { Account_Name: 'Analytical Ltd' } }, bad: { fields: {} } },
    },
    specs: SPECS,
    // The upsert does both.
    notCalled: ['POST /crm/v8/{module_api_name}', 'PUT /crm/v8/{module_api_name}/{id}'],
  },
};
