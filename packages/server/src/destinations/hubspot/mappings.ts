import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const coalesce = (...of: Rule[]): Rule => ({ do: 'coalesce', of });

/** Where the contact's id comes from when a flow has a step called `contact` before this one. */
const CONTACT_ID = '/steps/contact/id';
/** The same for a company. */
const COMPANY_ID = '/steps/company/id';

const field = (key: string): Rule => path(`/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);

const namePart = (part: 'first' | 'last'): Rule =>
  coalesce(path(part === 'first' ? '/subject/firstName' : '/subject/lastName'), { do: 'splitName', from: path('/subject/name'), part });

function contactEmail(sample: Envelope | undefined): Rule {
  return { do: 'email', from: firstOf(path('/subject/email'), answer(sample, /e-?mail/i)) };
}

/** As +4930123456 where that can be told; else as typed, which HubSpot takes too. */
function phone(sample: Envelope | undefined): Rule {
  const given = firstOf(path('/subject/phone'), answer(sample, /phone|mobile|^tel|telefon/i));
  return coalesce({ do: 'e164', from: given, countryFrom: firstOf(path('/subject/country'), path('/data/billingAddress/country')) }, given);
}

export function contactMapping(type: string, sample?: Envelope): Mapping {
  const fields: Record<string, Rule> = {
    '/properties/email': contactEmail(sample),
    '/properties/firstname': namePart('first'),
    '/properties/lastname': namePart('last'),
    '/properties/phone': phone(sample),
    '/properties/company': firstOf(path('/subject/company'), answer(sample, /company|organi[sz]ation|firma/i)),
  };
  if (type === 'form.submitted') fields['/properties/message'] = message(sample);
  if (type.startsWith('order.')) Object.assign(fields, billingFields());
  return { fields };
}

/** Only where somebody named a company is there anything to do. */
export function companyMapping(type: string, sample?: Envelope): Mapping {
  const website = answer(sample, /web-?site|homepage|domain|company-?url/i);
  const fields: Record<string, Rule> = {
    '/properties/name': companyName(sample),
    ...(website === undefined ? {} : { '/properties/domain': website }),
    '/contactId': path(CONTACT_ID),
  };
  if (!type.startsWith('order.')) return { fields };
  const { '/properties/company': _, ...address } = billingFields();
  return { fields: { ...fields, ...address } };
}

/** What the person said of e-mails, with their words for it. */
export function consentMapping(_type: string, sample?: Envelope): Mapping {
  return { fields: { '/email': contactEmail(sample), '/consent': path('/consent') } };
}

function companyName(sample: Envelope | undefined): Rule {
  return firstOf(
    coalesce(path('/subject/company'), path('/data/billingAddress/company')),
    answer(sample, /company|organi[sz]ation|firma/i),
  );
}

export function dealMapping(type: string, sample?: Envelope): Mapping {
  const fields: Record<string, Rule> = {
    '/properties/pipeline': { do: 'literal', value: 'default' },
    '/contactId': path(CONTACT_ID),
    '/companyId': path(COMPANY_ID),
  };
  if (!type.startsWith('order.')) {
    return {
      fields: {
        ...fields,
        '/properties/dealname': coalesce(path('/subject/name'), path('/subject/email'), { do: 'literal', value: 'New enquiry' }),
        '/properties/dealstage': { do: 'literal', value: 'appointmentscheduled' },
        '/properties/description': message(sample),
      },
    };
  }
  return {
    fields: {
      ...fields,
      '/properties/dealname': { do: 'template', template: 'Order {{/data/number}}' },
      '/properties/amount': { do: 'number', from: path('/data/total') },
      '/properties/closedate': { do: 'date', from: path('/occurredAt'), output: 'datetime', zone: 'UTC' },
      '/properties/dealstage': {
        do: 'lookup',
        from: path('/data/status'),
        table: { cancelled: 'closedlost', refunded: 'closedlost' },
        otherwise: { do: 'literal', value: 'closedwon' },
      },
      // One deal for one order, whichever of its events arrives: the order's address in the shop's admin is
      // the same in all of them and differs between shops, which order numbers do not.
      '/externalId': path('/data/adminUrl'),
    },
  };
}

export function noteMapping(type: string, sample?: Envelope): Mapping {
  const order: Rule = { do: 'template', template: 'Order {{/data/number}}: {{/data/total}} {{/data/currency}}, {{/data/status}}' };
  return {
    fields: {
      '/body': type.startsWith('order.') ? order : message(sample),
      '/timestamp': path('/occurredAt'),
      '/contactId': path(CONTACT_ID),
      '/contactEmail': contactEmail(sample),
    },
  };
}

function billingFields(): Record<string, Rule> {
  const billing = (part: string) => coalesce(path(`/data/billingAddress/${part}`), path(`/data/shippingAddress/${part}`));
  return {
    '/properties/company': coalesce(path('/subject/company'), path('/data/billingAddress/company')),
    '/properties/address': billing('line1'),
    '/properties/city': billing('city'),
    '/properties/zip': billing('postalCode'),
    '/properties/state': billing('region'),
    '/properties/country': billing('country'),
  };
}

/** The answer that reads like a message: chosen from the sample, or by the names form plugins give it. */
function message(sample: Envelope | undefined): Rule {
  return (
    answer(sample, /message|comment|question|enquiry|inquiry|nachricht|mensaje|mesaj/i) ?? coalesce(field('your-message'), field('message'))
  );
}

/** The sample's form answer whose key looks right. */
function answer(sample: Envelope | undefined, looksRight: RegExp): Rule | undefined {
  const fields = sample?.data['fields'];
  const keys = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  const key = keys.find((candidate) => looksRight.test(candidate));
  return key === undefined ? undefined : field(key);
}

function firstOf(first: Rule, second: Rule | undefined): Rule {
  return second === undefined ? first : coalesce(first, second);
}
