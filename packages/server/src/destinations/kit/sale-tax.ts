import { smallest, sum, write, type Exact } from './money.ts';
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
