import { compileMapping } from '@handoff/shared/mapping';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shopify } from '../testing/shopify.ts';
import { formSubmitted, orderCreated } from '../testing/samples.ts';
import { decimalsOf, exact, spread, sum, times, toNumber, write } from './money.ts';
import { rateOf, withoutTax, withTax } from './sale-tax.ts';
import { readSale, saleFields, saleRules, type SaleParts } from './sale.ts';
import { DestinationFailure } from './types.ts';

const Parts = z.object(saleFields);
const partsOf = (event: { type: string }): SaleParts => Parts.parse(compileMapping({ fields: saleRules(event.type) }).apply(event).payload);
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof DestinationFailure) return error.classification;
    throw error;
  }
  throw new Error('it should have been refused');
};

const order: SaleParts = {
  number: '#1',
  currency: 'EUR',
  total: '30.00',
  lines: [{ title: 'Tea', quantity: 3, unitPrice: '10.00', tax: '4.79' }],
  tax: '4.79',
  taxesIncluded: true,
  taxes: [{ rate: 0.19 }],
};

describe('money', () => {
  it.each([
    ['12.50', '12.5'],
    ['-0.10', '-0.1'],
    [0.1, '0.1'],
    ['6700', '6700'],
    ['0.12345678', '0.12345678'],
  ])('reads %s and writes it as %s', (value, text) => expect(write(exact(value) ?? 0n)).toBe(text));

  it.each(['', 'a', '1e-7', '1,5', '0.123456789', '.5'])('does not read %j', (value) => expect(exact(value)).toBeUndefined());

  it('adds and multiplies exactly, where binary fractions do not', () => {
    expect(write(sum([exact('0.1') ?? 0n, exact('0.2') ?? 0n]), 2)).toBe('0.30');
    expect(toNumber(times(exact('1.1') ?? 0n, exact(3) ?? 0n) ?? 0n)).toBe(3.3);
    expect(times(exact('0.00000001') ?? 0n, exact('0.5') ?? 0n)).toBeUndefined();
  });

  it('knows how many decimals a currency has', () => expect(['EUR', 'JPY', 'KWD'].map(decimalsOf)).toEqual([2, 0, 3]));

  it.each([
    [
      '32.38',
      3,
      2,
      [
        [2, '10.79'],
        [1, '10.8'],
      ],
    ],
    ['32.37', 3, 2, [[3, '10.79']]],
    [
      '100',
      3,
      0,
      [
        [2, '33'],
        [1, '34'],
      ],
    ],
    [
      '-10',
      3,
      2,
      [
        [1, '-3.34'],
        [2, '-3.33'],
      ],
    ],
    ['0', 4, 2, [[4, '0']]],
    ['5', 1.5, 2, [[1, '5']]],
  ])('spreads %s over %d', (amount, quantity, decimals, parts) => {
    const spreads = spread(exact(amount) ?? 0n, quantity, decimals);
    expect(spreads.map((part) => [part.quantity, write(part.price)])).toEqual(parts);
    expect(sum(spreads.map((part) => times(part.price, exact(part.quantity) ?? 0n) ?? 0n))).toBe(exact(amount));
  });
});

describe('a sale', () => {
  it.each([
    'orders-create-company',
    'orders-create-guest',
    'orders-create-jpy',
    'orders-create-no-protected-data',
    'orders-paid',
    'orders-cancelled',
    'orders-fulfilled',
    'orders-updated',
  ])('of Shopify adds up exactly with and without tax, and tells the rate of each item: %s', (name) => {
    const sale = readSale(partsOf(shopify(name)));
    expect(sum(withTax(sale).map(({ amount }) => amount))).toBe(sale.total);
    expect(sum(withoutTax(sale).map(({ amount }) => amount)) + sale.tax).toBe(sale.total);
    for (const item of sale.items) expect(['7', '8', '10', '19']).toContain(write(rateOf(sale, item)));
  });

  it('tells the two rates of one order apart, also on its shipping', () => {
    const sale = readSale(partsOf(shopify('orders-create-company')));
    expect(sale.items.map((item) => [item.title, write(item.amount, 2), write(rateOf(sale, item))])).toEqual([
      ['Sencha – 250 g', '89.64', '7'],
      ['Kettle with thermometer', '75.10', '19'],
      ['Shipping', '6.90', '19'],
    ]);
  });

  it('of a refund finds out whether its prices hold the tax, and takes the rates of the destination', () => {
    const sale = readSale(partsOf(shopify('refunds-create-partial')), { whole: 'Refund' });
    expect([write(sale.total, 2), write(sale.tax, 2), sale.taxesIncluded]).toEqual(['82.00', '13.09', true]);
    expect(sale.items.map((item) => write(rateOf(sale, item, [exact('7') ?? 0n, exact('19') ?? 0n])))).toEqual(['19', '19']);
    expect(readSale({ ...order, total: '34.79', taxesIncluded: undefined }).taxesIncluded).toBe(false);
  });

  it('of an amount alone is one item where money goes back, and nothing else', () => {
    const alone = { currency: 'EUR', total: '10.00', lines: [] };
    expect(readSale(alone, { whole: 'Refund' }).items).toMatchObject([{ title: 'Refund', quantity: 1 }]);
    expect(refusal(() => readSale(alone))).toMatchObject({ code: 'does_not_add_up' });
  });

  it('adds tax where prices come without it', () => {
    const sale = readSale(partsOf(orderCreated));
    expect(sale.taxesIncluded).toBe(false);
    expect(sum(withoutTax(sale).map(({ amount }) => amount)) + sale.tax).toBe(sale.total);
    expect(refusal(() => withTax(sale))).toMatchObject({ kind: 'permanent', code: 'tax_not_told' });
  });

  it('takes the discount of the shipping off, where the shop tells it beside the shipping', () => {
    const free = { ...order, shipping: '5.00', discount: '5.00' };
    expect(readSale(free).items).toHaveLength(1);
    expect(readSale({ ...free, total: '32.00', discount: '3.00', tax: '5.11' }).items[1]).toMatchObject({ amount: exact('2') });
    expect(readSale({ ...order, shipping: '5.00', discount: '5.00', total: '35.00' }).items[1]).toMatchObject({ amount: exact('5') });
  });

  it('that does not add up is refused with how far it is off', () => {
    const { classification } = { classification: refusal(() => readSale({ ...order, total: '31.50' })) };
    expect(classification).toMatchObject({ kind: 'permanent', code: 'does_not_add_up', problems: [{ path: '/total' }] });
    expect(classification).toMatchObject({ message: expect.stringMatching(/30\.00 EUR.*31\.50 EUR.*tip/) });
  });

  it('takes the word of the payment or of the order that it is a test', () => {
    expect(partsOf({ ...shopify('orders-paid') }).test).toBe(false);
    expect(partsOf(Object.assign(shopify('refunds-create-partial'), { context: { test: true } })).test).toBe(true);
  });

  it.each([
    ['no order at all', partsOf(formSubmitted), 'nothing_to_book'],
    ['a test order', { ...order, test: true }, 'test_order'],
    ['half a yen', { ...order, currency: 'JPY', total: '30.50' }, 'finer_than_currency'],
    ['a line without a price', { ...order, lines: [{ title: 'Tea', quantity: 1 }] }, 'no_price'],
  ])('is refused for %s', (_, parts, code) => expect(refusal(() => readSale(parts))).toMatchObject({ kind: 'permanent', code }));

  it('is refused where the taxes of its lines are not its tax, or no rate gives them', () => {
    const off = readSale({ ...order, tax: '4.80' });
    expect(refusal(() => withoutTax(off))).toMatchObject({ code: 'tax_not_told' });
    const [item] = off.items;
    if (item === undefined) throw new Error('no item');
    expect(refusal(() => rateOf({ ...off, rates: [exact('7') ?? 0n] }, item))).toMatchObject({ code: 'rate_not_told' });
    expect(rateOf({ ...off, tax: 0n }, { ...item, tax: undefined })).toBe(0n);
  });
});
