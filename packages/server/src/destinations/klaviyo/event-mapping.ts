import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { coalesce, email, literal, message, path, phone } from '../kit/mapping-rules.ts';

/** The names Klaviyo's own shop integrations use, so that its flows, reports and templates know them. */
const METRICS = {
  'form.submitted': 'Submitted Form',
  'order.created': 'Placed Order',
  'order.paid': 'Paid Order',
  'order.updated': 'Updated Order',
  'order.edited': 'Edited Order',
  'order.cancelled': 'Cancelled Order',
  'order.fulfilled': 'Fulfilled Order',
  'refund.created': 'Refunded Order',
  'checkout.started': 'Started Checkout',
  'checkout.abandoned': 'Abandoned Checkout',
  'customer.created': 'Created Account',
  'booking.created': 'Booked',
  'booking.cancelled': 'Cancelled Booking',
};

/** What happened, worth how much and to whom. The metric follows the event's type, so one step may serve several types. */
export function eventMapping(type: string, sample?: Envelope): Mapping {
  const fields: Record<string, Rule> = {
    '/metric': { do: 'lookup', from: path('/type'), table: METRICS, otherwise: path('/type') },
    '/email': email(sample),
    '/phone': phone(sample),
    '/time': { do: 'date', from: path('/occurredAt'), output: 'datetime', zone: 'UTC' },
  };
  if (/^(order|refund|checkout)\./.test(type)) Object.assign(fields, orderRules());
  if (type === 'form.submitted') {
    Object.assign(fields, {
      '/properties/Form': path('/data/form/title'),
      '/properties/Message': message(sample),
      '/properties/Page': path('/context/page'),
    });
  }
  return { fields };
}

function orderRules(): Record<string, Rule> {
  return {
    '/value': { do: 'number', from: coalesce(path('/data/amount'), path('/data/total')) },
    '/currency': path('/data/currency'),
    '/items': path('/data/lines'),
    '/uniqueId': {
      do: 'when',
      // An order is placed and cancelled once, and Klaviyo sets the two off against each other by one ID.
      if: { is: 'in', path: '/type', values: ['order.created', 'order.cancelled'] },
      then: coalesce(path('/data/adminUrl'), path('/data/orderId')),
      // An order may be refunded, changed and sent in parts: one ID for all would hide every part but the first.
      otherwise: coalesce(path('/data/refundId'), path('/id')),
    },
    '/properties/OrderId': path('/data/orderId'),
    '/properties/OrderNumber': path('/data/number'),
    '/properties/Status': path('/data/status'),
    '/properties/DiscountCodes': path('/data/discountCodes'),
    '/properties/Reason': coalesce(path('/data/cancelReason'), path('/data/reason')),
    '/properties/Shop': coalesce(path('/source/shop'), path('/source/url'), literal('website')),
  };
}
