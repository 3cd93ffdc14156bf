import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { addressRule, answers, messageRule } from '../kit/buyer.ts';
import { coalesce, company, namePart, path } from '../kit/mapping-rules.ts';
import { saleRules } from '../kit/sale.ts';

function personRules(sample: Envelope | undefined): Record<string, Rule> {
  return {
    '/givenName': namePart('first'),
    '/familyName': namePart('last'),
    '/companyName': company(undefined),
    '/email': coalesce(path('/subject/email'), ...answers(sample, /e-?mail/i, 'your-email', 'email')),
    '/phone': path('/subject/phone'),
    '/billing/line1': addressRule('line1'),
    '/billing/line2': addressRule('line2'),
    '/billing/city': addressRule('city'),
    '/billing/region': addressRule('region'),
    '/billing/postalCode': addressRule('postalCode'),
    '/billing/country': addressRule('country'),
  };
}

export function customerMapping(type: string, sample?: Envelope): Mapping {
  const message = messageRule(type, sample);
  return { fields: { ...personRules(sample), ...(message === undefined ? {} : { '/notes': message }) } };
}

export function documentMapping(type: string, sample?: Envelope): Mapping {
  const shipping = (part: string) => path(`/data/shippingAddress/${part}`);
  return {
    fields: {
      ...personRules(sample),
      ...saleRules(type),
      // An earlier step called "customer" has found or made the customer.
      '/customerId': path('/steps/customer/id'),
      '/date': { do: 'date', from: path('/occurredAt'), output: 'date', zone: 'UTC' },
      '/memo': type.startsWith('refund.') ? path('/data/reason') : path('/data/note'),
      '/link': path('/data/adminUrl'),
      '/delivery/line1': shipping('line1'),
      '/delivery/line2': shipping('line2'),
      '/delivery/city': shipping('city'),
      '/delivery/region': shipping('region'),
      '/delivery/postalCode': shipping('postalCode'),
      '/delivery/country': shipping('country'),
    },
  };
}
