import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const literal = (value: string): Rule => ({ do: 'literal', value });
const coalesce = (...of: Rule[]): Rule => ({ do: 'coalesce', of });
const field = (key: string): Rule => path(`/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);

/** Where ids come from when a flow has steps of these names before this one. */
const PERSON_ID = path('/steps/person/id');
const ORGANIZATION_ID = path('/steps/organization/id');

const name = coalesce(
  path('/subject/name'),
  { do: 'join', of: [path('/subject/firstName'), path('/subject/lastName')], separator: ' ' },
  path('/subject/company'),
);

function email(sample: Envelope | undefined): Rule {
  return { do: 'email', from: withAnswer(path('/subject/email'), sample, /e-?mail/i) };
}

export function personMapping(_type: string, sample?: Envelope): Mapping {
  const phone = withAnswer(path('/subject/phone'), sample, /phone|mobile|^tel|telefon/i);
  const country = coalesce(path('/subject/country'), path('/data/billingAddress/country'));
  return {
    fields: {
      '/email': email(sample),
      '/name': withAnswer(name, sample, /^(your-)?(full-?)?name$/i),
      // As +4930123456 where that can be told; else as typed.
      '/phone': coalesce({ do: 'e164', from: phone, countryFrom: country }, phone),
      '/organizationId': ORGANIZATION_ID,
      '/consent': path('/consent'),
    },
  };
}

export function organizationMapping(type: string, sample?: Envelope): Mapping {
  const company = withAnswer(
    coalesce(path('/subject/company'), path('/data/billingAddress/company')),
    sample,
    /company|organi[sz]ation|firma/i,
  );
  const parts = ['line1', 'line2', 'postalCode', 'city', 'region', 'country'].map((part) => path(`/data/billingAddress/${part}`));
  return {
    fields: { '/name': company, ...(type.startsWith('order.') ? { '/address': { do: 'join', of: parts, separator: ', ' } } : {}) },
  };
}

export function dealMapping(type: string, sample?: Envelope): Mapping {
  const { fields } = leadMapping(type, sample);
  if (!type.startsWith('order.')) return { fields };
  const table = { cancelled: 'lost', refunded: 'lost' };
  return { fields: { ...fields, '/status': { do: 'lookup', from: path('/data/status'), table, otherwise: literal('won') } } };
}

export function leadMapping(type: string, sample?: Envelope): Mapping {
  const fields = subjectFields(type, sample);
  if (!type.startsWith('order.')) return { fields };
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
      '/content': type.startsWith('order.') ? order : message(sample),
      '/dealId': path('/steps/deal/id'),
      '/leadId': path('/steps/lead/id'),
      '/personId': PERSON_ID,
      '/personEmail': email(sample),
    },
  };
}

function subjectFields(type: string, sample: Envelope | undefined): Record<string, Rule> {
  const title: Rule = type.startsWith('order.')
    ? { do: 'template', template: 'Order {{/data/number}}' }
    : coalesce(name, path('/subject/email'), literal('New enquiry'));
  return { '/title': title, '/personId': PERSON_ID, '/personEmail': email(sample), '/organizationId': ORGANIZATION_ID };
}

/** The answer that reads like a message: chosen from the sample, or by the names form plugins give it. */
function message(sample: Envelope | undefined): Rule {
  const key = answerKey(sample, /message|comment|question|enquiry|inquiry|nachricht|mensaje|mesaj/i);
  return key === undefined ? coalesce(field('your-message'), field('message')) : field(key);
}

function withAnswer(first: Rule, sample: Envelope | undefined, looksRight: RegExp): Rule {
  const key = answerKey(sample, looksRight);
  return key === undefined ? first : coalesce(first, field(key));
}

/** The sample's form answer whose key looks right. */
function answerKey(sample: Envelope | undefined, looksRight: RegExp): string | undefined {
  const fields = sample?.data['fields'];
  const keys = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  return keys.find((candidate) => looksRight.test(candidate));
}
