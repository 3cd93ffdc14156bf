import { z } from 'zod';
import { currencyDecimals, type Problem } from '@handoff/shared/event';
import type { Rule } from '@handoff/shared/mapping';
import { exact, ONE, smallest, sum, times, write, type Exact } from './money.ts';
import { DestinationFailure } from './types.ts';
import { coalesce, path } from './mapping-rules.ts';

const DECIMAL = /^-?\d+(\.\d+)?$/;
const MoneyText = z.union([z.string().trim().max(40).regex(DECIMAL, 'An amount is written 12.50.'), z.number()]);

const Line = z.object({
  title: z.string().nullish(),
  variantTitle: z.string().nullish(),
  sku: z.string().nullish(),
  quantity: z.number().nonnegative(),
  /** Of one, before the discount; or `amount` for all of them, after it. */
  unitPrice: MoneyText.optional(),
  amount: MoneyText.optional(),
  /** Of the whole line. */
  discount: MoneyText.optional(),
  tax: MoneyText.optional(),
});

const Fee = z.object({ title: z.string().nullish(), amount: MoneyText, tax: MoneyText.optional() });
const Tax = z.object({ title: z.string().nullish(), rate: z.number().nullish() });

/** The part of a payload that says what was sold, for destinations that keep books. Without `lines` and `total` there is nothing to enter. */
export const saleFields = {
  number: z.string().trim().min(1).max(60).optional().meta({ title: 'Number of the order' }),
  currency: z
    .string()
    .trim()
    .regex(/^[A-Z]{3}$/, 'A currency has three letters, such as EUR.')
    .optional()
    .meta({ title: 'Currency' }),
  total: MoneyText.optional().meta({
    title: 'Total',
    field: 'number',
    description: 'What the customer pays. Everything else must add up to it exactly.',
  }),
  lines: z
    .array(Line)
    .max(500)
    .optional()
    .meta({ title: 'Lines', description: 'What was sold: title, quantity, unitPrice, discount, tax.' }),
  fees: z
    .array(Fee)
    .max(100)
    .optional()
    .meta({ title: 'Fees', description: 'What was charged besides: title, amount, tax. Below zero it is a discount.' }),
  shipping: MoneyText.optional().meta({ title: 'Shipping', field: 'number' }),
  discount: MoneyText.optional().meta({
    title: 'Discount',
    field: 'number',
    description: "Of the whole order; what the lines do not hold is the shipping's.",
  }),
  tax: MoneyText.optional().meta({ title: 'Tax', field: 'number' }),
  taxesIncluded: z.boolean().optional().meta({ title: 'Prices include tax' }),
  taxes: z
    .array(Tax)
    .max(50)
    .optional()
    .meta({ title: 'Tax rates', description: 'The rates that occur in this order, as fractions: 0.19.' }),
  test: z.boolean().optional().meta({ title: 'Test order', description: 'Test orders are not entered.' }),
};
const SaleParts = z.object(saleFields);
export type SaleParts = z.infer<typeof SaleParts>;

/** The rules for `saleFields` of an order; for a refund its own total is what was paid back. */
export function saleRules(type: string): Record<string, Rule> {
  const isRefund = type.startsWith('refund.');
  return {
    '/number': isRefund ? path('/data/refundId') : path('/data/number'),
    '/currency': path('/data/currency'),
    '/total': isRefund ? path('/data/amount') : path('/data/total'),
    '/lines': path('/data/lines'),
    '/fees': path('/data/fees'),
    '/shipping': path('/data/shipping'),
    '/tax': path('/data/tax'),
    '/test': coalesce(path('/context/test'), path('/data/test')),
    ...(isRefund
      ? {}
      : { '/discount': path('/data/discount'), '/taxesIncluded': path('/data/taxesIncluded'), '/taxes': path('/data/taxes') }),
  };
}

/** One thing that was charged. `amount` is what it came to after its discount, with tax where the sale's prices include it. */
export interface SaleItem {
  kind: 'line' | 'fee' | 'shipping';
  title: string;
  sku: string | undefined;
  quantity: number;
  amount: Exact;
  /** Undefined where the sale does not tell it for each item. */
  tax: Exact | undefined;
  discount: Exact;
}

export interface Sale {
  currency: string;
  decimals: number;
  total: Exact;
  tax: Exact;
  taxesIncluded: boolean;
  items: SaleItem[];
  /** Percent, as they occur. */
  rates: Exact[];
}

/**
 * Reads a sale and makes sure that its parts add up to its total to the last cent.
 * @param options.whole names the one item of an amount that is told without lines: money paid back without saying for what.
 * @throws DestinationFailure `permanent` with what is missing or how far it is off. Nothing has been sent then.
 */
export function readSale(parts: SaleParts, options: { whole?: string } = {}): Sale {
  const { currency, total: totalText } = parts;
  if (parts.test === true)
    throw refuse(
      'test_order',
      '/test',
      'This is a test order: no money moved, so it was not entered. Leave "Test order" out of the mapping to enter such orders too.',
    );
  // An amount that goes back alone has no lines, and a mapping leaves out an empty list.
  const hasParts = parts.lines !== undefined || parts.shipping !== undefined || options.whole !== undefined;
  if (totalText === undefined || currency === undefined || !hasParts)
    throw refuse(
      'nothing_to_book',
      '/total',
      'This event has no order in it: no total, currency or lines. Use this step in a flow that starts with an order or a refund, or map them.',
    );
  const decimals = currencyDecimals(currency);
  const read: Read = (value, place) => {
    const amount = value === undefined ? 0n : exact(value);
    if (amount === undefined || amount % smallest(decimals) !== 0n)
      throw refuse(
        'finer_than_currency',
        place,
        `The amount ${String(value)} is finer than ${currency} has coins for. Round it in the source; Handoff does not round money.`,
      );
    return amount;
  };
  const total = read(totalText, '/total');
  const tax = read(parts.tax, '/tax');
  const lines = (parts.lines ?? []).flatMap((line, index) => (isNothing(line) ? [] : [readLine(line, index, read)]));
  const fees = (parts.fees ?? []).map((fee, index) => readFee(fee, index, read)).filter(({ amount }) => amount !== 0n);
  const charged = [...lines, ...fees];
  const shipping = read(parts.shipping, '/shipping');
  const isWhole = options.whole !== undefined && charged.length === 0 && shipping === 0n;
  const items = isWhole ? [wholeItem(options.whole ?? '', total, tax)] : charged;
  const onShipping = read(parts.discount, '/discount') - sum(lines.map(({ discount }) => discount));
  const fits = findFit({ items, shipping, onShipping, total, tax, included: isWhole ? true : parts.taxesIncluded });
  if (fits === undefined) throw doesNotAddUp({ items, shipping, total, tax, currency, decimals, included: parts.taxesIncluded ?? false });
  return {
    currency,
    decimals,
    total,
    tax,
    taxesIncluded: fits.included,
    items: withShipping(items, fits.shipping, tax),
    rates: ratesOf(parts.taxes ?? []),
  };
}

function wholeItem(title: string, total: Exact, tax: Exact): SaleItem {
  return { kind: 'line', title, sku: undefined, quantity: 1, amount: total, tax, discount: 0n };
}

type Read = (value: string | number | undefined, place: string) => Exact;

/** A refund by amount has lines of no quantity that have an amount. */
function isNothing({ quantity, amount }: z.infer<typeof Line>): boolean {
  return quantity === 0 && (amount === undefined || exact(amount) === 0n);
}

function readFee({ title, amount, tax }: z.infer<typeof Fee>, index: number, read: Read): SaleItem {
  const place = `/fees/${index}`;
  return {
    kind: 'fee',
    title: title || 'Fee',
    sku: undefined,
    quantity: 1,
    amount: read(amount, `${place}/amount`),
    tax: tax === undefined ? undefined : read(tax, `${place}/tax`),
    discount: 0n,
  };
}

function readLine(line: z.infer<typeof Line>, index: number, read: Read): SaleItem {
  const place = `/lines/${index}`;
  const discount = read(line.discount, `${place}/discount`);
  const title =
    [line.title, line.variantTitle].filter((part) => part !== null && part !== undefined && part !== '').join(' – ') || line.sku || 'Item';
  return {
    kind: 'line',
    title,
    sku: line.sku ?? undefined,
    quantity: line.quantity,
    amount: line.amount === undefined ? priced(line, place) - discount : read(line.amount, `${place}/amount`),
    tax: line.tax === undefined ? undefined : read(line.tax, `${place}/tax`),
    discount,
  };
}

function priced({ unitPrice, quantity }: z.infer<typeof Line>, place: string): Exact {
  const price = unitPrice === undefined ? undefined : exact(unitPrice);
  const count = exact(quantity);
  const amount = price === undefined || count === undefined ? undefined : times(price, count);
  if (amount !== undefined) return amount;
  throw refuse(
    'no_price',
    place,
    'A line of this order has no price that can be multiplied exactly. Map unitPrice and quantity, or the amount of the line.',
  );
}

interface Parts {
  items: SaleItem[];
  shipping: Exact;
  total: Exact;
  tax: Exact;
}

/**
 * Shops tell shipping before or after its own discount, and a refund does not tell whether its prices include tax.
 * Only a reading that gives the total exactly is taken.
 */
function findFit(parts: Parts & { onShipping: Exact; included: boolean | undefined }) {
  const { items, onShipping, total, tax } = parts;
  const goods = sum(items.map(({ amount }) => amount));
  const shippings = onShipping > 0n && onShipping <= parts.shipping ? [parts.shipping, parts.shipping - onShipping] : [parts.shipping];
  const readings = parts.included === undefined ? [true, false] : [parts.included];
  return readings
    .flatMap((included) => shippings.map((shipping) => ({ included, shipping })))
    .find(({ included, shipping }) => goods + shipping + (included ? 0n : tax) === total);
}

function withShipping(items: SaleItem[], shipping: Exact, tax: Exact): SaleItem[] {
  if (shipping === 0n) return items;
  const taxes = items.map((item) => item.tax);
  const known = taxes.filter((amount) => amount !== undefined);
  const rest = known.length === taxes.length ? tax - sum(known) : undefined;
  return [...items, { kind: 'shipping', title: 'Shipping', sku: undefined, quantity: 1, amount: shipping, tax: rest, discount: 0n }];
}

/**
 * Percents from fractions. The first plugins for WooCommerce told percents, and their events may be sent again: no tax is
 * as high as the price, so one rate of 1 or more says so of all in the order.
 */
function ratesOf(taxes: z.infer<typeof Tax>[]): Exact[] {
  const told = taxes.flatMap(({ rate }) => (rate === undefined || rate === null ? [] : (exact(rate) ?? [])));
  const arePercents = told.some((rate) => rate >= ONE);
  const known = [...new Set(told.map((rate) => (arePercents ? rate : rate * 100n)))];
  // Several taxes on one thing (a state's and a city's) are told one by one.
  return known.length > 1 ? [...known, sum(known)] : known;
}

function doesNotAddUp(parts: Parts & { currency: string; decimals: number; included: boolean }): DestinationFailure {
  const { items, shipping, total, tax, currency, decimals, included } = parts;
  const of = (kind: SaleItem['kind']) => sum(items.flatMap((item) => (item.kind === kind ? [item.amount] : [])));
  const say = (amount: Exact) => write(amount, decimals);
  const added = of('line') + of('fee') + shipping + (included ? 0n : tax);
  return refuse(
    'does_not_add_up',
    '/total',
    `The parts of this order come to ${say(added)} ${currency} (lines ${say(of('line'))}, fees ${say(of('fee'))}, shipping ${say(shipping)}, tax ${included ? 'included' : say(tax)}), but its total is ${say(total)} ${currency}. A tip, a duty, a fee or a discount is missing. Nothing was sent: map what is missing as a line, or enter this order by hand.`,
  );
}

/** A refusal before anything is sent, in the owner's words. */
export function refuse(code: string, place: string, message: string): DestinationFailure {
  const problems: Problem[] = [{ path: place, message }];
  return new DestinationFailure({ kind: 'permanent', code, message, problems });
}
