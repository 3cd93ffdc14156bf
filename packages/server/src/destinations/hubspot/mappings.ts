import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { answer, billing, coalesce, company, email, isOrder, literal, message, namePart, path, phone } from '../kit/mapping-rules.ts';

/** Where the contact's id comes from when a flow has a step called `contact` before this one. */
const CONTACT_ID = '/steps/contact/id';
/** The same for a company. */
const COMPANY_ID = '/steps/company/id';

export function contactMapping(type: string, sample?: Envelope): Mapping {
  const fields: Record<string, Rule> = {
    '/properties/email': email(sample),
    '/properties/firstname': namePart('first'),
    '/properties/lastname': namePart('last'),
    '/properties/phone': phone(sample),
    '/properties/company': coalesce(path('/subject/company'), answer(sample, /company|organi[sz]ation|firma/i)),
  };
  if (type === 'form.submitted') fields['/properties/message'] = message(sample);
  if (isOrder(type)) Object.assign(fields, billingFields());
  return { fields };
}

/** Only where somebody named a company is there anything to do. */
export function companyMapping(type: string, sample?: Envelope): Mapping {
  const website = answer(sample, /web-?site|homepage|domain|company-?url/i);
  const fields: Record<string, Rule> = {
    '/properties/name': company(sample),
    ...(website === undefined ? {} : { '/properties/domain': website }),
    '/contactId': path(CONTACT_ID),
  };
  if (!isOrder(type)) return { fields };
  const { '/properties/company': _, ...address } = billingFields();
  return { fields: { ...fields, ...address } };
}

/** What the person said of e-mails, with their words for it. */
export function consentMapping(_type: string, sample?: Envelope): Mapping {
  return { fields: { '/email': email(sample), '/consent': path('/consent') } };
}

export function dealMapping(type: string, sample?: Envelope): Mapping {
  const fields: Record<string, Rule> = {
    '/properties/pipeline': literal('default'),
    '/contactId': path(CONTACT_ID),
    '/companyId': path(COMPANY_ID),
  };
  if (!isOrder(type)) {
    return {
      fields: {
        ...fields,
        '/properties/dealname': coalesce(path('/subject/name'), path('/subject/email'), literal('New enquiry')),
        '/properties/dealstage': literal('appointmentscheduled'),
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
        otherwise: literal('closedwon'),
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
      '/body': isOrder(type) ? order : message(sample),
      '/timestamp': path('/occurredAt'),
      '/contactId': path(CONTACT_ID),
      '/contactEmail': email(sample),
    },
  };
}

function billingFields(): Record<string, Rule> {
  return {
    '/properties/company': coalesce(path('/subject/company'), path('/data/billingAddress/company')),
    '/properties/address': billing('line1'),
    '/properties/city': billing('city'),
    '/properties/zip': billing('postalCode'),
    '/properties/state': billing('region'),
    '/properties/country': billing('country'),
  };
}
