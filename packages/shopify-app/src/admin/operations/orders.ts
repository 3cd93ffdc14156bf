import { z } from 'zod';
import { operation } from '../operation.ts';
import { ADDRESS, Address, Attribute, MONEY, MoneyBag, PAGE_INFO, PageInfo, TAX_LINES, TaxLine } from './fields.ts';

const text = z.string().nullable();

/** All of an order but its lines and what its refunds are made of. `totalPriceSet` is before returns, as a webhook's `total_price` is. */
export const ORDER = `id name createdAt updatedAt cancelledAt cancelReason test currencyCode presentmentCurrencyCode
  displayFinancialStatus displayFulfillmentStatus taxesIncluded email phone note tags sourceName poNumber
  customerLocale clientIp customerAcceptsMarketing discountCodes paymentGatewayNames
  totalPriceSet ${MONEY} currentTotalPriceSet ${MONEY} totalOutstandingSet ${MONEY} subtotalPriceSet ${MONEY}
  totalTaxSet ${MONEY} totalDiscountsSet ${MONEY} totalShippingPriceSet ${MONEY}
  taxLines ${TAX_LINES}
  shippingLine { title }
  fulfillments { createdAt status }
  transactions { kind status processedAt }
  refunds { id }
  billingAddress ${ADDRESS} shippingAddress ${ADDRESS}
  customAttributes { key value }
  customer {
    id firstName lastName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } defaultAddress ${ADDRESS}
  }
  customerJourneySummary { lastVisit { landingPage referrerUrl } }`;

export const Order = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: text,
  cancelReason: text,
  test: z.boolean(),
  currencyCode: z.string(),
  presentmentCurrencyCode: z.string(),
  displayFinancialStatus: text,
  displayFulfillmentStatus: text,
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
  totalPriceSet: MoneyBag,
  currentTotalPriceSet: MoneyBag,
  totalOutstandingSet: MoneyBag,
  subtotalPriceSet: MoneyBag.nullable(),
  totalTaxSet: MoneyBag.nullable(),
  totalDiscountsSet: MoneyBag.nullable(),
  totalShippingPriceSet: MoneyBag,
  taxLines: z.array(TaxLine),
  shippingLine: z.object({ title: z.string() }).nullable(),
  fulfillments: z.array(z.object({ createdAt: z.string(), status: z.string() })),
  transactions: z.array(z.object({ kind: z.string(), status: z.string(), processedAt: text })),
  refunds: z.array(z.object({ id: z.string() })),
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

/** Without product and variant: their ids alone would need `read_products`. */
export const LINE = `id title variantTitle sku vendor quantity currentQuantity
  originalUnitPriceSet ${MONEY} totalDiscountSet ${MONEY}
  discountAllocations { allocatedAmountSet ${MONEY} }
  taxLines ${TAX_LINES}
  customAttributes { key value }`;

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
});
export type Line = z.infer<typeof Line>;

const OrderWithLines = Order.extend({ lineItems: z.object({ nodes: z.array(Line), pageInfo: PageInfo }) });

/** One order with a page of its lines; null where Shopify has it no longer, or does not show it to us. */
export const getOrder = operation({
  name: 'getOrder',
  document: `query getOrder($id: ID!, $after: String) {
    order(id: $id) { ${ORDER} lineItems(first: 50, after: $after) { nodes { ${LINE} } ${PAGE_INFO} } }
  }`,
  variables: z.object({ id: z.string(), after: z.string().optional() }),
  data: z.object({ order: OrderWithLines.nullable() }),
  points: 250,
});

/** A page of orders, those that changed longest ago first. More lines than fit are read by `getOrder`. */
export const listOrders = operation({
  name: 'listOrders',
  document: `query listOrders($query: String!, $after: String) {
    orders(first: 10, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { ${ORDER} lineItems(first: 10) { nodes { ${LINE} } ${PAGE_INFO} } }
      ${PAGE_INFO}
    }
  }`,
  variables: z.object({ query: z.string(), after: z.string().optional() }),
  data: z.object({ orders: z.object({ nodes: z.array(OrderWithLines), pageInfo: PageInfo }) }),
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
