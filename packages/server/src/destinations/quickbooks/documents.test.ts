import { compileMapping } from '@handoff/shared/mapping';
import type { Envelope } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallContext, type CallContext } from '../kit/index.ts';
import { exact, sum } from '../kit/money.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, orderCreated, wooPaid, wooRefunded } from '../testing/samples.ts';
import { shopify, shopifyGiftCard } from '../testing/shopify.ts';
import { quickbooks } from './index.ts';
import { Settings } from './settings.ts';
import { createQuickbooksTwin, type QuickbooksTwin, type QuickbooksTwinOptions } from './twin.ts';
import { quickbooksContract } from './twin/contract.ts';
import type { TwinLine } from './twin/bodies.ts';
import { REALM, TOKEN } from './twin/routes.ts';

const checkContract = quickbooksContract();
const ABROAD: QuickbooksTwinOptions['company'] = { country: 'DE', taxRates: { '5': 19, '8': 7, '9': 10, '10': 8 } };
const CODES = { salesTax: 'codes' as const, taxCodes: '19=5, 7=8, 10=9, 8=10' };

let twin: QuickbooksTwin;

function start(company: QuickbooksTwinOptions['company'] = {}): void {
  twin = createQuickbooksTwin({ company, checkContract });
}

function contextOf(settings: Partial<Settings> = {}, idempotencyKey = 'delivery-1'): CallContext<Settings> {
  return createCallContext({
    definition: quickbooks,
    settings: Settings.parse({ realmId: REALM, itemId: '7', refundAccountId: '35', ...settings }),
    accessToken: TOKEN,
    fetch: twin.fetch,
    idempotencyKey,
    eventId: 'evt-1',
    now: () => NOW,
    dedupe: 'request-key',
    record: () => undefined,
  });
}

const OF = { SalesReceipt: 'createSalesReceipt', Invoice: 'createInvoice', RefundReceipt: 'createRefundReceipt' } as const;

/** Enters an event unedited, by the first mapping. */
async function enter(event: Envelope, kind: keyof typeof OF = 'SalesReceipt', ctx = contextOf(), more: Record<string, unknown> = {}) {
  const operation = quickbooks.operations[OF[kind]]!;
  const { payload, problems } = compileMapping(operation.defaultMapping(event.type, event)).apply(event);
  expect(problems).toEqual([]);
  return operation.perform(ctx, operation.payload.parse({ ...payload, ...more }));
}

const linesOf = (kind: keyof typeof OF) => twin.of(kind)[0]?.['Line'] as TwinLine[];
const amounts = (kind: keyof typeof OF) => sum(linesOf(kind).map(({ Amount }) => exact(Amount) ?? 0n));

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

describe('an order of Shopify, unedited', () => {
  const ORDERS = [
    'orders-create-company',
    'orders-create-guest',
    'orders-create-jpy',
    'orders-create-no-protected-data',
    'orders-paid',
    'orders-cancelled',
  ];

  it.each(ORDERS)('comes to its total exactly with the tax as one amount: %s', async (name) => {
    const event = shopify(name);
    await enter(event);
    const [receipt] = twin.of('SalesReceipt');
    expect(receipt).toMatchObject({
      DocNumber: event.data['number'],
      TotalAmt: Number(event.data['total']),
      TxnTaxDetail: { TotalTax: Number(event.data['tax']) },
      CurrencyRef: { value: event.data['currency'] },
    });
    expect(amounts('SalesReceipt') + (exact(String(event.data['tax'])) ?? 0n)).toBe(exact(String(event.data['total'])));
  });

  it.each(ORDERS)('comes to its total exactly where the company keeps no tax: %s', async (name) => {
    const event = shopify(name);
    await enter(event, 'SalesReceipt', contextOf({ salesTax: 'none' }));
    expect(amounts('SalesReceipt')).toBe(exact(String(event.data['total'])));
    expect(linesOf('SalesReceipt').every((line) => line.SalesItemLineDetail.TaxCodeRef === undefined)).toBe(true);
  });

  it.each(ORDERS.filter((name) => !name.includes('jpy') && !name.includes('cancelled')))(
    'comes to its total exactly with a tax code for each rate: %s',
    async (name) => {
      start(ABROAD);
      const event = shopify(name);
      await enter(event, 'SalesReceipt', contextOf(CODES));
      expect(twin.of('SalesReceipt')[0]).toMatchObject({ TotalAmt: Number(event.data['total']), GlobalTaxCalculation: 'TaxExcluded' });
    },
  );

  it('tells the lines with their discount taken off, and the shipping', async () => {
    await enter(shopify('orders-create-company'), 'Invoice');
    expect(linesOf('Invoice').map(({ Description, Amount, SalesItemLineDetail: { Qty } }) => [Description, Qty, Amount])).toEqual([
      ['Sencha – 250 g', 2, 41.88],
      ['Sencha – 250 g', 2, 41.9],
      ['Kettle with thermometer', 1, 63.11],
      ['Shipping', 1, 5.8],
    ]);
    expect(twin.of('Invoice')[0]).toMatchObject({ BillAddr: { City: 'Bordeaux', Line2: '2e étage' }, TxnDate: '2026-11-18' });
    expect(twin.of('Customer')).toMatchObject([
      { DisplayName: 'Atelier Lefèvre SARL', PrimaryEmailAddr: { Address: 'marie@atelier-lefevre.example' } },
    ]);
  });

  it('whose prices come without tax adds it', async () => {
    await enter(orderCreated);
    expect(twin.of('SalesReceipt')[0]).toMatchObject({ TotalAmt: 149.9, TxnTaxDetail: { TotalTax: 23.93 } });
  });

  it('of nobody in particular is a receipt without a customer, and no invoice', async () => {
    await enter(shopify('orders-create-no-protected-data'));
    expect(twin.of('SalesReceipt')[0]?.['CustomerRef']).toBeUndefined();
    const failure = await refusalOf(enter(shopify('orders-create-no-protected-data'), 'Invoice'));
    expect(failure.classification).toMatchObject({ kind: 'permanent', code: 'no_customer' });
  });

  it('as a refund is what went back, with its tax and shipping', async () => {
    await enter(shopify('refunds-create-partial'), 'RefundReceipt');
    expect(twin.of('RefundReceipt')[0]).toMatchObject({
      TotalAmt: 82,
      TxnTaxDetail: { TotalTax: 13.09 },
      DepositToAccountRef: { value: '35' },
    });
    start(ABROAD);
    await enter(shopify('refunds-create-partial'), 'RefundReceipt', contextOf(CODES));
    expect(twin.of('RefundReceipt')[0]).toMatchObject({ TotalAmt: 82 });
  });
});

describe('an order of WooCommerce, unedited', () => {
  it.each([
    ['with the tax as one amount', {}, {}],
    ['with a tax code for each rate', CODES, ABROAD],
    ['where the company keeps no tax', { salesTax: 'none' as const }, {}],
  ])('comes to its total exactly %s, its fee too', async (_, settings, company) => {
    start(company);
    await enter(wooPaid, 'SalesReceipt', contextOf(settings));
    expect(twin.of('SalesReceipt')).toMatchObject([{ TotalAmt: 97.33 }]);
    expect(linesOf('SalesReceipt').map(({ Description }) => Description)).toContain('Cash on delivery');
  });

  it.each([
    ['with the tax as one amount', {}, {}],
    ['with a tax code for each rate', CODES, ABROAD],
  ])('as a refund by amount is what went back, %s', async (_, settings, company) => {
    start(company);
    await enter(wooRefunded, 'RefundReceipt', contextOf(settings));
    expect(twin.of('RefundReceipt')).toMatchObject([{ TotalAmt: 10 }]);
    expect(linesOf('RefundReceipt').map(({ Description, SalesItemLineDetail: { Qty } }) => [Description, Qty])).toEqual([
      ['Assam Breakfast', 1],
      ['Cash on delivery', 1],
    ]);
  });
});

it('an order of Shopify with a gift card bears tax on the goods alone', async () => {
  start({ country: 'GB', taxRates: { '5': 21, '6': 0 } });
  await enter(shopifyGiftCard(), 'SalesReceipt', contextOf({ salesTax: 'codes', taxCodes: '21=5, 0=6' }));
  expect(twin.of('SalesReceipt')).toMatchObject([{ TotalAmt: 221 }]);
  expect(linesOf('SalesReceipt').map(({ Amount, SalesItemLineDetail }) => [Amount, SalesItemLineDetail.TaxCodeRef?.value])).toEqual([
    [100, '5'],
    [100, '6'],
  ]);
});

describe('what cannot be entered exactly is refused in words, with nothing sent', () => {
  const refusal = async (work: Promise<unknown>) => (await refusalOf(work)).classification;

  it.each([
    ['its parts are off', { total: '172.64' }, {}, 'does_not_add_up', /171\.64 EUR.*172\.64 EUR/],
    ['a rate has no tax code', {}, { salesTax: 'codes', taxCodes: '19=5' } as const, 'no_tax_code', /7 %/],
    ['the taxes of its lines are off', { tax: '18.00' }, {}, 'tax_not_told', /18\.95 EUR|17\.85 EUR|18\.00 EUR/],
  ])('%s', async (_, change, settings, code, words) => {
    const order = shopify('orders-create-company');
    const lines = code === 'tax_not_told' ? { shipping: '0', total: '164.74' } : {};
    expect(await refusal(enter(order, 'SalesReceipt', contextOf(settings), { ...change, ...lines }))).toMatchObject({
      kind: 'permanent',
      code,
      message: expect.stringMatching(words),
    });
    expect(twin.requests).toEqual([]);
  });

  it('a form has nothing to enter', async () => {
    expect(await refusal(enter(contactForm7))).toMatchObject({ kind: 'permanent', code: 'nothing_to_book' });
    expect(twin.requests).toEqual([]);
  });

  it('a refund needs the account it is paid from', async () => {
    const ctx = contextOf({ refundAccountId: undefined });
    expect(await refusal(enter(shopify('refunds-create-partial'), 'RefundReceipt', ctx))).toMatchObject({
      code: 'no_account',
      problems: [{ path: '/accountId' }],
    });
  });
});

describe('where QuickBooks comes to another total', () => {
  const wrongRate = { ...ABROAD, taxRates: { '5': 20, '8': 7 } };

  it('the document is removed again, and the owner told', async () => {
    start(wrongRate);
    const { classification } = await refusalOf(enter(shopify('orders-paid'), 'SalesReceipt', contextOf(CODES)));
    expect(classification).toMatchObject({
      kind: 'permanent',
      code: 'wrong_total',
      message: expect.stringMatching(/172\.33 EUR instead of 171\.64 EUR/),
    });
    expect(twin.of('SalesReceipt')).toEqual([]);
  });

  it('a corrected connection enters it, though QuickBooks remembers the request', async () => {
    start({ ...wrongRate, taxRates: { '5': 20, '6': 19, '8': 7 } });
    await refusalOf(enter(shopify('orders-paid'), 'SalesReceipt', contextOf(CODES)));
    await enter(shopify('orders-paid'), 'SalesReceipt', contextOf({ ...CODES, taxCodes: '19=6, 7=8' }));
    await enter(shopify('orders-paid'), 'SalesReceipt', contextOf({ ...CODES, taxCodes: '19=6, 7=8' }));
    expect(twin.of('SalesReceipt')).toMatchObject([{ TotalAmt: 171.64 }]);
    await refusalOf(enter(shopify('orders-paid'), 'SalesReceipt', contextOf(CODES, 'another')));
    expect((await refusalOf(enter(shopify('orders-paid'), 'SalesReceipt', contextOf(CODES, 'another')))).classification).toMatchObject({
      kind: 'permanent',
    });
    expect(twin.of('SalesReceipt')).toHaveLength(1);
  });
});

it('is entered once though the mapping was changed after an answer was lost', async () => {
  twin.inject({ match: /salesreceipt$/, when: 'after', answer: 'reset' });
  expect((await refusalOf(enter(shopify('orders-paid')))).classification.kind).toBe('unknown');
  await enter(shopify('orders-paid'), 'SalesReceipt', contextOf(), { memo: 'Thank you' });
  expect(twin.of('SalesReceipt')).toHaveLength(1);
});

it.each([
  ['6140', { uniqueNumbers: true }, '/number'],
  ['6210', { closedUntil: '2026-12-31' }, undefined],
])('explains %s', async (code, company, path) => {
  start(company);
  if (code === '6140') await enter(shopify('orders-paid'));
  const { classification } = await refusalOf(enter(shopify('orders-paid'), 'SalesReceipt', contextOf({}, 'another')));
  expect(classification).toMatchObject({ kind: 'permanent', code: `qbo_${code}`, problems: path === undefined ? [] : [{ path }] });
});

it('offers the items, accounts and custom fields of the company', async () => {
  const fields = (await quickbooks.operations['createSalesReceipt']?.listFields?.(contextOf())) ?? [];
  const of = (path: string) => fields.find((field) => field.path === path);
  expect(of('/itemId')?.options).toEqual([
    { value: '1', label: 'Services' },
    { value: '7', label: 'Tea' },
  ]);
  expect(of('/accountId')?.type).toBe('enum');
  expect([of('/custom/1'), of('/custom/2')?.label]).toEqual([undefined, 'Crew']);
});

it('tells of a number QuickBooks has no room for', async () => {
  const { differences } = await enter(shopify('orders-paid'), 'SalesReceipt', contextOf(), { number: '#1042-of-the-shop-in-Bordeaux' });
  expect(differences).toEqual([{ path: '/number', message: expect.stringContaining('21 characters') }]);
});

it('has a contract that refuses a wrong request', () => {
  const ask = (body: unknown, path = `/v3/company/${REALM}/invoice`) =>
    checkContract?.({ method: 'POST', path, query: new URLSearchParams({ minorversion: '75' }), headers: new Headers(), body });
  if (checkContract === undefined) return;
  expect(ask({ Line: [{ Amount: 1, DetailType: 'SalesItemLineDetail' }] })).toEqual([]);
  for (const wrong of [{ Line: [{ Amount: 1 }] }, { Total: 1 }, { TxnDate: 'today' }]) expect(ask(wrong)).not.toEqual([]);
  expect(ask({}, '/v3/company/1/bill')).not.toEqual([]);
});
