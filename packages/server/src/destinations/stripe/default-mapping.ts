import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const coalesce = (...of: (Rule | undefined)[]): Rule => {
  const present = of.filter((rule) => rule !== undefined);
  return present.length === 1 ? present[0]! : { do: 'coalesce', of: present };
};

/** The person's address, name and phone, and what an order says of where they live. */
export function defaultMapping(type: string, sample?: Envelope): Mapping {
  const emailKey = keyHolding(sample, (value) => value.length <= 320 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value));
  const answered = emailKey === undefined ? undefined : path(`/data/fields/${emailKey.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  const fullName: Rule = { do: 'join', of: [path('/subject/firstName'), path('/subject/lastName')], separator: ' ' };
  return {
    fields: {
      '/email': { do: 'email', from: coalesce(path('/subject/email'), answered) },
      '/name': coalesce(path('/subject/name'), fullName),
      // Stripe takes at most 20 characters, which a number as typed may exceed.
      '/phone': {
        do: 'when',
        if: { is: 'startsWith', path: '/subject/phone', value: '+' },
        then: { do: 'e164', from: path('/subject/phone') },
      },
      ...(type.startsWith('order.') ? billingFields() : {}),
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

/** The key of the first form answer that looks right; undefined where the sample has none. */
function keyHolding(sample: Envelope | undefined, looksRight: (value: string) => boolean): string | undefined {
  const fields = sample?.data['fields'];
  if (typeof fields !== 'object' || fields === null) return undefined;
  return Object.entries(fields).find(([, value]) => typeof value === 'string' && looksRight(value.trim()))?.[0];
}
