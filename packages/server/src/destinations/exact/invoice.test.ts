import { compileMapping } from '@handoff/shared/mapping';
import type { Envelope } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallContext, type CallContext } from '../kit/index.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, orderCreated, wooPaid } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { createSalesInvoice } from './create-invoice.ts';
import { exact } from './index.ts';
import type { InvoicePayload } from './invoice.ts';
import { Settings } from './settings.ts';
import { createExactTwin, type ExactTwin, type ExactTwinOptions } from './twin.ts';
import { exactContract } from './twin/contract.ts';
import { DIVISION, TOKEN } from './twin/routes.ts';

const checkContract = exactContract();
const INVOICES = 'salesinvoice/SalesInvoices';
const CODES = { vatCodes: '19=2, 7=1, 0=5' };

let twin: ExactTwin;

function start(options: ExactTwinOptions = {}): void {
  twin = createExactTwin({ ...options, checkContract });
}

function contextOf(settings: Partial<Settings> = {}, idempotencyKey = 'delivery-1'): CallContext<Settings> {
  return createCallContext({
    definition: exact,
    settings: Settings.parse({ division: DIVISION, itemCode: 'GOODS', ...CODES, ...settings }),
    accessToken: TOKEN,
    fetch: twin.fetch,
    idempotencyKey,
    eventId: 'evt-1',
    now: () => NOW,
    dedupe: 'ledger',
    record: () => undefined,
  });
}

function payloadOf(event: Envelope, more: Record<string, unknown> = {}) {
  const { payload, problems } = compileMapping(createSalesInvoice.defaultMapping(event.type, event)).apply(event);
  expect(problems).toEqual([]);
  return createSalesInvoice.payload.parse({ ...payload, ...more });
}
const enter = (event: Envelope, ctx = contextOf(), more = {}) => createSalesInvoice.perform(ctx, payloadOf(event, more));
const lookUp = async (event: Envelope, ctx = contextOf()) => createSalesInvoice.lookup?.(ctx, payloadOf(event));
const refusal = async (work: Promise<unknown>) => (await refusalOf(work)).classification;

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

describe('an order of Shopify, unedited', () => {
  const ORDERS = ['orders-create-company', 'orders-create-guest', 'orders-paid'];

  it.each(ORDERS)('comes to its total exactly by VAT codes without VAT: %s', async (name) => {
    const event = shopify(name);
    const done = await enter(event);
    expect(done).toMatchObject({ effect: 'created', url: expect.stringContaining('exactonline.nl') });
    expect(done.differences).toBeUndefined();
    expect(twin.of(INVOICES)).toMatchObject([{ AmountFC: Number(event.data['total']), YourRef: event.data['number'], Journal: '70' }]);
  });

  it.each([...ORDERS, 'orders-create-jpy'])('comes to its total exactly by VAT codes with VAT: %s', async (name) => {
    start({
      vat: {
        A: { rate: 19, isIncluded: true },
        B: { rate: 7, isIncluded: true },
        C: { rate: 10, isIncluded: true },
        D: { rate: 8, isIncluded: true },
      },
    });
    const event = shopify(name);
    await enter(event, contextOf({ prices: 'with', vatCodes: '19=A, 7=B, 10=C, 8=D' }));
    expect(twin.of(INVOICES)).toMatchObject([{ AmountFC: Number(event.data['total']), Currency: event.data['currency'] }]);
  });

  it.each([
    ['2027-01-01T00:30:00+01:00', '2027-01-01'],
    ['2026-12-31T23:30:00Z', '2027-01-01'],
    ['2027-06-30T21:59:00Z', '2027-06-30'],
    ['2027-06-30T22:01:00Z', '2027-07-01'],
  ])('is dated by the clock of the country: %s is %s', (occurredAt, date) => {
    expect(payloadOf({ ...shopify('orders-paid'), occurredAt }).date).toBe(date);
  });

  it('tells lines, discounts taken off, with the item of their SKU or the usual one', async () => {
    start({ items: ['KETTLE-TEMP'] });
    await enter(shopify('orders-create-company'), contextOf({ shippingItemCode: 'SHIPPING' }));
    const items = twin.of('logistics/Items');
    const codeOf = (id: unknown) => items.find(({ ID }) => ID === id)?.['Code'];
    const lines = twin.of(INVOICES)[0]?.['Lines'] as { Item: string; Quantity: number; NetPrice: number; VATCode: string }[];
    expect(lines.map((line) => [codeOf(line.Item), line.Quantity, line.NetPrice, line.VATCode])).toEqual([
      ['GOODS', 2, 20.94, '1'],
      ['GOODS', 2, 20.95, '1'],
      ['KETTLE-TEMP', 1, 63.11, '2'],
      ['SHIPPING', 1, 5.8, '2'],
    ]);
    expect(twin.of('crm/Accounts')).toMatchObject([{ Name: 'Atelier Lefèvre SARL', Country: 'FR', City: 'Bordeaux', Status: 'C' }]);
  });
});

it('a long title is cut to what Exact takes, never inside a character', async () => {
  const lines = (wooPaid.data['lines'] as object[]).map((line) => ({ ...line, title: `${'x'.repeat(99)}🫖` }));
  await enter({ ...wooPaid, data: { ...wooPaid.data, lines } });
  const entered = twin.of(INVOICES)[0]?.['Lines'] as { Description: string }[];
  expect(entered[0]?.Description).toBe('x'.repeat(99));
});

it('an order of WooCommerce, unedited, comes to its total exactly by VAT codes, its fee too', async () => {
  await enter(wooPaid);
  expect(twin.of(INVOICES)).toMatchObject([{ AmountFC: 97.33, YourRef: '1042' }]);
  const lines = twin.of(INVOICES)[0]?.['Lines'] as { VATCode: string }[];
  expect(lines.map((line) => line.VATCode)).toEqual(['2', '2', '2', '2', '2']);
});

describe('what cannot be entered exactly is refused in words, with nothing written', () => {
  it.each([
    ['its parts are off', shopify('orders-paid'), {}, { total: '172.64' }, 'does_not_add_up'],
    ['a rate has no code', shopify('orders-paid'), { vatCodes: '19=2' }, {}, 'no_tax_code'],
    ['the tax of its lines is not told', orderCreated, {}, {}, 'rate_not_told'],
    ['Exact has no item for it', shopify('orders-paid'), { itemCode: undefined }, {}, 'no_item'],
    ['nobody is named', shopify('orders-create-no-protected-data'), {}, {}, 'no_account'],
    ['it is a form', contactForm7, {}, {}, 'nothing_to_book'],
  ])('%s', async (_, event, settings, more, code) => {
    expect(await refusal(enter(event, contextOf(settings), more))).toMatchObject({
      kind: 'permanent',
      code,
      problems: [{ path: expect.stringMatching(/^\//) }],
    });
    expect(twin.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

describe('where Exact comes to another total', () => {
  const wrong = { vat: { '2': { rate: 21, isIncluded: false }, '1': { rate: 7, isIncluded: false } } };

  it('the invoice is taken out again, and the owner told', async () => {
    start(wrong);
    expect(await refusal(enter(shopify('orders-paid')))).toMatchObject({
      kind: 'permanent',
      code: 'wrong_total',
      message: expect.stringMatching(/instead of 171\.64 EUR.*removed it/),
    });
    expect(twin.of(INVOICES)).toEqual([]);
    expect(await lookUp(shopify('orders-paid'))).toBeUndefined();
  });

  it('one that cannot be removed is told, and not tried again', async () => {
    start(wrong);
    twin.inject({ match: /^DELETE/, when: 'before', answer: { status: 500, body: {} } });
    expect(await refusal(enter(shopify('orders-paid')))).toMatchObject({
      kind: 'permanent',
      message: expect.stringContaining('delete it there by hand'),
    });
  });

  it('one whose total is not told is entered once, and the owner told', async () => {
    twin.inject({ match: /^GET .*SalesInvoices/, when: 'before', answer: { status: 503, body: '<html>' } });
    expect(await enter(shopify('orders-paid'))).toMatchObject({ effect: 'created', differences: [{ path: '/total' }] });
    expect(twin.of(INVOICES)).toHaveLength(1);
  });
});

describe('looking up', () => {
  it('finds what a lost answer left, among others of that number, and no other', async () => {
    twin.seed(INVOICES, { YourRef: '#1042', Remarks: 'entered by hand', AmountFC: 1 });
    expect(await lookUp(shopify('orders-paid'))).toBeUndefined();
    twin.inject({ match: /^POST .*SalesInvoices/, when: 'after', answer: 'reset' });
    expect(await refusal(enter(shopify('orders-paid')))).toMatchObject({ kind: 'unknown' });
    expect(await lookUp(shopify('orders-paid'))).toMatchObject({ id: twin.of(INVOICES)[1]?.['InvoiceID'], effect: 'created' });
    expect(await lookUp(shopify('orders-paid'), contextOf({}, 'another'))).toBeUndefined();
  });

  it('is in doubt where the answer to an entry is not from Exact', async () => {
    twin.inject({ match: /^POST .*SalesInvoices/, when: 'before', answer: { status: 200, body: { hello: 1 } } });
    expect(await refusal(enter(shopify('orders-paid')))).toMatchObject({ kind: 'unknown', code: 'unexpected_answer' });
  });
});

it('offers journals and payment conditions', async () => {
  const fields = (await createSalesInvoice.listFields?.(contextOf())) ?? [];
  expect(fields.find(({ path }) => path === '/journal')).toMatchObject({
    type: 'enum',
    options: [{ value: '70', label: '70 – Verkoopboek' }],
  });
  expect(fields.find(({ path }) => path === '/paymentCondition')?.options).toEqual([{ value: '30', label: '30 – 30 days' }]);
});

it('counts calls by company, and makes no more than it needs', async () => {
  const costs = (payload: InvoicePayload) =>
    createSalesInvoice.limits?.(Settings.parse({ division: '7' }), payload).map(({ scope, max, cost }) => [scope, max, cost]);
  const payload = payloadOf(shopify('orders-paid'));
  expect(exact.limits(Settings.parse({ division: '7' }))).toMatchObject([{ scope: 'minute:nl/7', max: 60, cost: 5 }]);
  expect(costs(payload)).toEqual([['day:nl/7', 5000, 5]]);
  expect(costs({ ...payload, accountId: '00000000-0000-4000-8000-000000000001' })?.[0]?.[2]).toBe(3);
  await enter(shopify('orders-paid'));
  expect(twin.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '').replace('/api/v1/2826462/', '')}`)).toEqual([
    'GET logistics/Items',
    'GET crm/Accounts',
    'POST crm/Accounts',
    'POST salesinvoice/SalesInvoices',
    'GET salesinvoice/SalesInvoices',
  ]);
});

it.skipIf(checkContract === undefined)('has a contract that refuses a wrong request', () => {
  const ask = (method: string, resource: string, body: unknown) =>
    checkContract?.({ method, path: `/api/v1/1/${resource}`, query: new URLSearchParams(), headers: new Headers(), body });
  const line = { Item: 'x', Quantity: 1 };
  const invoice = { Journal: '70', OrderedBy: 'x', SalesInvoiceLines: [line] };
  expect(ask('POST', INVOICES, invoice)).toEqual([]);
  for (const wrong of [
    { ...invoice, Journal: undefined },
    { ...invoice, Total: 1 },
    { ...invoice, SalesInvoiceLines: [{ ...line, SalesVatCode: '2' }] },
  ])
    expect(ask('POST', INVOICES, JSON.parse(JSON.stringify(wrong)))).not.toEqual([]);
  expect(ask('GET', INVOICES, undefined)).not.toEqual([]);
});
