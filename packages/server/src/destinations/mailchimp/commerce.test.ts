import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext } from '../kit/index.ts';
import { refusalOf } from '../testing/refusal.ts';
import { shopify } from '../testing/shopify.ts';
import { upsertCustomer } from './customer.ts';
import { mailchimp } from './index.ts';
import { upsertOrder } from './order.ts';
import type { Settings } from './settings.ts';
import { contextFor } from './twin/context.ts';
import { mailchimpContract } from './twin/contract.ts';
import { createMailchimpTwin, type MailchimpTwin, type MailchimpTwinOptions } from './twin.ts';

const checkContract = mailchimpContract();
let twin: MailchimpTwin;
let ctx: CallContext<Settings>;

function start(options: MailchimpTwinOptions = {}, settings: Partial<Settings> = {}): void {
  twin = createMailchimpTwin({ checkContract, ...options });
  ctx = contextFor(twin, { store: 'my-shop', ...settings });
}

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

const email = 'ada@example.com';
const line = { id: 'l1', productId: 'p1', variantId: 'v1', title: 'Tea', quantity: 2, unitPrice: '10.00' };
const good = { orderId: '1', email, currency: 'EUR', total: '20.00', lines: [line], financialStatus: 'paid' };
const order = (more: object = {}) => upsertOrder.perform(ctx, upsertOrder.payload.parse({ ...good, ...more }));
const customer = (more: object = {}) => upsertCustomer.perform(ctx, upsertCustomer.payload.parse({ email, currency: 'EUR', ...more }));
const shop = () => twin.stores['my-shop'];
const status = () => twin.members().find((member) => member.email === email)?.status;

describe('an order', () => {
  it('comes with its store, its products and its customer, all made as they are missed', async () => {
    expect(await order()).toMatchObject({ id: '1', effect: 'created' });
    expect(shop()).toMatchObject({
      list_id: twin.audience,
      currency_code: 'EUR',
      products: { p1: { title: 'Tea', variants: [{ id: 'v1', price: 10 }] } },
      orders: { 1: { order_total: 20, financial_status: 'paid', lines: [{ product_variant_id: 'v1', quantity: 2, price: 10 }] } },
    });
    expect(Object.values(shop()?.customers ?? {})).toMatchObject([{ email_address: email }]);
  });

  it('adds what is new of a product it knows', async () => {
    await order();
    await order({ orderId: '2', lines: [line, { ...line, id: 'l2', variantId: 'v2', title: 'Tea, large', sku: 'T-L' }] });
    expect(shop()?.products['p1']?.variants.map(({ id }) => id)).toEqual(['v1', 'v2']);
  });

  it('is updated by its later events, and says where the lines it keeps are not the last ones', async () => {
    await order();
    const paid = await order({ financialStatus: 'refunded', total: 0, updatedAt: '2026-11-21T10:00:00Z' });
    expect(paid).toMatchObject({ effect: 'updated' });
    expect(paid.differences).toBeUndefined();
    expect(shop()?.orders['1']).toMatchObject({ financial_status: 'refunded', order_total: 0 });
    const edited = await order({ lines: [{ ...line, quantity: 3 }] });
    expect(edited.differences).toEqual([{ path: '/lines', message: expect.stringContaining('lines it got first') }]);
  });

  it('is one order when the answer to its creation is lost, and when another worker was quicker', async () => {
    twin.inject({ match: /^POST .*\/orders$/, when: 'after', answer: 'reset' });
    expect((await refusalOf(order())).classification.kind).toBe('unknown');
    expect(await order()).toMatchObject({ effect: 'updated' });
    twin.inject({ match: /^PATCH/, when: 'before', answer: { status: 404, body: { title: 'Resource Not Found', status: 404 } } });
    expect(await order()).toMatchObject({ effect: 'updated' });
    expect(Object.keys(shop()?.orders ?? {})).toEqual(['1']);
  });

  it('may hold something without a product in the shop', async () => {
    await order({ lines: [{ title: 'Gift wrapping', quantity: 1, unitPrice: 5 }] });
    await order({ orderId: '2', lines: [{ title: 'Gift wrapping', quantity: 1, unitPrice: 5 }] });
    expect(Object.values(shop()?.products ?? {}).map(({ title }) => title)).toEqual(['Gift wrapping']);
  });

  it('from a quiet import starts no notification and subscribes nobody', async () => {
    const { differences } = await order({ quiet: true, consent: 'subscribed', fulfillmentStatus: 'shipped' });
    expect(shop()?.orders['1']).not.toHaveProperty('financial_status');
    expect(shop()?.orders['1']).not.toHaveProperty('fulfillment_status');
    expect([status(), differences?.map(({ path }) => path)]).toEqual(['transactional', ['/consent']]);
  });

  it('reports what was kept otherwise', async () => {
    const body = { order_total: 19, currency_code: 'USD', lines: [{ quantity: 2 }], customer: { first_name: 'A.' } };
    twin.inject({ match: /^POST .*\/orders$/, when: 'after', answer: { status: 200, body } });
    const { differences } = await order({ firstName: 'Ada' });
    expect(differences?.map(({ path }) => path)).toEqual(['/firstName', '/total', '/currency']);
  });

  it('is asked for where the event holds none', async () => {
    const { classification } = await refusalOf(upsertOrder.perform(ctx, upsertOrder.payload.parse({ email })));
    expect(classification).toMatchObject({ kind: 'permanent', code: 'no_order' });
    expect(twin.requests).toEqual([]);
  });
});

describe('who becomes subscribed by buying', () => {
  it.each([
    [undefined, 'subscribed', 'subscribed'],
    [undefined, undefined, 'transactional'],
    [undefined, 'not_subscribed', 'transactional'],
    [undefined, 'pending', 'transactional'],
    [undefined, 'unsubscribed', 'unsubscribed'],
    ['subscribed', undefined, 'subscribed'],
    ['subscribed', 'unsubscribed', 'unsubscribed'],
    ['unsubscribed', 'subscribed', 'unsubscribed'],
    ['cleaned', 'subscribed', 'cleaned'],
    ['archived', 'subscribed', 'archived'],
    ['pending', 'subscribed', 'pending'],
  ] as const)('%s with consent %s becomes %s', async (before, consent, after) => {
    for (const buy of [order, customer]) {
      start();
      if (before !== undefined) twin.seed({ email, status: before });
      await buy({ consent });
      expect(status()).toBe(after);
    }
  });

  it('asks to confirm through another step where the connection always asks', async () => {
    start({}, { doubleOptIn: true });
    const { differences } = await customer({ consent: 'subscribed' });
    expect([status(), differences?.[0]?.path]).toEqual(['transactional', '/consent']);
  });

  it.each<[string, () => Promise<unknown>, Partial<Settings>, string]>([
    ['an order that is none', () => order({ consent: 'unsubscribed', orderId: undefined }), {}, 'no_order'],
    ['an order without a store', () => order({ consent: 'unsubscribed' }), { store: undefined }, 'no_store'],
    ['a customer without a store', () => customer({ consent: 'unsubscribed', currency: undefined }), {}, 'no_store_yet'],
  ])('opts out also with %s', async (_, buy, settings, code) => {
    start({}, settings);
    twin.seed({ email, status: 'subscribed' });
    const { classification } = await refusalOf(buy());
    expect(classification).toMatchObject({ kind: 'permanent', code, message: expect.stringContaining('opt-out was passed on') });
    expect(status()).toBe('unsubscribed');
  });

  it('goes on for who was deleted permanently and opts out', async () => {
    twin.forget(email);
    expect(await order({ consent: 'unsubscribed' })).toMatchObject({ effect: 'created' });
    expect(status()).toBeUndefined();
  });
});

describe('the store', () => {
  it('of another audience is refused', async () => {
    start({ stores: { 'my-shop': 'other' } });
    expect((await refusalOf(order())).classification).toMatchObject({ code: 'store_of_other_audience', problems: [{ path: '/store' }] });
  });

  it('is asked for where none is chosen, and where a customer without a currency is the first', async () => {
    start({}, { store: undefined });
    expect((await refusalOf(order())).classification).toMatchObject({ code: 'no_store' });
    start();
    expect((await refusalOf(customer({ currency: undefined }))).classification).toMatchObject({ code: 'no_store_yet' });
  });

  it('may have been made by another worker a moment ago', async () => {
    twin.inject({
      match: /^POST .*\/stores$/,
      when: 'after',
      answer: { status: 400, body: { title: 'Bad Request', detail: 'A store with the provided ID already exists in the account.' } },
    });
    expect(await order()).toMatchObject({ effect: 'created' });
  });
});

describe('a customer', () => {
  it('is one for one address, and is shown before it is changed', async () => {
    expect(await upsertCustomer.findMatch?.(ctx, upsertCustomer.payload.parse({ email }))).toBeUndefined();
    const { id } = await customer({ firstName: 'Ada', address: { line1: '1 Main St', city: 'Berlin', country: 'DE' } });
    await customer({ email: 'ADA@example.com', company: 'Analytical' });
    expect(Object.values(shop()?.customers ?? {})).toMatchObject([
      { id, first_name: 'Ada', company: 'Analytical', address: { address1: '1 Main St', country_code: 'DE' } },
    ]);
    expect(await upsertCustomer.findMatch?.(ctx, upsertCustomer.payload.parse({ email }))).toEqual({ id, label: email });
  });
});

describe('the first mapping', () => {
  it.each(['orders-create-company', 'orders-create-guest', 'orders-create-jpy', 'orders-paid', 'orders-cancelled', 'orders-fulfilled'])(
    'is right for %s',
    async (fixture) => {
      const event = shopify(fixture);
      for (const operation of [upsertOrder, upsertCustomer]) {
        const { payload, problems } = compileMapping(operation.defaultMapping(event.type, event)).apply(event);
        expect(problems).toEqual([]);
        const parsed = operation.payload.safeParse(payload);
        expect(parsed.error).toBeUndefined();
        if (operation === upsertOrder) await upsertOrder.perform(ctx, upsertOrder.payload.parse(payload));
      }
      const [sent] = Object.values(shop()?.orders ?? {});
      expect(sent).toMatchObject({
        order_total: Number(event.data['total']),
        currency_code: event.data['currency'],
        financial_status: { 'orders-paid': 'paid', 'orders-cancelled': 'cancelled', 'orders-fulfilled': 'paid' }[fixture] ?? 'pending',
      });
      expect(sent?.['cancelled_at_foreign'] !== undefined).toBe(fixture === 'orders-cancelled');
    },
  );
});

describe('erasing a person', () => {
  it('deletes them permanently, with their customer and orders, and a repeat is harmless', async () => {
    await order({ consent: 'subscribed' });
    const person = { email: 'Ada@example.com', records: [{ operation: 'upsertOrder', id: '1' }] };
    await mailchimp.erasePerson?.(ctx, person);
    await mailchimp.erasePerson?.(ctx, person);
    expect([twin.members(), shop()?.customers, shop()?.orders]).toEqual([[], {}, {}]);
    // Nothing of ours brings them back.
    await order({ consent: 'subscribed' });
    expect(twin.members()).toEqual([]);
  });

  it('finds them by the records of our deliveries alone', async () => {
    const { id = '' } = await customer({ consent: 'subscribed' });
    const records = [
      { operation: 'upsertCustomer', id },
      { operation: 'upsertMember', id },
    ];
    await mailchimp.erasePerson?.(ctx, { records });
    expect([twin.members(), shop()?.customers]).toEqual([[], {}]);
  });

  it('leaves it to the owner where it is switched off', async () => {
    start({}, { eraseForGood: false });
    twin.seed({ email, status: 'subscribed' });
    const { classification } = await refusalOf(mailchimp.erasePerson?.(ctx, { email, records: [] }) ?? Promise.resolve());
    expect(classification).toMatchObject({ kind: 'permanent', message: expect.stringContaining('Permanently delete') });
    expect(twin.members()).toHaveLength(1);
  });

  it('takes no refusal for done', async () => {
    twin.seed({ email, status: 'subscribed' });
    twin.inject({ match: /delete-permanent/, when: 'before', answer: { status: 403, body: { title: 'Forbidden', status: 403 } } });
    await expect(mailchimp.erasePerson?.(ctx, { email, records: [] })).rejects.toThrow(/Mailchimp/);
  });
});
