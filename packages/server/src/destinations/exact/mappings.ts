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

function accountRules(sample: Envelope | undefined): Record<string, Rule> {
  const billing = (part: string) => coalesce(path(`/data/billingAddress/${part}`), path(`/data/address/${part}`));
  return {
    '/name': coalesce(
      path('/subject/company'),
      path('/data/billingAddress/company'),
      path('/subject/name'),
      path('/data/billingAddress/name'),
      ...answer(sample, /name/i, 'your-name', 'name'),
    ),
    '/email': coalesce(path('/subject/email'), ...answer(sample, /e-?mail/i, 'your-email', 'email')),
    '/phone': path('/subject/phone'),
    '/line1': billing('line1'),
    '/line2': billing('line2'),
    '/city': billing('city'),
    '/postalCode': billing('postalCode'),
    '/country': coalesce(billing('country'), path('/subject/country')),
  };
}

export function accountMapping(type: string, sample?: Envelope): Mapping {
  const message = type.startsWith('form.')
    ? answer(sample, /message|comment|question|bericht|nachricht|mensaje/i, 'your-message', 'message')
    : [];
  const [first] = message;
  return { fields: { ...accountRules(sample), ...(first === undefined ? {} : { '/remarks': coalesce(first, ...message.slice(1)) }) } };
}

export function invoiceMapping(type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      ...accountRules(sample),
      ...saleRules(type),
      // An earlier step called "account" has found or made the account.
      '/accountId': path('/steps/account/id'),
      '/date': { do: 'date', from: path('/occurredAt'), output: 'date', zone: 'UTC' },
      '/description': { do: 'template', template: 'Order {{/data/number}}' },
    },
  };
}
