import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { billing, coalesce, company, email, isOrder, literal, message, namePart, path, phone } from '../kit/mapping-rules.ts';

export function leadMapping(type: string, sample?: Envelope): Mapping {
  const address = isOrder(type) ? addressFields({ street: 'Street', city: 'City', code: 'Zip_Code' }) : {};
  return { fields: { ...personFields(type, sample), '/fields/Company': company(sample), ...address } };
}

export function contactMapping(type: string, sample?: Envelope): Mapping {
  const address = isOrder(type) ? addressFields({ street: 'Mailing_Street', city: 'Mailing_City', code: 'Mailing_Zip' }) : {};
  return { fields: { ...personFields(type, sample), '/fields/Account_Name/id': path('/steps/account/id'), ...address } };
}

/** One account for one company; for people who name none, one under their own name. */
export function accountMapping(type: string, sample?: Envelope): Mapping {
  const address = isOrder(type) ? addressFields({ street: 'Billing_Street', city: 'Billing_City', code: 'Billing_Code' }) : {};
  return { fields: { '/fields/Account_Name': coalesce(company(sample), path('/subject/name'), path('/subject/email')), ...address } };
}

export function dealMapping(type: string, sample?: Envelope): Mapping {
  const fields: Record<string, Rule> = {
    '/fields/Contact_Name/id': path('/steps/contact/id'),
    '/fields/Account_Name/id': path('/steps/account/id'),
    '/fields/Closing_Date': { do: 'date', from: path('/occurredAt'), output: 'date', zone: 'UTC' },
  };
  if (!isOrder(type)) {
    return {
      fields: {
        ...fields,
        '/fields/Deal_Name': coalesce(path('/subject/name'), path('/subject/email'), literal('New enquiry')),
        '/fields/Stage': literal('Qualification'),
        '/fields/Description': message(sample),
      },
    };
  }
  return {
    fields: {
      ...fields,
      '/fields/Deal_Name': { do: 'template', template: 'Order {{/data/number}}' },
      '/fields/Amount': { do: 'number', from: path('/data/total') },
      '/fields/Stage': {
        do: 'lookup',
        from: path('/data/status'),
        table: { cancelled: 'Closed Lost', refunded: 'Closed Lost' },
        otherwise: literal('Closed Won'),
      },
      // The order's address in the shop's admin is the same in all of its events and differs between shops; numbers do not.
      '/externalKey': path('/data/adminUrl'),
    },
  };
}

function personFields(type: string, sample: Envelope | undefined): Record<string, Rule> {
  return {
    '/fields/Email': email(sample),
    '/fields/First_Name': namePart('first'),
    '/fields/Last_Name': coalesce(namePart('last'), path('/subject/name')),
    '/fields/Phone': phone(sample),
    ...(type === 'form.submitted' ? { '/fields/Description': message(sample) } : {}),
    '/consent': path('/consent'),
  };
}

/** Without state and country, which newer accounts keep as lists with spellings of their own. */
function addressFields(names: { street: string; city: string; code: string }): Record<string, Rule> {
  return {
    [`/fields/${names.street}`]: billing('line1'),
    [`/fields/${names.city}`]: billing('city'),
    [`/fields/${names.code}`]: billing('postalCode'),
  };
}
