import { fill, type Translate } from '../translate.ts';

/** What an event type means, as the beginning of a sentence: "When someone submits a form". */
export function eventWhen(type: string, t: Translate): string {
  return whenWords(t)[type] ?? fill(t('When “{type}” happens'), { type });
}

function whenWords(t: Translate): Record<string, string> {
  return {
    'form.submitted': t('When someone submits a form'),
    'order.created': t('When an order is placed'),
    'order.paid': t('When an order is paid'),
    'order.updated': t('When an order changes'),
    'order.edited': t('When an order is edited'),
    'order.cancelled': t('When an order is cancelled'),
    'order.fulfilled': t('When an order is completed'),
    'refund.created': t('When an order is refunded'),
    'customer.created': t('When there is a new customer'),
    'customer.updated': t('When a customer changes'),
    'customer.deleted': t('When a customer is deleted'),
    'customer.merged': t('When two customers become one'),
    'customer.tagged': t('When a customer gets a tag'),
    'consent.updated': t('When someone gives or takes back consent'),
    'checkout.started': t('When a checkout is begun'),
    'checkout.abandoned': t('When a checkout is left'),
    'comment.posted': t('When someone comments'),
    'user.registered': t('When someone registers'),
    'payment.succeeded': t('When a payment succeeds'),
    'payment.failed': t('When a payment fails'),
    'payment.disputed': t('When a payment is disputed'),
    'subscription.created': t('When a subscription begins'),
    'subscription.updated': t('When a subscription changes'),
    'subscription.renewed': t('When a subscription is renewed'),
    'subscription.cancelled': t('When a subscription is cancelled'),
    'booking.created': t('When something is booked'),
    'booking.updated': t('When a booking changes'),
    'booking.cancelled': t('When a booking is cancelled'),
    // What a Shopify shop tells beyond the common events.
    'custom.customer_sent': t('When Shopify Flow sends a customer'),
    'custom.product_viewed': t('When a customer looks at a product'),
    'custom.product_added_to_cart': t('When a customer puts a product into the cart'),
    'custom.search_submitted': t('When a customer searches the shop'),
    'custom.segment_joined': t('When a customer joins a segment'),
    'custom.segment_left': t('When a customer leaves a segment'),
  };
}

/** An event type by its name, as a title: "Form submitted". */
export function eventName(type: string, t: Translate): string {
  return eventNames(t)[type] ?? type;
}

function eventNames(t: Translate): Record<string, string> {
  return {
    'form.submitted': t('Form submitted'),
    'order.created': t('Order placed'),
    'order.paid': t('Order paid'),
    'order.updated': t('Order changed'),
    'order.edited': t('Order edited'),
    'order.cancelled': t('Order cancelled'),
    'order.fulfilled': t('Order completed'),
    'refund.created': t('Refund'),
    'customer.created': t('New customer'),
    'customer.updated': t('Customer changed'),
    'customer.deleted': t('Customer deleted'),
    'customer.merged': t('Customers merged'),
    'customer.tagged': t('Customer tagged'),
    'consent.updated': t('Consent changed'),
    'checkout.started': t('Checkout begun'),
    'checkout.abandoned': t('Checkout left'),
    'comment.posted': t('Comment'),
    'user.registered': t('Registration'),
    'payment.succeeded': t('Payment succeeded'),
    'payment.failed': t('Payment failed'),
    'payment.disputed': t('Payment disputed'),
    'subscription.created': t('Subscription begun'),
    'subscription.updated': t('Subscription changed'),
    'subscription.renewed': t('Subscription renewed'),
    'subscription.cancelled': t('Subscription cancelled'),
    'booking.created': t('Booking made'),
    'booking.updated': t('Booking changed'),
    'booking.cancelled': t('Booking cancelled'),
    'custom.customer_sent': t('Customer sent by Shopify Flow'),
    'custom.product_viewed': t('Product viewed'),
    'custom.product_added_to_cart': t('Product put into the cart'),
    'custom.search_submitted': t('Shop searched'),
    'custom.segment_joined': t('Segment joined'),
    'custom.segment_left': t('Segment left'),
  };
}
