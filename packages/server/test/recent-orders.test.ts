import { EVENT_TYPES } from '@handoff/shared/event';
import type { FlowSpec } from '@handoff/shared/flow';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { orderCreated } from '../src/destinations/testing/samples.ts';
import { createZendeskTwin } from '../src/destinations/zendesk/twin/index.ts';
import { AGENT, API_TOKEN } from '../src/destinations/zendesk/twin/oauth.ts';
import { zendesk } from '../src/destinations/zendesk/index.ts';
import { ORDER_TYPES } from '../src/store/order-types.ts';
import type { Db } from '../src/store/schema.ts';
import { createHarness, createTestClock, formSubmission, type Harness } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

let server: Harness;
afterEach(() => server.close());

const subject = { email: 'grace@example.com', name: 'Grace Hopper' };

function order(orderId: string, type: string, at: string, more: Record<string, unknown> = {}) {
  return {
    ...orderCreated,
    id: `${orderId}-${type}`,
    idempotencyKey: `${type}:${orderId}:1`,
    type,
    occurredAt: at,
    data: { ...orderCreated.data, orderId, number: `#${orderId}`, ...more },
  };
}

/** A flow that opens a ticket in Zendesk, with what its sender ordered before. */
async function openTickets() {
  const params = { workspaceId: server.workspaceId };
  const connection = await server.client('createConnection', {
    params,
    body: { destination: 'zendesk', name: 'Zendesk', settings: { subdomain: 'engines', email: AGENT, apiToken: API_TOKEN } },
  });
  const mapping = zendesk.operations['createTicket']?.defaultMapping('form.submitted') ?? { fields: {} };
  const spec: FlowSpec = {
    trigger: { types: ['form.submitted'] },
    steps: [{ key: 'ticket', connection: connection.id, operation: 'createTicket', mapping }],
  };
  const flow = await server.client('createFlow', { params, body: { name: 'Tickets', spec } });
  await server.client('publishFlow', { params: { ...params, flowId: flow.id } });
  return { params, connectionId: connection.id, mapping, flowId: flow.id };
}

describe.each(['SQLite', 'PostgreSQL'])('on %s', (engine) => {
  const start = async () => {
    const twin = createZendeskTwin();
    const postgresUrl = inject('postgresUrl');
    const databaseUrl = engine === 'PostgreSQL' && postgresUrl !== undefined ? await createDatabase(postgresUrl) : undefined;
    server = await createHarness({ fetch: twin.fetch, databaseUrl, destinations: { zendesk } });
    return { twin, ...(await openTickets()) };
  };
  const notes = (twin: ReturnType<typeof createZendeskTwin>) =>
    twin.account.tickets.map(({ comments }) => comments[1]?.body.split('\n').slice(1));

  test('a ticket carries what was ordered before, whichever source it came from, in its latest state', async ({ skip }) => {
    if (engine === 'PostgreSQL' && inject('postgresUrl') === undefined) return skip('PostgreSQL is not there');
    const { twin } = await start();
    const shop = await server.pair('shop.example', 'shopify');
    const site = await server.pair();
    await shop.post(order('1', 'order.created', '2026-11-01T10:00:00Z', { status: 'open', adminUrl: undefined }));
    await shop.post(order('2', 'order.created', '2026-11-02T10:00:00Z', { adminUrl: undefined, lines: [] }));
    await shop.post(order('1', 'order.paid', '2026-11-03T10:00:00Z', { status: 'paid', adminUrl: undefined }));
    await shop.post({ ...order('3', 'order.created', '2026-11-03T11:00:00Z'), subject: { email: 'someone@example.com' } });
    await site.post(formSubmission({ subject }));
    await server.drain();
    await site.post(formSubmission());
    await server.drain();
    expect(twin.violations).toEqual([]);
    expect(notes(twin)).toEqual([
      ['#2 · 2026-11-02 · 149.90 EUR · paid', '#1 · 2026-11-01 · 149.90 EUR · paid · 1 × Difference engine, 2 × Punched cards'],
      undefined,
    ]);
  });

  test('the last five are those placed last, also after an import of the shop’s history', async ({ skip }) => {
    if (engine === 'PostgreSQL' && inject('postgresUrl') === undefined) return skip('PostgreSQL is not there');
    const { twin } = await start();
    const shop = await server.pair('shop.example', 'shopify');
    const site = await server.pair();
    // Live, then the last weeks, then the years before; last, one of years ago changes today.
    const placed = [
      ['9', '2026-11-20'],
      ['7', '2026-10-02'],
      ['8', '2026-11-01'],
      ['1', '2019-01-05'],
      ['2', '2020-02-05'],
    ];
    placed.push(['3', '2021-03-05'], ['4', '2022-04-05'], ['5', '2023-05-05'], ['6', '2024-06-05']);
    for (const [number = '', at = ''] of placed) {
      const context = number === '9' ? {} : { quiet: true };
      await shop.post({ ...order(number, 'order.created', `${at}T10:00:00Z`, { adminUrl: undefined, lines: [] }), context });
    }
    await shop.post(order('2', 'order.updated', '2026-11-21T10:00:00Z', { adminUrl: undefined, lines: [] }));
    await site.post(formSubmission({ subject }));
    await server.drain();
    expect(twin.violations).toEqual([]);
    const numbers = notes(twin)[0]?.map((line) => line.slice(0, line.indexOf(' ')));
    expect(numbers).toEqual(['#9', '#8', '#7', '#6', '#5']);
  });

  test('customer 12 of one site is not customer 12 of another', async ({ skip }) => {
    if (engine === 'PostgreSQL' && inject('postgresUrl') === undefined) return skip('PostgreSQL is not there');
    const { twin, params, flowId } = await start();
    const [blog, shop] = [await server.pair('blog.example'), await server.pair('shop.example')];
    const customer = { name: 'Grace Hopper', externalIds: { woocommerce_customer: '12' } };
    await shop.post({ ...order('1', 'order.created', '2026-11-01T10:00:00Z'), subject: customer });
    await server.drain();
    for (const site of [shop, blog]) {
      await site.post(formSubmission({ subject: customer }));
      await server.drain();
    }
    const asked = await server.client('listEvents', { params, query: { type: 'form.submitted' } });
    for (const { id } of asked.items) await server.client('testSend', { params: { ...params, flowId }, body: { event: { eventId: id } } });
    expect(twin.violations).toEqual([]);
    expect(notes(twin).map((lines) => lines?.length ?? 0)).toEqual([1, 0, 0, 1]);
  });

  test('the preview and a test show them too, and never those of another workspace', async ({ skip }) => {
    if (engine === 'PostgreSQL' && inject('postgresUrl') === undefined) return skip('PostgreSQL is not there');
    const { twin, params, connectionId, mapping, flowId } = await start();
    const shop = await server.pair('shop.example', 'shopify');
    await shop.post(order('7', 'order.created', '2026-11-01T10:00:00Z'));
    await server.drain();
    const event = { envelope: formSubmission({ subject }) };
    const preview = (workspaceId: string, connection: string) =>
      server.client('preview', { params: { workspaceId }, body: { connectionId: connection, operation: 'createTicket', mapping, event } });
    expect((await preview(params.workspaceId, connectionId)).payload).toMatchObject({ recentOrders: [{ number: '#7', total: '149.90' }] });
    await server.client('testSend', { params: { ...params, flowId }, body: { event } });
    expect(notes(twin)[0]?.[0]).toMatch(/^#7 /);

    const other = await server.client('createWorkspace', { body: { name: 'Other' } });
    const settings = { subdomain: 'engines', email: AGENT, apiToken: API_TOKEN };
    const theirs = await server.client('createConnection', {
      params: { workspaceId: other.id },
      body: { destination: 'zendesk', name: 'Zendesk', settings },
    });
    expect((await preview(other.id, theirs.id)).payload).not.toHaveProperty('recentOrders');
  });
});

test('a database that is away while orders are looked up makes no dead letter: it goes on once the lease is over', async () => {
  const clock = createTestClock();
  const twin = createZendeskTwin();
  server = await createHarness({ clock, fetch: twin.fetch, destinations: { zendesk } });
  await openTickets();
  const site = await server.pair();
  await site.post(formSubmission({ subject }));
  const { store } = server;
  const { db } = store;
  store.db = withoutOrders(db);
  const states = () => db.selectFrom('deliveries').select('state').execute();
  await server.drain();
  expect(await states()).toEqual([{ state: 'leased' }]);
  store.db = db;
  clock.advance(61_000);
  await server.drain();
  expect(await states()).toEqual([{ state: 'succeeded' }]);
  expect(twin.account.tickets).toHaveLength(1);
});

/** A database that is out of reach whenever only bodies of events are asked for. */
function withoutOrders(db: Db): Db {
  const own = (target: object, name: string | symbol): unknown => {
    const value: unknown = Reflect.get(target, name);
    return typeof value === 'function' ? (value.bind(target) as unknown) : value;
  };
  const selectFrom = (table: 'events') =>
    new Proxy(db.selectFrom(table), {
      get: (query, name) => {
        if (name !== 'select') return own(query, name);
        return (columns: 'id' | 'body') => {
          if (columns === 'body') throw new Error('Connection terminated unexpectedly');
          return query.select(columns);
        };
      },
    });
  return new Proxy(db, { get: (target, name) => (name === 'selectFrom' ? selectFrom : own(target, name)) });
}

test('the index and the reading speak of the same types', async () => {
  expect(ORDER_TYPES).toEqual(EVENT_TYPES.filter((type) => type.startsWith('order.')));
  server = await createHarness();
  const plan = await server.store.db
    .selectFrom('sqlite_master' as never)
    .select('sql' as never)
    .where('name' as never, '=', 'events_orders' as never)
    .execute();
  for (const type of ORDER_TYPES) expect(JSON.stringify(plan)).toContain(`'${type}'`);
});
