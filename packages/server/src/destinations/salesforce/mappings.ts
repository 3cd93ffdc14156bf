import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { billing, coalesce, company, email, isOrder, literal, message, namePart, path, phone } from '../kit/mapping-rules.ts';

export function contactMapping(type: string, sample?: Envelope): Mapping {
  const address = isOrder(type) ? addressFields('Mailing') : {};
  return { fields: { ...personFields(type, sample), '/fields/AccountId': path('/steps/account/id'), ...address } };
}

export function leadMapping(type: string, sample?: Envelope): Mapping {
  return { fields: { ...personFields(type, sample), '/fields/Company': company(sample), ...(isOrder(type) ? addressFields('') : {}) } };
}

/** One account for one company; for people who name none, one for each of them. */
export function accountMapping(type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      '/fields/Name': coalesce(company(sample), path('/subject/name'), path('/subject/email')),
      '/externalKey': { do: 'lower', from: coalesce(company(sample), path('/subject/email')) },
      ...(isOrder(type) ? addressFields('Billing') : {}),
    },
  };
}

export function opportunityMapping(type: string, sample?: Envelope): Mapping {
  const fields: Record<string, Rule> = {
    '/fields/AccountId': path('/steps/account/id'),
    '/fields/CloseDate': { do: 'date', from: path('/occurredAt'), output: 'date', zone: 'UTC' },
  };
  if (!isOrder(type)) {
    return {
      fields: {
        ...fields,
        '/fields/Name': coalesce(path('/subject/name'), path('/subject/email'), literal('New enquiry')),
        '/fields/StageName': literal('Prospecting'),
        '/fields/Description': message(sample),
      },
    };
  }
  return {
    fields: {
      ...fields,
      '/fields/Name': { do: 'template', template: 'Order {{/data/number}}' },
      '/fields/Amount': { do: 'number', from: path('/data/total') },
      '/fields/StageName': {
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

/** Status, priority and owner are left to Salesforce: a repeat must not reopen what somebody has done. */
export function taskMapping(type: string, sample?: Envelope): Mapping {
  const order: Rule = { do: 'template', template: '{{/data/total}} {{/data/currency}}, {{/data/status}}' };
  const form: Rule = { do: 'join', of: [literal('Answer'), coalesce(path('/subject/name'), path('/subject/email'))], separator: ' ' };
  return {
    fields: {
      '/fields/Subject': isOrder(type) ? { do: 'template', template: 'Order {{/data/number}}' } : form,
      '/fields/Description': isOrder(type) ? order : message(sample),
      '/fields/WhoId': coalesce(path('/steps/contact/id'), path('/steps/lead/id')),
      '/fields/WhatId': coalesce(path('/steps/opportunity/id'), path('/steps/account/id')),
    },
  };
}

function personFields(type: string, sample: Envelope | undefined): Record<string, Rule> {
  return {
    '/fields/Email': email(sample),
    '/fields/FirstName': namePart('first'),
    '/fields/LastName': coalesce(namePart('last'), path('/subject/name')),
    '/fields/Phone': phone(sample),
    ...(type === 'form.submitted' ? { '/fields/Description': message(sample) } : {}),
    '/consent': path('/consent'),
  };
}

/**
 * Without state and country: an organization that keeps them as lists takes only its own spellings ("United States", not
 * "US") and refuses the whole record for others.
 */
function addressFields(prefix: 'Mailing' | 'Billing' | ''): Record<string, Rule> {
  return {
    [`/fields/${prefix}Street`]: billing('line1'),
    [`/fields/${prefix}City`]: billing('city'),
    [`/fields/${prefix}PostalCode`]: billing('postalCode'),
  };
}
