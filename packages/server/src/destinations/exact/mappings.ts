import type { Envelope } from '@handoff/shared/event';
import type { Mapping } from '@handoff/shared/mapping';
import { buyerRules, messageRule } from '../kit/buyer.ts';
import { path } from '../kit/mapping-rules.ts';
import { saleRules } from '../kit/sale.ts';

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
      // The clock of all its countries but two; a first mapping does not know which it is for.
      '/date': { do: 'date', from: path('/occurredAt'), output: 'date', zone: 'Europe/Amsterdam' },
      '/description': { do: 'template', template: 'Order {{/data/number}}' },
    },
  };
}
