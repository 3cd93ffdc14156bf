import type { DestinationCase } from '../testing/contract.ts';
import { DEAL_KEY } from './deal-key.ts';
import { pipedrive } from './index.ts';
import type { Settings } from './settings.ts';
import { PIPEDRIVE_SPECS, pipedriveContract } from './twin/contract.ts';
import { ACCESS_TOKEN, API_TOKEN, createPipedriveTwin } from './twin/index.ts';
import { customField } from './twin/state.ts';

const checkContract = pipedriveContract();
const BUDGET = customField('Budget', 'double', '1');

const shared: Omit<DestinationCase<Settings>, 'settings'> = {
  definition: pipedrive,
  // A company that knows a person, and in which the field for our key has been made.
  createTwin: (options) =>
    createPipedriveTwin({
      ...options,
      checkContract,
      persons: [{ name: 'Grace Hopper', email: 'grace@example.com' }],
      fields: { personFields: [BUDGET], dealFields: [customField(DEAL_KEY, 'varchar', 'a')] },
    }),
  accessToken: ACCESS_TOKEN,
  payloads: {
    upsertPerson: {
      good: {
        email: 'Ada@Example.com',
        name: 'Ada Lovelace',
        phone: '+4930123456',
        consent: 'subscribed',
        customFields: { [BUDGET.field_code]: '10000' },
      },
      bad: { name: 'Ada Lovelace' },
    },
    upsertOrganization: { good: { name: 'Analytical Ltd', address: '1 Main St, Berlin' }, bad: { name: 5 } },
    createDeal: {
      good: {
        title: 'Order #1042',
        personEmail: 'grace@example.com',
        value: 149.9,
        currency: 'EUR',
        status: 'won',
        externalId: 'order-1042',
      },
      bad: { title: 'About nobody' },
    },
    createLead: {
      good: { title: 'Enquiry', personId: '1', value: 10_000, currency: 'EUR' },
      bad: { title: 'Enquiry', personId: 1, value: 10_000 },
    },
    createNote: { good: { content: 'I would like an offer.', personEmail: 'grace@example.com' }, bad: { content: 'About nobody' } },
  },
  specs: PIPEDRIVE_SPECS,
};

export const examples: Record<string, DestinationCase<Settings>> = {
  pipedrive: { ...shared, settings: { apiToken: API_TOKEN, companyDomain: 'acme' } },
  'pipedrive by sign-in': { ...shared, settings: { companyDomain: 'acme' } },
};
