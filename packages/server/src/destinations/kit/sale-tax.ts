import { z } from 'zod';
import { exact, smallest, sum, write, type Exact } from './money.ts';
import { refuse, type Sale, type SaleItem } from './sale.ts';

/** What each item came to without tax. Together with the sale's tax it is the total exactly. */
export function withoutTax(sale: Sale): { item: SaleItem; amount: Exact }[] {
  if (!sale.taxesIncluded) return sale.items.map((item) => ({ item, amount: item.amount }));
  const taxes = itemTaxes(sale);
  return sale.items.map((item, index) => ({ item, amount: item.amount - (taxes[index] ?? 0n) }));
}

/** What each item came to with tax; together the total exactly. */
export function withTax(sale: Sale): { item: SaleItem; amount: Exact }[] {
  if (sale.taxesIncluded) return sale.items.map((item) => ({ item, amount: item.amount }));
  const taxes = itemTaxes(sale);
  return sale.items.map((item, index) => ({ item, amount: item.amount + (taxes[index] ?? 0n) }));
}

/** The tax of each item, which must come to the sale's tax. */
function itemTaxes(sale: Sale): Exact[] {
  if (sale.tax === 0n) return sale.items.map(() => 0n);
  const taxes = sale.items.flatMap(({ tax }) => (tax === undefined ? [] : [tax]));
  const told = sum(taxes);
  if (taxes.length === sale.items.length && told === sale.tax) return taxes;
  const say = (amount: Exact) => `${write(amount, sale.decimals)} ${sale.currency}`;
  throw refuse(
    'tax_not_told',
    '/tax',
    taxes.length < sale.items.length
      ? `The tax of this order is ${say(sale.tax)}, but not every line says how much of it is its own, and Handoff does not guess. Map the tax of each line, or enter this order by hand.`
      : `The taxes of the lines come to ${say(told)}, but the tax of this order is ${say(sale.tax)}. Nothing was sent: correct the order or enter it by hand.`,
  );
}

/**
 * The tax rate of an item in percent, found among the rates of the sale by the tax the item bears: within the rounding to
 * the currency's smallest coin, the nearest one.
 * @param usual the rates to look among where the sale names none, as a refund does.
 * @throws DestinationFailure `permanent` where none of them gives that tax.
 */
export function rateOf(sale: Sale, item: SaleItem, usual: readonly Exact[] = []): Exact {
  const { tax } = item;
  const rates = sale.rates.length > 0 ? sale.rates : usual;
  if (tax === undefined && sale.tax === 0n) return 0n;
  if (tax === undefined && rates.length === 1) return rates[0] ?? 0n;
  const off = (rate: Exact): Exact => {
    const hundred = 10n ** 10n;
    // tax = amount·rate/(100+rate) of prices with it, amount·rate/100 of prices without; compared without dividing first.
    const expected = (item.amount * rate) / (sale.taxesIncluded ? hundred + rate : hundred);
    const distance = expected - (tax ?? 0n);
    return distance < 0n ? -distance : distance;
  };
  const possible = tax === undefined ? [] : [...rates, ...(tax === 0n ? [0n] : [])];
  const near = possible.filter((rate) => off(rate) <= smallest(sale.decimals)).toSorted((a, b) => (off(a) < off(b) ? -1 : 1));
  if (near[0] !== undefined) return near[0];
  throw refuse(
    'rate_not_told',
    '/taxes',
    `The tax rate of "${item.title}" cannot be told from this order: none of its rates gives the tax on that line. Map the rates and the tax of each line, or enter this order by hand.`,
  );
}

const PAIRS = /^\s*\d+(\.\d+)?\s*=\s*[^=,]*[^=,\s]\s*(,\s*\d+(\.\d+)?\s*=\s*[^=,]*[^=,\s]\s*)*$/;

/** A setting that names what the destination calls each tax rate: `19=5, 7=8`. */
export const RateCodes = z.string().trim().max(500).regex(PAIRS, 'Write rate=code, such as 19=5, 7=8.');

/** The destination's own code of a rate, in percent. */
export interface RateCode {
  rate: Exact;
  code: string;
}

export function readRateCodes(text: string | undefined): RateCode[] {
  return (text ?? '').split(',').flatMap((pair) => {
    const [rate = '', code = ''] = pair.split('=').map((part) => part.trim());
    const percent = exact(rate);
    return percent === undefined ? [] : [{ rate: percent, code }];
  });
}

/**
 * The code of the rate an item bears.
 * @param words.setting the connection's setting that names the codes, as the owner reads it.
 * @throws DestinationFailure `permanent` where the rate cannot be told or has no code.
 */
export function codeOf(sale: Sale, item: SaleItem, codes: readonly RateCode[], words: { service: string; setting: string }): RateCode {
  const usual = codes.map(({ rate }) => rate);
  const rate = rateOf(sale, item, usual);
  const found = codes.find((known) => known.rate === rate);
  if (found !== undefined) return found;
  throw refuse(
    'no_tax_code',
    '/taxes',
    `The ${words.service} connection names no tax code for ${write(rate)} %, which "${item.title}" bears. Add it under "${words.setting}" of the connection and send this again.`,
  );
}
