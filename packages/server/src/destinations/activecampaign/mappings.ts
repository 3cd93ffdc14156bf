import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const literal = (value: string | boolean): Rule => ({ do: 'literal', value });
const coalesce = (...of: Rule[]): Rule => ({ do: 'coalesce', of });
const field = (key: string): Rule => path(`/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);

const isOrder = (type: string) => type.startsWith('order.');
const namePart = (part: 'first' | 'last'): Rule =>
  coalesce(path(part === 'first' ? '/subject/firstName' : '/subject/lastName'), { do: 'splitName', from: path('/subject/name'), part });

export function contactMapping(_type: string, sample?: Envelope): Mapping {
  const phone = withAnswer(path('/subject/phone'), sample, /phone|mobile|^tel|telefon/i);
  const country = coalesce(path('/subject/country'), path('/data/billingAddress/country'));
  return {
    fields: {
      '/email': email(sample),
      '/firstName': namePart('first'),
      '/lastName': namePart('last'),
      // As +4930123456 where that can be told; else as typed.
      '/phone': coalesce({ do: 'e164', from: phone, countryFrom: country }, phone),
    },
  };
}

export function tagMapping(type: string, sample?: Envelope): Mapping {
  return { fields: { ...whom(sample), '/tag': literal(isOrder(type) ? 'customer' : 'website') } };
}

export function subscriptionMapping(_type: string, sample?: Envelope): Mapping {
  const quiet: Rule = {
    do: 'when',
    if: { is: 'equals', path: '/context/quiet', value: true },
    then: literal(true),
    otherwise: literal(false),
  };
  return { fields: { ...whom(sample), '/consent': path('/consent'), '/quiet': quiet } };
}

/** What follows an order follows each of them; a form's welcome comes once. */
export function automationMapping(type: string, sample?: Envelope): Mapping {
  return { fields: { ...whom(sample), '/again': literal(isOrder(type)) } };
}

/** The id from a step called `contact` before this one, else the address. */
function whom(sample: Envelope | undefined): Record<string, Rule> {
  return { '/contactId': path('/steps/contact/id'), '/email': email(sample) };
}

function email(sample: Envelope | undefined): Rule {
  return { do: 'email', from: withAnswer(path('/subject/email'), sample, /e-?mail/i) };
}

/** The sample's form answer whose key looks right, where the event itself does not say. */
function withAnswer(first: Rule, sample: Envelope | undefined, looksRight: RegExp): Rule {
  const fields = sample?.data['fields'];
  const keys = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  const key = keys.find((candidate) => looksRight.test(candidate));
  return key === undefined ? first : coalesce(first, field(key));
}
