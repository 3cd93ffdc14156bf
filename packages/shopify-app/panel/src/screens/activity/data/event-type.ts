/** The event type a webhook is about, by its topic in either spelling; topics that become no event keep their own name. */
export function eventTypeOf(topic: string): string {
  return TYPES[topic.toLowerCase().replaceAll(/[/.]/g, '_')] ?? topic;
}

const TYPES: Readonly<Record<string, string>> = {
  orders_create: 'order.created',
  orders_paid: 'order.paid',
  orders_updated: 'order.updated',
  orders_edited: 'order.edited',
  orders_cancelled: 'order.cancelled',
  orders_fulfilled: 'order.fulfilled',
  refunds_create: 'refund.created',
  customers_create: 'customer.created',
  customers_update: 'customer.updated',
  customers_delete: 'customer.deleted',
  customers_merge: 'customer.merged',
  customer_tags_added: 'customer.tagged',
  customer_tags_removed: 'customer.tagged',
  customers_email_marketing_consent_update: 'consent.updated',
  customers_marketing_consent_update: 'consent.updated',
  customers_whats_app_marketing_consent_update: 'consent.updated',
  checkouts_create: 'checkout.started',
  checkouts_update: 'checkout.started',
};
