import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const literal = (value: string): Rule => ({ do: 'literal', value });
const field = (key: string): Rule => path(`/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);

/** The member's e-mail, consent and names, and a tag that says where they come from. FNAME and LNAME exist in every new audience. */
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
        ? { do: 'when', if: { is: 'present', path: '/consent' }, then: path('/consent'), otherwise: literal('not_subscribed') }
        : path('/consent'),
      '/mergeFields/FNAME': {
        do: 'coalesce',
        of: [path('/subject/firstName'), { do: 'splitName', from: path('/subject/name'), part: 'first' }],
      },
      '/mergeFields/LNAME': {
        do: 'coalesce',
        of: [path('/subject/lastName'), { do: 'splitName', from: path('/subject/name'), part: 'last' }],
      },
      '/tags': literal(isCommerce ? 'customer' : 'website'),
    },
  };
}

/** The key of the first form answer that looks right; undefined where the sample has none. */
function keyHolding(sample: Envelope | undefined, looksRight: (value: string) => boolean): string | undefined {
  const fields = sample?.data['fields'];
  if (typeof fields !== 'object' || fields === null) return undefined;
  return Object.entries(fields).find(([, value]) => typeof value === 'string' && looksRight(value.trim()))?.[0];
}
