import { currencyDecimals } from '@handoff/shared/event';
import type { MoneyBag } from '../admin/operations/fields.ts';
import { canonicalAmount } from '../normalize/money.ts';

/** The amount as webhooks spell it: GraphQL leaves zeros out at the end (`29.9`), or adds one too many (`6700.0` yen). */
export function spellAmount(amount: string, currency: string): string {
  const [whole = '0', fraction = ''] = canonicalAmount(amount).split('.');
  const decimals = fraction.padEnd(currencyDecimals(currency), '0');
  return decimals === '' ? whole : `${whole}.${decimals}`;
}

interface SpelledMoney {
  amount: string;
  currency_code: string;
}

/** `…_set` of a webhook. */
export function moneySet(bag: MoneyBag): { shop_money: SpelledMoney; presentment_money: SpelledMoney } {
  return { shop_money: spell(bag.shopMoney), presentment_money: spell(bag.presentmentMoney) };
}

/** The plain member beside a set: the amount in the shop's currency. */
export function shopMoney(bag: MoneyBag): string {
  return spell(bag.shopMoney).amount;
}

function spell({ amount, currencyCode }: MoneyBag['shopMoney']): SpelledMoney {
  return { amount: spellAmount(amount, currencyCode), currency_code: currencyCode };
}
