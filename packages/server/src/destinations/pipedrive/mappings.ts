import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { answer, coalesce, company, email, fullName, isOrder, literal, message, path, phone } from '../kit/mapping-rules.ts';

/** Where ids come from when a flow has steps of these names before this one. */
const PERSON_ID = path('/steps/person/id');
const ORGANIZATION_ID = path('/steps/organization/id');

const name = coalesce(fullName, path('/subject/company'));

export function personMapping(_type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      '/email': email(sample),
      '/name': coalesce(name, answer(sample, /^(your-)?(full-?)?name$/i)),
      '/phone': phone(sample),
      '/organizationId': ORGANIZATION_ID,
      '/consent': path('/consent'),
    },
  };
}

export function organizationMapping(type: string, sample?: Envelope): Mapping {
  const parts = ['line1', 'line2', 'postalCode', 'city', 'region', 'country'].map((part) => path(`/data/billingAddress/${part}`));
  return {
    fields: { '/name': company(sample), ...(isOrder(type) ? { '/address': { do: 'join', of: parts, separator: ', ' } } : {}) },
  };
}

export function dealMapping(type: string, sample?: Envelope): Mapping {
  const { fields } = leadMapping(type, sample);
  if (!isOrder(type)) return { fields };
  const table = { cancelled: 'lost', refunded: 'lost' };
  return { fields: { ...fields, '/status': { do: 'lookup', from: path('/data/status'), table, otherwise: literal('won') } } };
}

export function leadMapping(type: string, sample?: Envelope): Mapping {
  const fields = subjectFields(type, sample);
  if (!isOrder(type)) return { fields };
  return {
    fields: {
      ...fields,
      '/value': { do: 'number', from: path('/data/total') },
      '/currency': path('/data/currency'),
      // The order's address in the shop's admin is the same in all of its events and differs between shops.
      '/externalId': path('/data/adminUrl'),
    },
  };
}

export function noteMapping(type: string, sample?: Envelope): Mapping {
  const order: Rule = { do: 'template', template: 'Order {{/data/number}}: {{/data/total}} {{/data/currency}}, {{/data/status}}' };
  return {
    fields: {
      '/content': isOrder(type) ? order : message(sample),
      '/dealId': path('/steps/deal/id'),
      '/leadId': path('/steps/lead/id'),
      '/personId': PERSON_ID,
      '/personEmail': email(sample),
    },
  };
}

function subjectFields(type: string, sample: Envelope | undefined): Record<string, Rule> {
  const title: Rule = isOrder(type)
    ? { do: 'template', template: 'Order {{/data/number}}' }
    : coalesce(name, path('/subject/email'), literal('New enquiry'));
  return { '/title': title, '/personId': PERSON_ID, '/personEmail': email(sample), '/organizationId': ORGANIZATION_ID };
}
