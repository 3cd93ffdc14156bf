import { compileMapping } from '@handoff/shared/mapping';
import type { Envelope } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createCallContext, type CallContext, type RecordedExchange } from '../kit/index.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, orderCreated, wooPaid } from '../testing/samples.ts';
import { shopify, shopifyGiftCard } from '../testing/shopify.ts';
import { classify } from './classify.ts';
import { createInvoice } from './create-invoice.ts';
import { oblio } from './index.ts';
import { Settings } from './settings.ts';
import { CIF, createOblioTwin, EMAIL, oblioContract, SECRET, type OblioTwin, type OblioTwinOptions } from './twin.ts';

const checkContract = oblioContract();
const NAMES = '19=Normala, 7=Redusa, 10=Normala, 8=Redusa';
const TOKEN = '/api/authorize/token';

let twin: OblioTwin;
let recorded: RecordedExchange[];
let now = NOW;

function start(options: OblioTwinOptions = {}): void {
  twin = createOblioTwin({ ...options, checkContract });
  recorded = [];
}

function contextOf(settings: Partial<z.input<typeof Settings>> = {}, idempotencyKey = 'delivery-1'): CallContext<Settings> {
  return createCallContext({
    definition: oblio,
    settings: Settings.parse({ email: EMAIL, secret: SECRET, cif: CIF, seriesName: 'HND', vatNames: NAMES, ...settings }),
    fetch: twin.fetch,
    idempotencyKey,
    eventId: 'evt-1',
    now: () => now,
    dedupe: 'request-key',
    record: (exchange) => recorded.push(exchange),
  });
}

async function issue(event: Envelope, ctx = contextOf(), more: Record<string, unknown> = {}) {
  const { payload, problems } = compileMapping(createInvoice.defaultMapping(event.type, event)).apply(event);
  expect(problems).toEqual([]);
  return createInvoice.perform(ctx, createInvoice.payload.parse({ ...payload, ...more }));
}
const refusal = async (work: Promise<unknown>) => (await refusalOf(work)).classification;

beforeEach(() => {
  // Later than any token an earlier test was given.
  now += 7_200_000;
  start();
});
afterEach(() => expect(twin.violations).toEqual([]));

describe('an order of Shopify, unedited', () => {
  it.each(['orders-create-company', 'orders-create-guest', 'orders-create-jpy', 'orders-paid', 'orders-fulfilled'])(
    'is issued at its total exactly: %s',
    async (name) => {
      const event = shopify(name);
      const done = await issue(event);
      expect(done).toMatchObject({ id: 'HND 0001', effect: 'created', url: expect.stringContaining('oblio.eu') });
      expect(twin.invoices).toMatchObject([{ total: Number(event.data['total']), currency: event.data['currency'] }]);
    },
  );

  it('names buyer, lines less their discounts, rates and shipping', async () => {
    await issue(shopify('orders-create-company'));
    const [invoice] = twin.invoices;
    expect(invoice).toMatchObject({
      client: { name: 'Atelier Lefèvre SARL', cif: 'FR00123456789', city: 'Bordeaux', email: 'marie@atelier-lefevre.example' },
      issueDate: '2026-11-18',
      mentions: 'Comanda #1042',
    });
    expect(
      invoice?.products.map((product) => [
        product.name,
        product.quantity,
        product.price,
        product.vatName,
        product.vatPercentage,
        product.productType,
      ]),
    ).toEqual([
      ['Sencha – 250 g', 4, 22.41, 'Redusa', 7, 'Marfa'],
      ['Kettle with thermometer', 1, 75.1, 'Normala', 19, 'Marfa'],
      ['Shipping', 1, 6.9, 'Normala', 19, 'Serviciu'],
    ]);
  });

  it('of a company that is not registered for VAT names none', async () => {
    await issue(shopify('orders-paid'), contextOf({ vat: 'none' }));
    expect(twin.invoices[0]?.products.every(({ vatName, vatIncluded }) => vatName === undefined && vatIncluded === undefined)).toBe(true);
    expect(twin.invoices[0]?.total).toBe(171.64);
  });
});

it('an order of Shopify with a gift card bears VAT on the goods alone, or is refused', async () => {
  await issue(shopifyGiftCard(), contextOf({ vatNames: '21=Normala, 0=Redusa' }));
  expect(twin.invoices[0]?.products.map((product) => [product.name, product.price, product.vatPercentage])).toEqual([
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
      twin.invoices[0]?.products.map((product) => [product.name, product.quantity, product.price, product.vatName, product.productType]),
    ).toEqual([
      ['Assam Breakfast', 1, 9.16, 'Normala', 'Marfa'],
      ['Assam Breakfast', 2, 9.17, 'Normala', 'Marfa'],
      ['Kettle - Red', 1, 59, 'Normala', 'Marfa'],
      ['Cash on delivery', 1, 5, 'Normala', 'Serviciu'],
      ['Shipping', 1, 5.83, 'Normala', 'Serviciu'],
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

describe('a repeat', () => {
  it('is answered with the invoice there is, also when the mapping was changed after a lost answer', async () => {
    twin.inject({ match: /invoice$/, when: 'after', answer: 'reset' });
    expect(await refusal(issue(shopify('orders-paid')))).toMatchObject({ kind: 'unknown' });
    expect(await issue(shopify('orders-paid'), contextOf(), { mentions: 'Mulțumim' })).toMatchObject({ id: 'HND 0001' });
    expect(twin.invoices).toHaveLength(1);
    await issue(shopify('orders-paid'), contextOf({}, 'another'));
    expect(twin.invoices).toHaveLength(2);
  });

  it('that is refused for its key is done, and says where to look', async () => {
    start({ onRepeat: 'refuse' });
    await issue(shopify('orders-paid'));
    expect(await issue(shopify('orders-paid'))).toMatchObject({ effect: 'unchanged', differences: [{ path: '/number' }] });
    expect(twin.invoices).toHaveLength(1);
  });

  it.each(['Parametrul idempotencyKey este prea lung', 'Campul idempotencyKey nu este valid'])(
    'is refused, not taken for done, where the key does not suit Oblio: %s',
    async (statusMessage) => {
      twin.inject({ match: /invoice$/, when: 'before', answer: { status: 400, body: { status: 400, statusMessage } } });
      expect(await refusal(issue(shopify('orders-paid')))).toMatchObject({ kind: 'permanent', code: 'refused' });
      expect(twin.invoices).toHaveLength(0);
    },
  );

  it('is due where the answer tells no number', async () => {
    twin.inject({ match: /invoice$/, when: 'before', answer: { status: 200, body: { status: 200, data: {} } } });
    expect(await refusal(issue(shopify('orders-paid')))).toMatchObject({ kind: 'unknown', code: 'unexpected_answer' });
  });
});

describe('the token', () => {
  const asked = () => twin.requests.filter(({ path }) => path === TOKEN).length;

  it('is kept for its hour, less a minute, and never recorded', async () => {
    await issue(shopify('orders-paid'));
    now += 3_539_000;
    await issue(shopify('orders-paid'), contextOf({}, 'another'));
    expect(asked()).toBe(1);
    now += 2000;
    await issue(shopify('orders-paid'), contextOf({}, 'a third'));
    expect(asked()).toBe(2);
    expect(JSON.stringify(recorded)).not.toMatch(/twin-oblio-(token|secret)/);
  });

  it('that Oblio ended is renewed once, and the invoice issued once', async () => {
    await issue(shopify('orders-paid'));
    twin.endToken();
    await issue(shopify('orders-paid'), contextOf({}, 'another'));
    expect(asked()).toBe(2);
    expect(twin.invoices).toHaveLength(2);
  });

  it('is refused for wrong credentials: the connection is held', async () => {
    expect(await refusal(issue(shopify('orders-paid'), contextOf({ secret: 'an-old-secret' })))).toMatchObject({
      kind: 'reauth',
      code: 'credentials_refused',
      message: expect.stringContaining('password'),
    });
  });

  it('is asked for again where Oblio is down', async () => {
    twin.inject({ match: /token$/, when: 'before', answer: { status: 503, body: '<html>' } });
    expect(await refusal(issue(shopify('orders-paid')))).toMatchObject({ kind: 'retry' });
    twin.inject({ match: /token$/, when: 'after', answer: 'reset' });
    expect(await refusal(issue(shopify('orders-paid')))).toMatchObject({ kind: 'retry' });
  });
});

describe('what Oblio answers', () => {
  const meaning = (status: number, json: unknown, headers: Record<string, string> = {}) =>
    classify({ status, headers, text: JSON.stringify(json), json }, NOW);

  it.each([
    ['Seria XYZ nu exista', '/seriesName', 'Check "Series"'],
    ['Cota TVA gresita', '/taxes', 'VAT rates'],
    ['Stoc insuficient', '/lines', 'too little stock'],
    ['Abonamentul a expirat', undefined, 'subscription'],
    ['Altceva', undefined, 'Altceva'],
  ])('"%s" is a dead letter in words', (statusMessage, path, words) => {
    expect(meaning(400, { status: 400, statusMessage })).toMatchObject({
      kind: 'permanent',
      message: expect.stringContaining(words),
      problems: path === undefined ? [] : [{ path }],
    });
  });

  it('with status 200 can be a refusal', () => {
    expect(meaning(200, { status: 400, statusMessage: 'Seria nu exista' }).kind).toBe('permanent');
    expect(meaning(200, { status: 500, statusMessage: 'Eroare' }).kind).toBe('retry');
    expect(meaning(200, { status: 200, data: {} }).kind).toBe('ok');
  });

  it('waits ten minutes when the token is blocked', () => {
    expect(meaning(429, {})).toMatchObject({ kind: 'retry', afterMs: 600_000 });
    expect(meaning(401, { status: 401, statusMessage: 'Tokenul a fost blocat' })).toMatchObject({ kind: 'retry', code: 'rate_limited' });
  });
});

it('knows its company by its CIF with or without RO, and says which there are', async () => {
  expect(await oblio.testConnection(contextOf({ cif: '37311090' }))).toEqual({ account: `Ceai & Co SRL (${CIF})` });
  expect(await refusal(oblio.testConnection(contextOf({ cif: 'RO123' })))).toMatchObject({
    kind: 'scope',
    message: expect.stringContaining(CIF),
  });
});

it('offers the series for invoices', async () => {
  const fields = (await createInvoice.listFields?.(contextOf())) ?? [];
  expect(fields.find(({ path }) => path === '/seriesName')?.options).toEqual([{ value: 'HND', label: 'HND' }]);
});

it.skipIf(checkContract === undefined)('has a contract that refuses a wrong request', () => {
  const ask = (body: unknown) =>
    checkContract?.({
      method: 'POST',
      path: '/api/docs/invoice',
      query: new URLSearchParams(),
      headers: new Headers({ 'content-type': 'application/json' }),
      body,
    });
  const good = { cif: '1', client: { name: 'A' }, seriesName: 'S', products: [{ name: 'A', price: 1, quantity: 1 }] };
  expect(ask(good)).toEqual([]);
  for (const wrong of [
    { ...good, products: [] },
    { ...good, client: {} },
    { ...good, total: 1 },
    { ...good, products: [{ name: 'A', price: 1 }] },
  ])
    expect(ask(wrong)).not.toEqual([]);
});
