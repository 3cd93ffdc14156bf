import { checkoutStarted } from './checkouts.ts';
import { emailConsentUpdated, smsConsentUpdated, whatsAppConsentUpdated } from './consents.ts';
import { customerDeleted, customerMerged, customerNormaliser, tagsNormaliser } from './customers.ts';
import { orderEdited } from './order-edits.ts';
import { orderNormaliser } from './orders.ts';
import { purchasesChanged } from './purchases.ts';
import { refundCreated } from './refunds.ts';
import { segmentNormaliser } from './segments.ts';
import type { Normaliser } from './types.ts';

/** Every Shopify topic that becomes an event, by its name in `X-Shopify-Topic`. */
const NORMALISERS: Readonly<Record<string, Normaliser>> = {
  'orders/create': orderNormaliser('order.created'),
  'orders/paid': orderNormaliser('order.paid'),
  'orders/updated': orderNormaliser('order.updated'),
  'orders/edited': orderEdited,
  'orders/cancelled': orderNormaliser('order.cancelled'),
  'orders/fulfilled': orderNormaliser('order.fulfilled'),
  'refunds/create': refundCreated,
  'customers/create': customerNormaliser('customer.created'),
  'customers/update': customerNormaliser('customer.updated'),
  'customers/delete': customerDeleted,
  'customers/merge': customerMerged,
  'customers/purchasing_summary': purchasesChanged,
  'customer.joined_segment': segmentNormaliser('joined'),
  'customer.left_segment': segmentNormaliser('left'),
  'customer.tags_added': tagsNormaliser('added'),
  'customer.tags_removed': tagsNormaliser('removed'),
  'customers_email_marketing_consent/update': emailConsentUpdated,
  'customers_marketing_consent/update': smsConsentUpdated,
  'customers_whats_app_marketing_consent/update': whatsAppConsentUpdated,
  'checkouts/create': checkoutStarted,
  'checkouts/update': checkoutStarted,
};

/** The topics `normalize` understands, as Shopify writes them in `X-Shopify-Topic`. */
export const TOPICS: readonly string[] = Object.keys(NORMALISERS);

const BY_NAME: ReadonlyMap<string, Normaliser> = new Map(
  Object.entries(NORMALISERS).map(([topic, normaliser]) => [topicKey(topic), normaliser]),
);

/** Finds a topic's normaliser by either of its spellings, `orders/create` or GraphQL's `ORDERS_CREATE`. */
export function normaliserFor(topic: string): Normaliser | undefined {
  return BY_NAME.get(topicKey(topic));
}

/** One name for both spellings of a topic. */
export function topicKey(topic: string): string {
  return topic.toLowerCase().replaceAll(/[/.]/g, '_');
}
