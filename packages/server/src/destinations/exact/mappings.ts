import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { buyerRules, messageRule } from '../kit/buyer.ts';
import { saleRules } from '../kit/sale.ts';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });

export function accountMapping(type: string, sample?: Envelope): Mapping {
  const message = messageRule(type, sample);
  return { fields: { ...buyerRules(sample), ...(message === undefined ? {} : { '/remarks': message }) } };
}

export function invoiceMapping(type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      ...buyerRules(sample),
      ...saleRules(type),
      // An earlier step called "account" has found or made the account.
      '/accountId': path('/steps/account/id'),
      '/date': { do: 'date', from: path('/occurredAt'), output: 'date', zone: 'UTC' },
      '/description': { do: 'template', template: 'Order {{/data/number}}' },
    },
  };
}
