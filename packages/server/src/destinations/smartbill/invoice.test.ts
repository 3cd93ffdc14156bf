import { compileMapping } from '@handoff/shared/mapping';
import type { Envelope } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createCallContext, type CallContext } from '../kit/index.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, orderCreated, wooPaid } from '../testing/samples.ts';
import { shopify, shopifyGiftCard } from '../testing/shopify.ts';
import { classify } from './classify.ts';
import { createInvoice } from './create-invoice.ts';
import { smartbill } from './index.ts';
import { limits, Settings } from './settings.ts';
import { CIF, createSmartbillTwin, EMAIL, smartbillContract, TOKEN, type SmartbillTwin } from './twin.ts';

const checkContract = smartbillContract();
const NAMES = '19=Normala, 7=Redusa, 10=Normala, 8=Redusa';

let twin: SmartbillTwin;

function contextOf(settings: Partial<z.input<typeof Settings>> = {}): CallContext<Settings> {
  return createCallContext({
    definition: smartbill,
    settings: Settings.parse({ email: EMAIL, token: TOKEN, cif: CIF, seriesName: 'HND', vatNames: NAMES, ...settings }),
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    eventId: 'evt-1',
    now: () => NOW,
    dedupe: 'ledger',
    record: () => undefined,
  });
}

async function issue(event: Envelope, ctx = contextOf(), more: Record<string, unknown> = {}) {
  const { payload, problems } = compileMapping(createInvoice.defaultMapping(event.type, event)).apply(event);
  expect(problems).toEqual([]);
  return createInvoice.perform(ctx, createInvoice.payload.parse({ ...payload, ...more }));
}
const refusal = async (work: Promise<unknown>) => (await refusalOf(work)).classification;

beforeEach(() => {
  twin = createSmartbillTwin({ checkContract });
});
afterEach(() => expect(twin.violations).toEqual([]));

describe('an order of Shopify, unedited', () => {
  it.each(['orders-create-company', 'orders-create-guest', 'orders-create-jpy', 'orders-paid', 'orders-fulfilled'])(
    'is issued at its total exactly: %s',
    async (name) => {
      const event = shopify(name);
      expect(await issue(event)).toEqual({ id: 'HND 0001', output: { id: 'HND 0001', series: 'HND', number: '0001' }, effect: 'created' });
      expect(twin.invoices).toMatchObject([{ total: Number(event.data['total']), currency: event.data['currency'] }]);
    },
  );

  it('names buyer, lines less their discounts, rates and shipping', async () => {
    await issue(shopify('orders-create-company'));
    const [invoice] = twin.invoices;
    expect(invoice).toMatchObject({
      client: {
        name: 'Atelier Lefèvre SARL',
        vatCode: 'FR00123456789',
        city: 'Bordeaux',
        address: 'Quai des Chartrons 41, 2e étage, 33000',
      },
      issueDate: '2026-11-18',
      mentions: 'Comanda #1042',
      isDraft: false,
    });
    expect(
      invoice?.products.map((product) => [
        product.name,
        product.quantity,
        product.price,
        product.taxName,
        product.taxPercentage,
        product.isService,
      ]),
    ).toEqual([
      ['Sencha – 250 g', 4, 22.41, 'Redusa', 7, false],
      ['Kettle with thermometer', 1, 75.1, 'Normala', 19, false],
      ['Shipping', 1, 6.9, 'Normala', 19, true],
    ]);
  });

  it('becomes a draft without a number, or an invoice without VAT, where the connection says so', async () => {
    expect(await issue(shopify('orders-paid'), contextOf({ draft: true }))).toEqual({
      output: { series: '', number: '' },
      effect: 'created',
    });
    await issue(shopify('orders-paid'), contextOf({ vat: 'none' }));
    expect(twin.invoices).toMatchObject([
      { isDraft: true },
      { total: 171.64, products: expect.not.arrayContaining([expect.objectContaining({ taxName: expect.anything() })]) },
    ]);
  });
});

it('an order of Shopify with a gift card bears VAT on the goods alone, or is refused', async () => {
  await issue(shopifyGiftCard(), contextOf({ vatNames: '21=Normala, 0=Redusa' }));
  expect(twin.invoices[0]?.products.map((product) => [product.name, product.price, product.taxPercentage])).toEqual([
    ['Tea', 121, 21],
    ['Gift card', 100, 0],
  ]);
  expect(await refusal(issue(shopifyGiftCard(), contextOf({ vatNames: '21=Normala' })))).toMatchObject({ code: 'no_tax_code' });
});

describe('an order of WooCommerce, unedited', () => {
  it('is issued at its total exactly, its fee too', async () => {
    await issue(wooPaid);
    expect(twin.invoices).toMatchObject([{ total: 97.33, currency: 'EUR' }]);
    expect(
      twin.invoices[0]?.products.map((product) => [product.name, product.quantity, product.price, product.taxName, product.isService]),
    ).toEqual([
      ['Assam Breakfast', 1, 9.16, 'Normala', false],
      ['Assam Breakfast', 2, 9.17, 'Normala', false],
      ['Kettle - Red', 1, 59, 'Normala', false],
      ['Cash on delivery', 1, 5, 'Normala', true],
      ['Shipping', 1, 5.83, 'Normala', true],
    ]);
  });

  it('has a fee below zero as a quantity, not a price, below zero', async () => {
    const fees = [{ title: 'Loyal customer', amount: '-5.00', tax: '-0.80' }];
    await issue(wooPaid, contextOf(), { fees, total: '87.33', tax: '13.94' });
    expect(twin.invoices).toMatchObject([{ total: 87.33 }]);
    expect(twin.invoices[0]?.products.find(({ name }) => name === 'Loyal customer')).toMatchObject({ quantity: -1, price: 5 });
  });
});

describe('what cannot be issued exactly is refused in words, with nothing sent', () => {
  it.each([
    ['its parts are off', shopify('orders-paid'), {}, { total: '172.64' }, 'does_not_add_up'],
    ['a rate has no name', shopify('orders-paid'), { vatNames: '19=Normala' }, {}, 'no_tax_code'],
    ['prices come without VAT, and nobody tells whose it is', orderCreated, {}, {}, 'tax_not_told'],
    ['nobody is named', shopify('orders-create-no-protected-data'), {}, {}, 'no_client'],
    ['its currency has thousandths', { ...orderCreated, data: { ...orderCreated.data, currency: 'KWD' } }, {}, {}, 'currency'],
    ['it is a form', contactForm7, {}, {}, 'nothing_to_book'],
  ])('%s', async (_, event, settings, more, code) => {
    expect(await refusal(issue(event, contextOf(settings), more))).toMatchObject({ kind: 'permanent', code });
    expect(twin.requests).toEqual([]);
  });
});

describe('an outcome that is not known is never taken for a failure', () => {
  it.each([
    ['no answer', 'reset' as const],
    ['a server error', { status: 500, body: {} }],
    ['a gateway that gave up', { status: 503, body: '<html>' }],
    ['a gateway that waited too long', { status: 504, body: '<html>' }],
    ['a time-out of the server', { status: 408, body: {} }],
    ['a web page', { status: 200, body: '<html>' }],
    ['an answer without a number', { status: 200, body: { errorText: '', number: '', series: '' } }],
    ['an answer of something else', { status: 200, body: [] }],
  ])('%s', async (_, answer) => {
    twin.inject({ match: /invoice$/, when: 'after', answer });
    expect(await refusal(issue(shopify('orders-paid')))).toMatchObject({ kind: 'unknown' });
    expect(twin.invoices).toHaveLength(1);
  });

  it('has nothing to look it up with, so that a person decides', () => {
    expect(createInvoice).toMatchObject({ dedupe: 'ledger' });
    expect([createInvoice.lookup, createInvoice.performBatch]).toEqual([undefined, undefined]);
  });

  it('is at most one at a time for a company, however its CIF is written', () => {
    const of = (cif: string) => limits(Settings.parse({ email: EMAIL, token: TOKEN, cif, seriesName: 'HND' }));
    expect(of('RO37311090')).toEqual([{ scope: 'company:37311090', max: 30, windowMs: 10_000, concurrency: 1 }]);
    expect(of('37311090')).toEqual(of('RO37311090'));
  });
});

describe('what SmartBill answers', () => {
  const meaning = (status: number, errorText: string, headers: Record<string, string> = {}) => {
    const json = { errorText, message: '', number: '', series: '' };
    return classify({ status, headers, text: JSON.stringify(json), json }, NOW);
  };

  it.each([
    ['Seria XYZ nu exista', '/seriesName', 'Check "Series"'],
    ['Cota TVA nu este definita', '/taxes', 'VAT rates'],
    ['Data facturii este anterioara', '/date', 'Check the date'],
    ['Stoc insuficient', '/lines', 'stock'],
    ['Clientul nu are judet', '/name', 'county'],
    ['Pachetul nu permite API', undefined, 'plan'],
    ['Altceva', undefined, 'Altceva'],
  ])('"%s" is a dead letter in words, with 400 and with 200', (errorText, path, words) => {
    for (const status of [400, 200]) {
      expect(meaning(status, errorText)).toMatchObject({
        kind: 'permanent',
        message: expect.stringContaining(words),
        problems: path === undefined ? [] : [{ path }],
      });
    }
  });

  it('tells credentials, rights and being blocked apart', () => {
    expect(meaning(401, '').kind).toBe('reauth');
    expect(meaning(400, 'Autentificare esuata: token gresit').kind).toBe('reauth');
    expect(meaning(403, 'Acces interzis').kind).toBe('scope');
    expect(meaning(403, '', { 'x-ratelimit-remaining': '0' })).toMatchObject({ kind: 'retry', code: 'rate_limited', afterMs: 600_000 });
    expect(meaning(403, 'Limita de apeluri a fost depasita').kind).toBe('retry');
    expect(meaning(429, '')).toMatchObject({ kind: 'retry', afterMs: 600_000 });
  });
});

it('tests its series, and offers them', async () => {
  expect(await smartbill.testConnection(contextOf())).toEqual({ account: `${CIF}, series HND` });
  expect(await refusal(smartbill.testConnection(contextOf({ seriesName: 'ABC' })))).toMatchObject({
    kind: 'scope',
    message: expect.stringMatching(/ABC.*HND/),
  });
  const fields = (await createInvoice.listFields?.(contextOf())) ?? [];
  expect(fields.find(({ path }) => path === '/seriesName')?.options).toEqual([{ value: 'HND', label: 'HND' }]);
  twin.inject({ when: 'before', answer: { status: 503, body: '<html>' } });
  expect(await refusal(smartbill.testConnection(contextOf()))).toMatchObject({ kind: 'retry' });
});

it.skipIf(checkContract === undefined)('has a contract that refuses a wrong request', () => {
  const headers = new Headers({ 'content-type': 'application/json' });
  const ask = (body: unknown) =>
    checkContract?.({ method: 'POST', path: '/SBORO/api/invoice', query: new URLSearchParams(), headers, body });
  const product = { name: 'A', measuringUnitName: 'buc', currency: 'RON', quantity: 1, price: 1 };
  const good = { companyVatCode: '1', client: { name: 'A' }, seriesName: 'S', products: [product] };
  expect(ask(good)).toEqual([]);
  for (const wrong of [
    { ...good, products: [] },
    { ...good, issueDate: 'azi' },
    { ...good, total: 1 },
    { ...good, products: [{ ...product, price: '1' }] },
  ])
    expect(ask(wrong)).not.toEqual([]);
});
