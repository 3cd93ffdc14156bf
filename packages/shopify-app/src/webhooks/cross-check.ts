import { z } from 'zod';
import { topicKey } from '../normalize/topics.ts';

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
const RECORDS = byTopic({
  'orders/create': 'Order',
  'orders/paid': 'Order',
  'orders/updated': 'Order',
  'orders/cancelled': 'Order',
  'orders/fulfilled': 'Order',
  'refunds/create': 'Refund',
  'customers/create': 'Customer',
  'customers/update': 'Customer',
  'customers/delete': 'Customer',
});

/** What bodies of these topics never hold, and those of others about the same person or shop do: what these topics ask for cannot be undone. */
const OF_OTHERS = byTopic({
  'customers/delete': ['created_at', 'email', 'sms_marketing_consent'],
  'customers/data_request': ['orders_to_redact'],
  'customers/redact': ['data_request', 'orders_requested'],
  'shop/redact': ['customer', 'data_request', 'orders_requested', 'orders_to_redact'],
});

/** Whether the body is of another topic than it came under. */
export function isOfAnotherTopic(topic: string, payload: unknown): boolean {
  const kind = RECORDS.get(topicKey(topic));
  const gid = Named.safeParse(payload).data?.admin_graphql_api_id;
  if (kind !== undefined && typeof gid === 'string' && !gid.startsWith(`gid://shopify/${kind}/`)) return true;
  return OF_OTHERS.get(topicKey(topic))?.some((name) => Object.hasOwn(Object(payload), name)) === true;
}

function byTopic<T>(table: Record<string, T>): ReadonlyMap<string, T> {
  return new Map(Object.entries(table).map(([topic, value]) => [topicKey(topic), value]));
}

const PAID: ReadonlySet<string> = new Set(['paid', 'partially_refunded', 'refunded']);

/** Whether an order's own data say that what the topic tells of did not happen. */
export function contradicts(topic: string, payload: unknown): boolean {
  const order = Named.safeParse(payload).data;
  if (order === undefined) return false;
  switch (topicKey(topic)) {
    case 'orders_cancelled':
      return typeof order.cancelled_at !== 'string';
    case 'orders_paid':
      return !PAID.has(order.financial_status?.toLowerCase() ?? '');
    case 'orders_fulfilled':
      return order.fulfillment_status?.toLowerCase() !== 'fulfilled';
    default:
      return false;
  }
}
