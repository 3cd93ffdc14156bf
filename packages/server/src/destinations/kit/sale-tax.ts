import { z } from 'zod';
import { exact, smallest, sum, write, type Exact } from './money.ts';
import { refuse, type Sale, type SaleItem } from './sale.ts';
import type { DestinationFailure } from './types.ts';

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
  const taxes = toldTaxes(sale);
  if (taxes.length === sale.items.length && sum(taxes) === sale.tax) return taxes;
  throw taxNotTold(sale, taxes);
}

function toldTaxes({ items }: Sale): Exact[] {
  return items.flatMap(({ tax }) => (tax === undefined ? [] : [tax]));
}

function taxNotTold(sale: Sale, taxes: Exact[]): DestinationFailure {
  const say = (amount: Exact) => `${write(amount, sale.decimals)} ${sale.currency}`;
  return refuse(
    'tax_not_told',
    '/tax',
    taxes.length < sale.items.length
      ? `The tax of this order is ${say(sale.tax)}, but not every line says how much of it is its own, and Handoff does not guess. Map the tax of each line, or enter this order by hand.`
      : `The taxes of the lines come to ${say(sum(taxes))}, but the tax of this order is ${say(sale.tax)}. Nothing was sent: correct the order or enter it by hand.`,
  );
}

/**
 * The tax rate of an item in percent, found among the rates of the sale by the tax the item bears: within the rounding to
 * the currency's smallest coin, the nearest one. Where no item tells its tax, the only rate there is, if all items at it
 * come to the sale's tax.
 * @param usual the rates to look among where the sale names none, as a refund does.
 * @throws DestinationFailure `permanent` where none of them gives that tax, or the taxes of the items are not the sale's.
 */
export function rateOf(sale: Sale, item: SaleItem, usual: readonly Exact[] = []): Exact {
  const rates = sale.rates.length > 0 ? sale.rates : usual;
  const taxes = toldTaxes(sale);
  if (taxes.length === sale.items.length && !isRounding(sale, sum(taxes) - sale.tax)) throw taxNotTold(sale, taxes);
  const rate = item.tax === undefined ? onlyRate(sale, rates) : nearestRate(sale, { amount: item.amount, tax: item.tax }, rates);
  if (rate !== undefined) return rate;
  const why = item.tax === undefined ? 'it does not say how much tax that line bears' : 'none of its rates gives the tax on that line';
  throw refuse(
    'rate_not_told',
    '/taxes',
    `The tax rate of "${item.title}" cannot be told from this order: ${why}. Map the rates and the tax of each line, or enter this order by hand.`,
  );
}

function onlyRate(sale: Sale, rates: readonly Exact[]): Exact | undefined {
  if (sale.tax === 0n) return 0n;
  const [rate, ...others] = rates;
  if (rate === undefined || others.length > 0 || toldTaxes(sale).length > 0) return undefined;
  const expected = sum(sale.items.map(({ amount }) => taxAt(sale, amount, rate)));
  return isRounding(sale, expected - sale.tax) ? rate : undefined;
}

function nearestRate(sale: Sale, { amount, tax }: { amount: Exact; tax: Exact }, rates: readonly Exact[]): Exact | undefined {
  const off = (rate: Exact) => distance(taxAt(sale, amount, rate) - tax);
  const near = [...rates, ...(tax === 0n ? [0n] : [])].filter((rate) => off(rate) <= smallest(sale.decimals));
  return near.toSorted((a, b) => (off(a) < off(b) ? -1 : 1))[0];
}

/** amount·rate/(100+rate) of prices with tax, amount·rate/100 of prices without. */
function taxAt({ taxesIncluded }: Sale, amount: Exact, rate: Exact): Exact {
  const hundred = 10n ** 10n;
  return (amount * rate) / (taxesIncluded ? hundred + rate : hundred);
}

/** Whether a difference is no more than a coin for each item, as it comes from rounding tax by line instead of in all. */
function isRounding({ items, decimals }: Sale, difference: Exact): boolean {
  return distance(difference) <= smallest(decimals) * BigInt(items.length);
}

function distance(difference: Exact): Exact {
  return difference < 0n ? -difference : difference;
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
