import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const field = (key: string): Rule => path(`/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
const name = (part: 'first' | 'last'): Rule => ({
  do: 'coalesce',
  of: [path(`/subject/${part}Name`), { do: 'splitName', from: path('/subject/name'), part }],
});

/**
 * The person's e-mail, consent and names: what every Brevo account has a place for. No phone number, because Brevo texts
 * people on a list who have one, and who agreed to e-mail did not agree to that.
 */
export function defaultMapping(type: string, sample?: Envelope): Mapping {
  const isCommerce = /^(order|customer|checkout|refund|payment|subscription)\./.test(type);
  const emailKey = isCommerce ? undefined : keyHolding(sample, (value) => value.length <= 320 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value));
  return {
    fields: {
      '/email': {
        do: 'email',
        from: emailKey === undefined ? path('/subject/email') : { do: 'coalesce', of: [path('/subject/email'), field(emailKey)] },
      },
      // A shop that says nothing of consent did not ask: then nobody gets a confirmation e-mail for having bought something.
      '/consent': isCommerce
        ? {
            do: 'when',
            if: { is: 'present', path: '/consent' },
            then: path('/consent'),
            otherwise: { do: 'literal', value: 'not_subscribed' },
          }
        : path('/consent'),
      '/firstName': name('first'),
      '/lastName': name('last'),
    },
  };
}

/** The key of the first form answer that looks right; undefined where the sample has none. */
function keyHolding(sample: Envelope | undefined, looksRight: (value: string) => boolean): string | undefined {
  const fields = sample?.data['fields'];
  if (typeof fields !== 'object' || fields === null) return undefined;
  return Object.entries(fields).find(([, value]) => typeof value === 'string' && looksRight(value.trim()))?.[0];
}
