import { compileMapping } from '@handoff/shared/mapping';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shopify } from '../testing/shopify.ts';
import { formSubmitted, orderCreated, wooPaid, wooRefunded } from '../testing/samples.ts';
import { exact, spread, sum, times, toNumber, write } from './money.ts';
import { rateOf, withoutTax, withTax } from './sale-tax.ts';
import { readSale, saleFields, saleRules, type Sale, type SaleParts } from './sale.ts';
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
        [-2, '3.33'],
        [-1, '3.34'],
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
    // As a mapping leaves it, to which an empty list is no value.
    expect(readSale({ currency: 'EUR', total: '10.00' }, { whole: 'Refund' }).items).toMatchObject([{ title: 'Refund', quantity: 1 }]);
  });

  it('of WooCommerce adds up exactly with and without tax, its fees too, and tells the rate of each item', () => {
    const sale = readSale(partsOf(wooPaid));
    expect(sum(withTax(sale).map(({ amount }) => amount))).toBe(sale.total);
    expect(sum(withoutTax(sale).map(({ amount }) => amount)) + sale.tax).toBe(sale.total);
    expect(sale.items.map((item) => [item.kind, item.title, write(item.amount, 2), write(rateOf(sale, item))])).toEqual([
      ['line', 'Assam Breakfast', '27.50', '19'],
      ['line', 'Kettle - Red', '59.00', '19'],
      ['fee', 'Cash on delivery', '5.00', '19'],
      ['shipping', 'Shipping', '5.83', '19'],
    ]);
  });

  it('takes a fee below zero off, and leaves out one of nothing', () => {
    const fees = [
      { title: 'Loyal customer', amount: '-2.00', tax: '-0.32' },
      { title: 'Packing', amount: '0.00', tax: '0.00' },
    ];
    const sale = readSale({ ...order, total: '28.00', tax: '4.47', fees });
    expect(sale.items.map((item) => [item.title, write(item.amount, 2), write(rateOf(sale, item))])).toEqual([
      ['Tea', '30.00', '19'],
      ['Loyal customer', '-2.00', '19'],
    ]);
    expect(refusal(() => readSale({ ...order, fees: [{ amount: '2.00' }] })).message).toMatch(/lines 30\.00, fees 2\.00/);
  });

  it('of a refund by amount keeps the lines of which no piece came back', () => {
    const sale = readSale(partsOf(wooRefunded), { whole: 'Refund' });
    expect(sale.items.map((item) => [item.title, write(item.amount, 2), write(item.tax ?? 0n, 2)])).toEqual([
      ['Assam Breakfast', '5.00', '0.80'],
      ['Cash on delivery', '5.00', '0.80'],
    ]);
    const lines = [
      { title: 'Tea', quantity: 0, amount: '5.00' },
      { title: 'Kettle', quantity: 0, amount: '0.00' },
      { title: 'Cup', quantity: 0 },
    ];
    expect(readSale({ currency: 'EUR', total: '5.00', lines }, { whole: 'Refund' }).items).toMatchObject([{ title: 'Tea' }]);
  });

  it.each([
    ['fractions', [{ rate: 0.19 }, { rate: 0.07 }], ['19', '7', '26']],
    ['percents of the first plugins for WooCommerce', [{ rate: 19 }, { rate: 7 }], ['19', '7', '26']],
    ['percents though one is below 1', [{ rate: 6.25 }, { rate: 0.5 }], ['6.25', '0.5', '6.75']],
    ['a fraction of a percent', [{ rate: 0.005 }], ['0.5']],
  ])('reads its rates from %s', (_, taxes, rates) => {
    expect(readSale({ ...order, taxes }).rates.map((rate) => write(rate))).toEqual(rates);
  });

  it.each([
    ['HUF', '5990.50', '1273.57', 0.27],
    ['COP', '50000.00', '7983.19', 0.19],
    ['IQD', '1500.125', '195.668', 0.15],
  ])('in %s counts the decimals of ISO 4217', (currency, total, tax, rate) => {
    const lines = [{ title: 'Tea', quantity: 1, unitPrice: total, tax }];
    const sale = readSale({ currency, total, tax, taxesIncluded: true, lines, taxes: [{ rate }] });
    expect(sale.items.map((item) => write(rateOf(sale, item)))).toEqual([String(rate * 100)]);
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
    const untold = { ...item, tax: undefined };
    expect(rateOf({ ...off, tax: 0n, items: [untold] }, untold)).toBe(0n);
    const whole = readSale({ ...order, tax: '9.00' });
    expect(refusal(() => rateOf(whole, item))).toMatchObject({
      code: 'tax_not_told',
      message: expect.stringMatching(/4\.79 EUR.*9\.00 EUR/),
    });
  });

  describe('whose lines do not tell their tax', () => {
    const tea = { title: 'Tea', quantity: 1, unitPrice: '121.00' };
    const gift = { title: 'Gift card', quantity: 1, unitPrice: '100.00' };
    const of = (lines: SaleParts['lines'], tax: string) =>
      readSale({ currency: 'RON', total: '221.00', tax, taxesIncluded: true, taxes: [{ rate: 0.21 }], lines });
    const rates = (sale: Sale) => sale.items.map((item) => write(rateOf(sale, item)));

    it('takes the only rate where it gives the tax of the sale', () => expect(rates(of([tea, gift], '38.36'))).toEqual(['21', '21']));

    it.each([
      ['the only rate gives another tax', [tea, gift]],
      ['another line tells its own', [{ ...tea, tax: '21.00' }, gift]],
    ])('is refused where %s', (_, lines) => {
      expect(refusal(() => rates(of(lines, '21.00')))).toMatchObject({
        code: 'rate_not_told',
        message: expect.stringContaining('does not say'),
      });
    });

    it('bears none where the shop says so, and the shipping has the rest', () => {
      const lines = [
        { ...tea, tax: '21.00' },
        { ...gift, tax: '0.00' },
      ];
      expect(rates(of(lines, '21.00'))).toEqual(['21', '0']);
      const sale = readSale({
        currency: 'RON',
        total: '233.10',
        tax: '23.10',
        taxesIncluded: true,
        taxes: [{ rate: 0.21 }],
        lines,
        shipping: '12.10',
      });
      expect(rates(sale)).toEqual(['21', '0', '21']);
    });
  });
});
