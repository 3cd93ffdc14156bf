/** What a shop tells of: by webhook, by our own timer (an abandoned checkout) and from the storefront's forms. */
export const SHOP_EVENT_TYPES = [
  'order.created',
  'order.paid',
  'order.updated',
  'order.edited',
  'order.cancelled',
  'order.fulfilled',
  'refund.created',
  'customer.created',
  'customer.updated',
  'customer.tagged',
  'customer.merged',
  'customer.deleted',
  'consent.updated',
  'checkout.started',
  'checkout.abandoned',
  'form.submitted',
] as const;
