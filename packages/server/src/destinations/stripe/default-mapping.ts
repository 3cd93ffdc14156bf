import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { emailAnswered, fullName, isOrder, path } from '../kit/mapping-rules.ts';

/** The person's address, name and phone, and what an order says of where they live. */
export function defaultMapping(type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      '/email': emailAnswered(sample),
      '/name': fullName,
      // Stripe takes at most 20 characters, which a number as typed may exceed.
      '/phone': {
        do: 'when',
        if: { is: 'startsWith', path: '/subject/phone', value: '+' },
        then: { do: 'e164', from: path('/subject/phone') },
      },
      ...(isOrder(type) ? billingFields() : {}),
    },
  };
}

function billingFields(): Record<string, Rule> {
  const part = (name: string) => path(`/data/billingAddress/${name}`);
  return {
    '/address/line1': part('line1'),
    '/address/line2': part('line2'),
    '/address/city': part('city'),
    '/address/state': part('region'),
    '/address/postal_code': part('postalCode'),
    '/address/country': part('country'),
  };
}
