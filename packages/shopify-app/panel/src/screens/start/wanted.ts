import type { Wanted } from '@handoff/shared/panel';
import type { HostForm, Operation } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';

export interface WantedChoice {
  value: ShopWanted['kind'];
  label: string;
  wanted: ShopWanted;
}

/** What a shop's first flow may be about; a storefront's single forms have no lasting names. */
export type ShopWanted = Exclude<Wanted, { kind: 'form' }>;

/** What a first flow can be about in a shop, the most likely first. */
export function choicesOf({ dedupe }: Pick<Operation, 'dedupe'>, forms: readonly HostForm[]): WantedChoice[] {
  return [
    { value: 'orders', label: t('New orders'), wanted: { kind: 'orders' } },
    { value: 'customers', label: t('Customers'), wanted: { kind: 'customers', inStep: dedupe === 'keyed-upsert' } },
    { value: 'forms', label: t('Forms of the storefront'), wanted: { kind: 'forms', forms: forms.map(({ fields }) => fields) } },
  ];
}

/** What starts the flow, as the beginning of a sentence. */
export function whenWords(wanted: ShopWanted): string {
  switch (wanted.kind) {
    case 'orders':
      return t('When someone places an order');
    case 'customers':
      return wanted.inStep ? t('When there is a new customer, and when one changes') : t('When there is a new customer');
    case 'forms':
      return t('When someone sends a form of your storefront');
  }
}

/** Where the values come from, as the head of a column. */
export function fromWords(wanted: ShopWanted): string {
  switch (wanted.kind) {
    case 'orders':
      return t('From the order');
    case 'customers':
      return t('From the customer');
    case 'forms':
      return t('From the form');
  }
}
