import type { DestinationCase, OtherCase } from '../testing/contract.ts';
import { DEAL_KEY } from './deal-key.ts';
import { pipedrive } from './index.ts';
import type { Settings } from './settings.ts';
import { PIPEDRIVE_SPECS, pipedriveContract } from './twin/contract.ts';
import { ACCESS_TOKEN, API_TOKEN, createPipedriveTwin } from './twin/index.ts';
import { PREMIUM_WITH_TEN_SEATS } from './twin/limits.ts';
import { customField } from './twin/state.ts';

const checkContract = pipedriveContract();
const BUDGET = customField('Budget', 'double', '1');

/** A record, then the same with something else in it. */
function changed(operation: string, first: object, change: object): OtherCase[] {
  return [{ operation, payloads: [first, { ...first, ...change }] }];
}

const shared: Omit<DestinationCase<Settings>, 'settings'> = {
  definition: pipedrive,
  // A company that knows a person, and in which the field for our key has been made.
  createTwin: (options) =>
    createPipedriveTwin({
      ...options,
      checkContract,
      plan: PREMIUM_WITH_TEN_SEATS,
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
  notCalled: [
    'GET /deals/search',
    'GET /itemSearch',
    'GET /leadFields',
    'GET /leadLabels',
    'GET /leads/search',
    'GET /leads/{id}',
    // Signing in is at another host, without a version in its path.
    'POST /oauth/token',
    'POST /oauth/token/',
  ],
  others: [
    { operation: 'upsertPerson', payloads: [{ email: 'grace@example.com', name: 'Grace Brewster Hopper' }] },
    ...changed('upsertOrganization', { name: 'Analytical Ltd', address: '1 Main St, Berlin' }, { address: '2 Main St, Berlin' }),
    ...changed('createDeal', { title: 'Order #1042', personId: '1', externalId: 'order-1042' }, { status: 'won' }),
    ...changed('createLead', { title: 'Enquiry', personId: '1', externalId: 'enquiry-1' }, { value: 10_000, currency: 'EUR' }),
  ],
};

export const examples: Record<string, DestinationCase<Settings>> = {
  pipedrive: { ...shared, settings: { apiToken: API_TOKEN, companyDomain: 'acme', tokensPerDay: 1_500_000, callsPer2Seconds: 100 } },
  'pipedrive by sign-in': { ...shared, settings: { companyDomain: 'acme' } },
};
