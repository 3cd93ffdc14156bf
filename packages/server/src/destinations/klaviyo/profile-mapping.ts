import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { answer, coalesce, firstOf, literal, message, path, personRules } from './rules.ts';

/** Who the person is, where they live, and their consent as the event states it. */
export function profileMapping(type: string, sample?: Envelope): Mapping {
  const { email, phone, quiet } = personRules(sample);
  const fields: Record<string, Rule> = {
    '/email': email,
    '/phone': phone,
    '/firstName': name('first'),
    '/lastName': name('last'),
    '/organization': coalesce(
      firstOf(path('/subject/company'), answer(sample, /company|organi[sz]ation|firma/i)),
      path('/data/billingAddress/company'),
    ),
    // A shop that says nothing of consent did not ask, and then nothing is said to Klaviyo either.
    '/consent': path('/consent'),
    '/quiet': quiet,
  };
  if (type === 'form.submitted')
    Object.assign(fields, { '/properties/Message': message(sample), '/properties/Source': literal('website') });
  if (/^(order|customer|checkout)\./.test(type)) Object.assign(fields, locationRules());
  return { fields };
}

function name(part: 'first' | 'last'): Rule {
  return coalesce(path(part === 'first' ? '/subject/firstName' : '/subject/lastName'), {
    do: 'splitName',
    from: path('/subject/name'),
    part,
  });
}

function locationRules(): Record<string, Rule> {
  const of = (part: string) =>
    coalesce(path(`/data/billingAddress/${part}`), path(`/data/shippingAddress/${part}`), path(`/data/address/${part}`));
  return {
    '/location/address1': of('line1'),
    '/location/address2': of('line2'),
    '/location/city': of('city'),
    '/location/region': of('region'),
    '/location/zip': of('postalCode'),
    '/location/country': of('country'),
  };
}
