import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { coalesce, email, literal, namePart, path } from '../kit/mapping-rules.ts';

const moment = (from: Rule): Rule => ({ do: 'date', from, output: 'datetime', zone: 'UTC' });

export function customerMapping(_type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      ...personRules(sample),
      ...addressRules('/address', 'billingAddress', 'address', 'shippingAddress'),
      '/currency': path('/data/currency'),
    },
  };
}

export function orderMapping(type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      ...personRules(sample),
      '/orderId': path('/data/orderId'),
      '/currency': path('/data/currency'),
      '/total': path('/data/total'),
      '/lines': path('/data/lines'),
      '/discount': path('/data/discount'),
      '/tax': path('/data/tax'),
      '/shipping': path('/data/shipping'),
      // Mailchimp's own words.
      '/financialStatus': {
        do: 'lookup',
        from: path('/data/status'),
        table: { open: 'pending', pending: 'pending', partially_paid: 'pending', refunded: 'refunded', cancelled: 'cancelled' },
        otherwise: literal('paid'),
      },
      ...(type === 'order.fulfilled' ? { '/fulfillmentStatus': literal('shipped') } : {}),
      ...(type === 'order.created' ? { '/processedAt': moment(path('/occurredAt')) } : { '/updatedAt': moment(path('/occurredAt')) }),
      ...(type === 'order.cancelled' ? { '/cancelledAt': moment(path('/occurredAt')) } : {}),
      '/orderUrl': path('/data/adminUrl'),
      ...addressRules('/billingAddress', 'billingAddress'),
      ...addressRules('/shippingAddress', 'shippingAddress'),
    },
  };
}

const PARTS = ['name', 'company', 'line1', 'line2', 'city', 'region', 'postalCode', 'country', 'phone'];

/** Each part of an address from the first of these that has it. */
function addressRules(target: string, ...from: string[]): Record<string, Rule> {
  const rule = (part: string) => coalesce(...from.map((address) => path(`/data/${address}/${part}`)));
  return Object.fromEntries(PARTS.map((part) => [`${target}/${part}`, rule(part)]));
}

/** Who it is, and what they said of e-mail. */
function personRules(sample: Envelope | undefined): Record<string, Rule> {
  return {
    '/email': email(sample),
    '/firstName': namePart('first'),
    '/lastName': namePart('last'),
    '/company': coalesce(path('/subject/company'), path('/data/billingAddress/company')),
    '/consent': path('/consent'),
  };
}
