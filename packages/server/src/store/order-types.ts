/** The event types that carry an order; the index of a customer's orders covers these. A new one needs a migration. */
export const ORDER_TYPES = ['order.created', 'order.paid', 'order.updated', 'order.edited', 'order.cancelled', 'order.fulfilled'] as const;
