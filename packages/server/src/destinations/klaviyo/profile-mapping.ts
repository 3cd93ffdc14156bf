import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { answer, coalesce, email, literal, message, namePart, path, phone } from '../kit/mapping-rules.ts';

/** Who the person is, where they live, and their consent as the event states it. */
export function profileMapping(type: string, sample?: Envelope): Mapping {
  const fields: Record<string, Rule> = {
    '/email': email(sample),
    // As +4930123456 where that can be told; else as typed, which is then left out and reported.
    '/phone': phone(sample),
    '/firstName': namePart('first'),
    '/lastName': namePart('last'),
    '/organization': coalesce(
      path('/subject/company'),
      answer(sample, /company|organi[sz]ation|firma/i),
      path('/data/billingAddress/company'),
    ),
    // A shop that says nothing of consent did not ask, and then nothing is said to Klaviyo either.
    '/consent': path('/consent'),
  };
  if (type === 'form.submitted')
    Object.assign(fields, { '/properties/Message': message(sample), '/properties/Source': literal('website') });
  if (/^(order|customer|checkout)\./.test(type)) Object.assign(fields, locationRules());
  return { fields };
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
