import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopHarness, type ShopHarness } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/index.ts';
import { appTables, caught, deliver, inbox, inboxRows, taken, typesTaken } from '../support/inbox.ts';

const MINUTE = 60_000;

const available = await schemaAvailable();

let h: ShopHarness;
beforeEach(async () => {
  h = await createShopHarness();
  await h.install();
});
afterEach(() => h.close());

/** An order whose creation comes after its first change, so that it has to be looked up. */
async function lateCreation() {
  const { id } = h.shop.createOrder({ email: 'ada@example.com', financialStatus: 'pending' });
  const created = caught(h)('orders/create');
  h.clock.advance(1000);
  h.shop.editOrder(id, { note: 'Ring twice' });
  await h.drain();
  return created;
}

describe.skipIf(!available)('while Shopify does not let a record be looked up', { timeout: 60_000 }, () => {
  it.each([
    ['does not answer', () => new Response('', { status: 503 })],
    ['asks to wait', () => new Response('', { status: 429, headers: { 'retry-after': '30' } })],
  ])('because it %s, the message waits and goes on by itself', async (_what, answer) => {
    const created = await lateCreation();
    h.fake.interfere((request) => (request.url.endsWith('graphql.json') ? answer() : undefined));
    h.shop.createCustomer({ email: 'bob@example.com' });
    await deliver(h, created);
    expect(await typesTaken(h)).toEqual(['order.updated', 'customer.created']);
    const waiting = (await inboxRows(h)).find(({ state }) => state === 'pending');
    expect(waiting).toMatchObject({ topic: 'orders/create', attempts: 1, error: expect.stringContaining('Shopify') as string });
    expect(waiting?.body).not.toBe('');

    h.fake.interfere(undefined);
    await h.pass(MINUTE);
    expect(await typesTaken(h)).toEqual(['order.updated', 'customer.created', 'order.created']);
    expect((await inboxRows(h)).map(({ state, body }) => [state, body])).toEqual([
      ['done', ''],
      ['done', ''],
      ['done', ''],
    ]);
  });

  it('because it lags behind its own webhooks, nothing newer is overwritten', async () => {
    const created = await lateCreation();
    const { id } = JSON.parse(created.body) as { id: number };
    const order = h.shop.state.orders.get(id);
    if (order === undefined) throw new Error('the order is gone');
    const present = { ...order };
    Object.assign(order, { note: null, updated_at: present.created_at });
    await deliver(h, created);
    expect(await typesTaken(h)).toEqual(['order.updated']);
    expect((await inbox(h)).at(0)).toMatchObject({ state: 'done' });

    Object.assign(order, present);
    await h.pass(MINUTE);
    expect((await taken(h)).map(({ envelope }) => [envelope.type, envelope.data['note']])).toEqual([
      ['order.updated', 'Ring twice'],
      ['order.created', 'Ring twice'],
    ]);
  });

  it('is asked once for many', async () => {
    const late = [await lateCreation(), await lateCreation(), await lateCreation()];
    let asked = 0;
    h.fake.interfere((request) => {
      if (!request.url.endsWith('graphql.json')) return undefined;
      asked += 1;
      return new Response('', { status: 503 });
    });
    for (const created of late) await h.fetch(h.fake.post.request(created));
    await h.drain();
    expect(asked).toBe(1);
    expect((await inboxRows(h)).filter(({ state }) => state === 'pending')).toHaveLength(3);
  });

  it('for good, it waits for a person, who can try again', async () => {
    const created = await lateCreation();
    h.fake.interfere((request) => (request.url.endsWith('graphql.json') ? new Response('', { status: 503 }) : undefined));
    await deliver(h, created);
    for (let quarter = 0; quarter < 16; quarter += 1) await h.pass(6 * 60 * MINUTE);
    const panel = h.openPanelApi().shop;
    const { items } = await panel('listInbox', { query: { state: 'failed' } });
    expect(items).toMatchObject([
      { topic: 'orders/create', attempts: 9, nextAt: null, error: expect.stringContaining('Shopify') as string },
    ]);

    h.fake.interfere(undefined);
    expect(await panel('retryInbox', { body: { ids: items.map(({ id }) => id) } })).toEqual({ changed: 1 });
    await h.drain();
    expect(await typesTaken(h)).toEqual(['order.updated', 'order.created']);
  });
});

describe.skipIf(!available)('what nobody can read', { timeout: 60_000 }, () => {
  it('is kept for a person and stops nothing after it', async () => {
    h.shop.state.emit('orders/create', { id: 1, currency: 'EUR' });
    h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    expect(await typesTaken(h)).toEqual(['customer.created']);
    expect(await inboxRows(h)).toMatchObject([
      {
        topic: 'orders/create',
        state: 'failed',
        body: '{"id":1,"currency":"EUR"}',
        error: expect.stringContaining('line_items') as string,
      },
      { topic: 'customers/create', state: 'done' },
    ]);
  });
});

describe.skipIf(!available)('a shop that is not connected', { timeout: 60_000 }, () => {
  it('keeps everything, in order, until it is', async () => {
    await h.openPanelApi().shop('leaveWorkspace', {});
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    h.clock.advance(1000);
    h.shop.editCustomer(id, { firstName: 'Ada' });
    await h.drain();
    expect((await inbox(h)).map(({ state }) => state)).toEqual(['pending', 'pending']);
    await h.openPanelApi().shop('openWorkspace', { body: {} });
    await h.drain();
    expect(await typesTaken(h)).toEqual(['customer.created', 'customer.updated']);
  });
});

describe.skipIf(!available)('a shop whose sending pauses', { timeout: 60_000 }, () => {
  it('does not hold up another, and goes on after the pause', async () => {
    const other = h.fake.openShop({ domain: 'other-shop.myshopify.com', name: 'Other' });
    await h.install(other);
    const until = h.clock.now() + 10 * MINUTE;
    await appTables(h)
      .updateTable('shopify_shops')
      .set({ sending_problem: 'The server is busy.', sending_paused_until: until })
      .where('shop', '=', h.shop.domain)
      .execute();
    h.shop.createCustomer({ email: 'ada@example.com' });
    other.createCustomer({ email: 'bob@example.com' });
    await h.drain();
    expect((await taken(h)).map(({ envelope }) => envelope.subject?.email)).toEqual(['bob@example.com']);
    await h.pass(10 * MINUTE);
    expect((await taken(h)).map(({ envelope }) => envelope.subject?.email)).toEqual(['bob@example.com', 'ada@example.com']);
    expect((await h.openPanelApi().shop('status', {})).sending).toEqual({ state: 'on', message: null, until: null });
  });
});

describe.skipIf(!available)('a shop whose key cannot be opened', { timeout: 60_000 }, () => {
  it('says so, keeps everything, and goes on once it can', async () => {
    const { signing_key: key } = await appTables(h).selectFrom('shopify_shops').select('signing_key').executeTakeFirstOrThrow();
    await appTables(h).updateTable('shopify_shops').set({ signing_key: 'sealed with a key that is gone' }).execute();
    h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    const panel = h.openPanelApi().shop;
    expect(await panel('status', {})).toMatchObject({
      waiting: 1,
      sending: { state: 'paused', message: expect.stringContaining('cannot be opened') as string },
    });

    await appTables(h).updateTable('shopify_shops').set({ signing_key: key }).execute();
    await h.pass(5 * MINUTE);
    expect(await typesTaken(h)).toEqual(['customer.created']);
    expect((await h.openPanelApi().shop('status', {})).sending).toEqual({ state: 'on', message: null, until: null });
  });
});

describe.skipIf(!available)('a next-generation event', { timeout: 60_000 }, () => {
  it('makes the same events as classic webhooks, and none twice', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada' });
    await h.drain();
    h.clock.advance(1000);
    h.shop.editCustomer(id, { firstName: 'Adele' });
    const classic = caught(h)('customers/update');
    const body = JSON.stringify({
      topic: 'Customer',
      action: 'update',
      handle: 'customers',
      fields_changed: { added: [], updated: [], removed: [] },
      query_variables: { customerId: `gid://shopify/Customer/${id}` },
    });
    await deliver(h, { ...classic, topic: 'Customer', webhookId: 'next-gen', body }, classic);
    expect((await taken(h)).map(({ state, envelope }) => [state, envelope.type, envelope.subject?.firstName])).toEqual([
      ['processed', 'customer.created', 'Ada'],
      ['processed', 'customer.updated', 'Adele'],
    ]);
  });
});
