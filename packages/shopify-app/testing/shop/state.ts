import type { CheckoutRecord, CustomerRecord, OrderRecord } from './records.ts';
import { inZone } from './time.ts';

/** Who a shop is. */
export interface ShopIdentity {
  /** `example.myshopify.com` */
  domain: string;
  name: string;
  email: string;
  owner: string;
  currency: string;
  /** ISO country code, IANA zone. */
  country: string;
  timezone: string;
  plan: string;
}

/** Which of a person's protected data Shopify approved the app for; what is not comes as null. */
export interface ProtectedData {
  name: boolean;
  email: boolean;
  phone: boolean;
  address: boolean;
}

/** What Shopify holds of one shop. */
export interface ShopState extends ShopIdentity {
  id: number;
  customers: Map<number, CustomerRecord>;
  orders: Map<number, OrderRecord>;
  checkouts: Map<string, CheckoutRecord>;
  /** Who had an e-mail address last, and whose orders are whose: a shop with a long history is asked often. */
  emails: Map<string, number>;
  ordersByCustomer: Map<number, Set<OrderRecord>>;
  /** Scopes the merchant granted; undefined while the app is not installed. */
  scopes: Set<string> | undefined;
  protectedData: ProtectedData;
  /** After an uninstall: when `shop/redact` goes out (epoch ms). */
  redactAt: number | undefined;
  pixel: { id: string; settings: unknown } | undefined;
  flowTriggers: { handle: string; payload: unknown }[];
  /** What the app subscribed to by the API, by id; the topic as the API writes it. */
  subscriptions: Map<string, { id: string; topic: string; uri: string; at: number }>;
  clock: { now: () => number };
  nextId: () => number;
  /** Hands a webhook to the delivery; nothing happens where nobody subscribed. */
  emit: (topic: string, payload: unknown, options?: { eventId?: string }) => void;
}

/** Who has this e-mail address now. */
export function customerWithEmail(shop: ShopState, email: string): CustomerRecord | undefined {
  const customer = shop.customers.get(shop.emails.get(email) ?? -1);
  return customer?.email === email ? customer : undefined;
}

/** Makes an order a customer's own. */
export function assignOrder(shop: ShopState, order: OrderRecord, customerId: number | null): void {
  if (order.customer_id !== null) shop.ordersByCustomer.get(order.customer_id)?.delete(order);
  order.customer_id = customerId;
  if (customerId === null) return;
  const own = shop.ordersByCustomer.get(customerId);
  if (own === undefined) shop.ordersByCustomer.set(customerId, new Set([order]));
  else own.add(order);
}

export function ordersOfCustomer(shop: ShopState, customerId: number): OrderRecord[] {
  return [...(shop.ordersByCustomer.get(customerId) ?? [])];
}

/** Now, or the moment given, as the shop's records write it. */
export function stamp(shop: ShopState, at = shop.clock.now()): string {
  return inZone(at, shop.timezone);
}

/** Numbers as Shopify's: large, rising, and never used twice in one run. */
export function createIds(start = 7_720_110_000_000): () => number {
  let last = start;
  return () => (last += 33);
}

export function gid(type: string, id: number | string): string {
  return `gid://shopify/${type}/${id}`;
}

/** The number in `gid://shopify/Order/1`, or undefined where it is no such id. */
export function numberOf(id: string, type: string): number | undefined {
  const digits = new RegExp(`^gid://shopify/${type}/(\\d+)$`).exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
