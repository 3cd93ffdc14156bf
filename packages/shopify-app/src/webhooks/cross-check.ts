import { z } from 'zod';

/**
 * Shopify signs the body and nothing beside it, so whoever has one signed body can send it again under another topic,
 * shop, id or time. What the body itself says is compared with what its headers say.
 */
const Named = z.object({
  shop_domain: z.string().nullish(),
  myshopify_domain: z.string().nullish(),
  admin_graphql_api_id: z.string().nullish(),
  cancelled_at: z.string().nullish(),
  financial_status: z.string().nullish(),
  fulfillment_status: z.string().nullish(),
});

/** Whether the body names a shop, and it is not this one. */
export function isOfAnotherShop(shop: string, payload: unknown): boolean {
  const named = Named.safeParse(payload).data;
  return [named?.shop_domain, named?.myshopify_domain].some((domain) => typeof domain === 'string' && domain.toLowerCase() !== shop);
}

/** What the record of a topic is called in its `gid://`. */
const RECORDS: Readonly<Record<string, string>> = {
  'orders/create': 'Order',
  'orders/paid': 'Order',
  'orders/updated': 'Order',
  'orders/cancelled': 'Order',
  'orders/fulfilled': 'Order',
  'refunds/create': 'Refund',
  'customers/create': 'Customer',
  'customers/update': 'Customer',
  'customers/delete': 'Customer',
};

/** Whether the body is of another kind of record than the topic's. */
export function isOfAnotherTopic(topic: string, payload: unknown): boolean {
  const kind = RECORDS[topic];
  const gid = Named.safeParse(payload).data?.admin_graphql_api_id;
  return kind !== undefined && typeof gid === 'string' && !gid.startsWith(`gid://shopify/${kind}/`);
}

const PAID: ReadonlySet<string> = new Set(['paid', 'partially_refunded', 'refunded']);

/** Whether an order's own data say that what the topic tells of did not happen. */
export function contradicts(topic: string, payload: unknown): boolean {
  const order = Named.safeParse(payload).data;
  if (order === undefined) return false;
  if (topic === 'orders/cancelled') return typeof order.cancelled_at !== 'string';
  if (topic === 'orders/paid') return !PAID.has(order.financial_status?.toLowerCase() ?? '');
  if (topic === 'orders/fulfilled') return order.fulfillment_status?.toLowerCase() !== 'fulfilled';
  return false;
}
