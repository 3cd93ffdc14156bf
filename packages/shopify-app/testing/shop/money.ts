import type { MoneySet } from './records.ts';

/** Amounts of one order: in the shop's currency, and in what the customer saw. */
export interface Purse {
  currency: string;
  presentment: { currency: string; rate: number };
}

/** Text to whole cents (or yen). */
export function toUnits(amount: string, currency: string): number {
  return Math.round(Number(amount) * 10 ** decimalsOf(currency));
}

/** Whole cents to text, with the currency's decimals. */
export function toAmount(units: number, currency: string): string {
  const decimals = decimalsOf(currency);
  return (units / 10 ** decimals).toFixed(decimals);
}

/** Whole cents of the shop's currency as both amounts. */
export function toSet(units: number, { currency, presentment }: Purse): MoneySet {
  const seen = (units / 10 ** decimalsOf(currency)) * presentment.rate;
  return {
    shop_money: { amount: toAmount(units, currency), currency_code: currency },
    presentment_money: { amount: seen.toFixed(decimalsOf(presentment.currency)), currency_code: presentment.currency },
  };
}

function decimalsOf(currency: string): number {
  return ['JPY', 'KRW', 'ISK', 'CLP'].includes(currency) ? 0 : 2;
}
