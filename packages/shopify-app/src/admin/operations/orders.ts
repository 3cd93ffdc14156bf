import { z } from 'zod';
import { operation } from '../operation.ts';
import { ADDRESS, Address, Attribute, MONEY, MoneyBag, PAGE_INFO, PageInfo, TAX_LINES, TaxLine } from './fields.ts';

const text = z.string().nullable();

/** What the keys of an order's events are made of. `totalPriceSet` is before returns, as a webhook's `total_price` is. */
const MOMENTS = `id createdAt updatedAt cancelledAt test currencyCode displayFinancialStatus displayFulfillmentStatus
  totalPriceSet ${MONEY} totalOutstandingSet ${MONEY}
  fulfillments { createdAt status }
  transactions { kind status processedAt }
  refunds { id createdAt }`;

export const OrderMoments = z.object({
  id: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: text,
  test: z.boolean(),
  currencyCode: z.string(),
  displayFinancialStatus: text,
  displayFulfillmentStatus: text,
  totalPriceSet: MoneyBag,
  totalOutstandingSet: MoneyBag,
  fulfillments: z.array(z.object({ createdAt: z.string(), status: z.string() })),
  transactions: z.array(z.object({ kind: z.string(), status: z.string(), processedAt: text })),
  refunds: z.array(z.object({ id: z.string(), createdAt: text })),
});
export type OrderMoments = z.infer<typeof OrderMoments>;

/** All of an order but its lines and what its refunds are made of. */
export const ORDER = `${MOMENTS} name cancelReason presentmentCurrencyCode taxesIncluded email phone note tags sourceName poNumber
  customerLocale clientIp customerAcceptsMarketing discountCodes paymentGatewayNames
  currentTotalPriceSet ${MONEY} subtotalPriceSet ${MONEY} totalTaxSet ${MONEY} totalDiscountsSet ${MONEY} totalShippingPriceSet ${MONEY}
  taxLines ${TAX_LINES}
  shippingLine { title }
  billingAddress ${ADDRESS} shippingAddress ${ADDRESS}
  customAttributes { key value }
  customer {
    id firstName lastName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } defaultAddress ${ADDRESS}
  }
  customerJourneySummary { lastVisit { landingPage referrerUrl } }`;

export const Order = OrderMoments.extend({
  name: z.string(),
  cancelReason: text,
  presentmentCurrencyCode: z.string(),
  taxesIncluded: z.boolean(),
  email: text,
  phone: text,
  note: text,
  tags: z.array(z.string()),
  sourceName: text,
  poNumber: text,
  customerLocale: text,
  clientIp: text,
  customerAcceptsMarketing: z.boolean(),
  discountCodes: z.array(z.string()),
  paymentGatewayNames: z.array(z.string()),
  currentTotalPriceSet: MoneyBag,
  subtotalPriceSet: MoneyBag.nullable(),
  totalTaxSet: MoneyBag.nullable(),
  totalDiscountsSet: MoneyBag.nullable(),
  totalShippingPriceSet: MoneyBag,
  taxLines: z.array(TaxLine),
  shippingLine: z.object({ title: z.string() }).nullable(),
  billingAddress: Address.nullable(),
  shippingAddress: Address.nullable(),
  customAttributes: z.array(Attribute),
  customer: z
    .object({
      id: z.string(),
      firstName: text,
      lastName: text,
      defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
      defaultPhoneNumber: z.object({ phoneNumber: z.string() }).nullable(),
      defaultAddress: Address.nullable(),
    })
    .nullable(),
  customerJourneySummary: z.object({ lastVisit: z.object({ landingPage: text, referrerUrl: text }).nullable() }).nullable(),
});
export type Order = z.infer<typeof Order>;

export const LINE = `id title variantTitle sku vendor quantity currentQuantity
  originalUnitPriceSet ${MONEY} totalDiscountSet ${MONEY}
  discountAllocations { allocatedAmountSet ${MONEY} }
  taxLines ${TAX_LINES}
  customAttributes { key value }
  product { id } variant { id }`;

const named = z.object({ id: z.string() }).nullable();
export const Line = z.object({
  id: z.string(),
  title: z.string(),
  variantTitle: text,
  sku: text,
  vendor: text,
  quantity: z.number(),
  currentQuantity: z.number(),
  originalUnitPriceSet: MoneyBag,
  totalDiscountSet: MoneyBag,
  discountAllocations: z.array(z.object({ allocatedAmountSet: MoneyBag })),
  taxLines: z.array(TaxLine),
  customAttributes: z.array(Attribute),
  product: named,
  variant: named,
});
export type Line = z.infer<typeof Line>;

/** One order with a page of its lines; null where Shopify has it no longer, or does not show it to us. */
export const getOrder = operation({
  name: 'getOrder',
  document: `query getOrder($id: ID!, $after: String) {
    order(id: $id) { ${ORDER} lineItems(first: 50, after: $after) { nodes { ${LINE} } ${PAGE_INFO} } }
  }`,
  variables: z.object({ id: z.string(), after: z.string().optional() }),
  data: z.object({ order: Order.extend({ lineItems: z.object({ nodes: z.array(Line), pageInfo: PageInfo }) }).nullable() }),
  points: 250,
});

/** A page of orders, those that changed longest ago first, with what tells which events they should have given. */
export const listOrders = operation({
  name: 'listOrders',
  document: `query listOrders($query: String!, $after: String) {
    orders(first: 50, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { ${MOMENTS} } ${PAGE_INFO} }
  }`,
  variables: z.object({ query: z.string(), after: z.string().optional() }),
  data: z.object({ orders: z.object({ nodes: z.array(OrderMoments), pageInfo: PageInfo }) }),
  points: 500,
});

/** How many orders a search finds. */
export const countOrders = operation({
  name: 'countOrders',
  document: 'query countOrders($query: String) { ordersCount(query: $query, limit: null) { count } }',
  variables: z.object({ query: z.string() }),
  data: z.object({ ordersCount: z.object({ count: z.number() }).nullable() }),
  points: 10,
});
