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

const order = {
  orderId: '5544332211',
  email: 'grace@example.com',
  firstName: 'Grace',
  lastName: 'Hopper',
  consent: 'subscribed',
  currency: 'EUR',
  total: '149.90',
  tax: '23.93',
  lines: [
    { id: 'l1', productId: 'p1', variantId: 'v1', sku: 'ENG-1', title: 'Difference engine', quantity: 1, unitPrice: '100.00' },
    { id: 'l2', productId: 'p1', variantId: 'v2', title: 'Difference engine, large', quantity: 1, unitPrice: '20.00', discount: '2.00' },
    { title: 'Gift wrapping', quantity: 2, unitPrice: '5.00' },
  ],
  financialStatus: 'paid',
  processedAt: '2026-11-21T10:15:00Z',
  billingAddress: { name: 'Grace Hopper', line1: '1 Navy Yard', city: 'Washington', region: 'DC', postalCode: '20374', country: 'US' },
};
const customer = {
  email: 'Grace@Example.com',
  firstName: 'Grace',
  consent: 'subscribed',
  currency: 'EUR',
  address: { city: 'Washington' },
};

const shared: Omit<DestinationCase<Settings>, 'settings'> = {
  definition: mailchimp,
  createTwin: (options) => createMailchimpTwin({ ...options, checkContract, stores: { 'my-shop': key.audience } }),
  accessToken: 'twin-mailchimp-access-token',
  payloads: {
    upsertMember: { good, bad: { ...good, email: 'no address' } },
    upsertCustomer: { good: customer, bad: { ...customer, email: 'no address' }, write: /^PUT .*\/customers\// },
    upsertOrder: { good: order, bad: { ...order, currency: 'euro' }, write: /^POST .*\/orders$/ },
  },
  specs: MAILCHIMP_SPECS,
  notCalled: [
    'DELETE /lists/{list_id}/members/{subscriber_hash}',
    'PATCH /ecommerce/stores/{store_id}/products/{product_id}',
    'POST /lists/{list_id}/members/{subscriber_hash}/events',
    'POST /lists/{list_id}/merge-fields',
  ],
  // The first order makes the store.
  others: [{ operation: 'upsertOrder', payloads: [order], createTwin: () => createMailchimpTwin({ checkContract }) }],
};

export const examples: Record<string, DestinationCase<Settings>> = {
  mailchimp: { ...shared, settings: { ...key, store: 'my-shop' } },
  'mailchimp by sign-in': { ...shared, settings: { audience: key.audience, dataCentre: 'us21', store: 'my-shop' } },
};
