import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { email, isOrder, literal, namePart, path, phone } from '../kit/mapping-rules.ts';

export function contactMapping(_type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      '/email': email(sample),
      '/firstName': namePart('first'),
      '/lastName': namePart('last'),
      '/phone': phone(sample),
    },
  };
}

export function tagMapping(type: string, sample?: Envelope): Mapping {
  return { fields: { ...whom(sample), '/tag': literal(isOrder(type) ? 'customer' : 'website') } };
}

export function subscriptionMapping(_type: string, sample?: Envelope): Mapping {
  return { fields: { ...whom(sample), '/consent': path('/consent') } };
}

/** What follows an order follows each of them; a form's welcome comes once. */
export function automationMapping(type: string, sample?: Envelope): Mapping {
  return { fields: { ...whom(sample), '/again': literal(isOrder(type)) } };
}

/** The id from a step called `contact` before this one, else the address. */
function whom(sample: Envelope | undefined): Record<string, Rule> {
  return { '/contactId': path('/steps/contact/id'), '/email': email(sample) };
}
