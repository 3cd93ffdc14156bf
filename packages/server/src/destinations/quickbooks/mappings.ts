import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { saleRules } from '../kit/sale.ts';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const coalesce = (...of: Rule[]): Rule => ({ do: 'coalesce', of });

/** The answer of a form whose key reads like this, else the first of the names form plugins give it. */
function answer(sample: Envelope | undefined, like: RegExp, ...names: string[]): Rule[] {
  const fields = sample?.data['fields'];
  const keys = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  const key = keys.find((candidate) => like.test(candidate));
  return (key === undefined ? names : [key]).map((name) => path(`/data/fields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`));
}

function personRules(sample: Envelope | undefined): Record<string, Rule> {
  const billing = (part: string) => coalesce(path(`/data/billingAddress/${part}`), path(`/data/address/${part}`));
  return {
    '/givenName': coalesce(path('/subject/firstName'), { do: 'splitName', from: path('/subject/name'), part: 'first' }),
    '/familyName': coalesce(path('/subject/lastName'), { do: 'splitName', from: path('/subject/name'), part: 'last' }),
    '/companyName': coalesce(path('/subject/company'), path('/data/billingAddress/company')),
    '/email': coalesce(path('/subject/email'), ...answer(sample, /e-?mail/i, 'your-email', 'email')),
    '/phone': path('/subject/phone'),
    '/billing/line1': billing('line1'),
    '/billing/line2': billing('line2'),
    '/billing/city': billing('city'),
    '/billing/region': billing('region'),
    '/billing/postalCode': billing('postalCode'),
    '/billing/country': billing('country'),
  };
}

export function customerMapping(type: string, sample?: Envelope): Mapping {
  const message = type.startsWith('form.')
    ? answer(sample, /message|comment|question|nachricht|mensaje|mesaj/i, 'your-message', 'message')
    : [];
  const [first] = message;
  return { fields: { ...personRules(sample), ...(first === undefined ? {} : { '/notes': coalesce(first, ...message.slice(1)) }) } };
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
