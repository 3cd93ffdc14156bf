import type { DestinationCase } from '../testing/contract.ts';
import { salesforce } from './index.ts';
import type { Settings } from './settings.ts';
import { ACCESS_TOKEN, createSalesforceTwin, INSTANCE } from './twin.ts';
import { salesforceContract, SPEC } from './twin/contract.ts';
import { ALLOWED_PER_DAY } from './twin/limits.ts';

const checkContract = salesforceContract();

export const examples: Record<string, DestinationCase<Settings>> = {
  Salesforce: {
    definition: salesforce,
    createTwin: (options) => createSalesforceTwin({ ...options, checkContract }),
    settings: { instanceUrl: INSTANCE, organizationId: '00D5g00000ABCDE', callsPerDay: ALLOWED_PER_DAY },
    accessToken: ACCESS_TOKEN,
    payloads: {
      // First what takes calls of its own: the others go out in batches, which a day's allowance never holds up.
      createTask: { good: { fields: { Subject: 'Answer Ada' } }, bad: { fields: { Subject: '' } }, write: /^PATCH / },
      upsertLead: {
        good: { fields: { Email: 'ada@example.com', FirstName: 'Ada', LastName: 'Lovelace', Company: 'Analytical Ltd', Budget__c: 12.5 } },
        bad: { fields: { LastName: 'Lovelace' } },
        refused: { fields: { Email: 'eve@example.com', LastName: 'Eve', Company: 'Engines', Rating: 'Lukewarm' } },
        write: /^PATCH /,
      },
      upsertContact: {
        good: { fields: { Email: 'ada@example.com', LastName: 'Lovelace' }, consent: 'unsubscribed' },
        bad: { fields: { Email: 'nobody' } },
        refused: { fields: { Email: 'eve@example.com', LastName: 'Eve', Nonsense__c: 'x' } },
        write: /^PATCH /,
      },
      upsertAccount: { good: { fields: { Name: 'Analytical Ltd' }, externalKey: 'analytical ltd' }, bad: { fields: {} }, write: /^PATCH / },
      upsertOpportunity: {
        good: {
          fields: { Name: 'Order #1001', StageName: 'Closed Won', CloseDate: '2026-11-21', Amount: 149.9 },
          externalKey: 'order-1001',
        },
        bad: { fields: { Name: 'Order', StageName: 'Closed Won', CloseDate: 'tomorrow' } },
        write: /^PATCH /,
      },
    },
    specs: [SPEC],
    // Both do one record at a time what the composite upsert does for many.
    notCalled: [
      'PATCH /services/data/{version}/sobjects/{sobject}/{externalIdField}/{externalId}',
      'POST /services/data/{version}/composite',
    ],
  },
};
