import { z } from 'zod';
import { operation } from '../operation.ts';
import { ADDRESS, Address, PAGE_INFO, PageInfo, Whole } from './fields.ts';

const text = z.string().nullable();

/** SMS and WhatsApp. The email address has the same under longer names, and does not say where it was collected. */
const Consent = z.object({ state: z.string(), optInLevel: text, updatedAt: text, collectedFrom: text });
const CONSENT = '{ state optInLevel updatedAt collectedFrom }';

export const CUSTOMER = `id createdAt updatedAt firstName lastName state note verifiedEmail tags numberOfOrders
  amountSpent { amount currencyCode }
  defaultAddress ${ADDRESS}
  defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }
  defaultPhoneNumber { phoneNumber smsMarketingConsent ${CONSENT} whatsAppMarketingConsent ${CONSENT} }`;

export const Customer = z.object({
  id: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  firstName: text,
  lastName: text,
  state: z.string(),
  note: text,
  verifiedEmail: z.boolean(),
  tags: z.array(z.string()),
  numberOfOrders: Whole,
  amountSpent: z.object({ amount: z.string(), currencyCode: z.string() }),
  defaultAddress: Address.nullable(),
  defaultEmailAddress: z
    .object({ emailAddress: z.string(), marketingState: z.string(), marketingOptInLevel: text, marketingUpdatedAt: text })
    .nullable(),
  defaultPhoneNumber: z.object({ phoneNumber: z.string(), smsMarketingConsent: Consent, whatsAppMarketingConsent: Consent }).nullable(),
});
export type Customer = z.infer<typeof Customer>;

/** One customer with the consent of each channel; null where Shopify has them no longer. */
export const getCustomer = operation({
  name: 'getCustomer',
  document: `query getCustomer($id: ID!) { customer(id: $id) { ${CUSTOMER} } }`,
  variables: z.object({ id: z.string() }),
  data: z.object({ customer: Customer.nullable() }),
  points: 10,
});

/** A page of customers, those that changed longest ago first. */
export const listCustomers = operation({
  name: 'listCustomers',
  document: `query listCustomers($query: String!, $after: String) {
    customers(first: 50, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { ${CUSTOMER} } ${PAGE_INFO} }
  }`,
  variables: z.object({ query: z.string(), after: z.string().optional() }),
  data: z.object({ customers: z.object({ nodes: z.array(Customer), pageInfo: PageInfo }) }),
  points: 500,
});

/** How many customers a search finds. */
export const countCustomers = operation({
  name: 'countCustomers',
  document: 'query countCustomers($query: String) { customersCount(query: $query, limit: null) { count } }',
  variables: z.object({ query: z.string() }),
  data: z.object({ customersCount: z.object({ count: z.number() }).nullable() }),
  points: 10,
});
