import type { FlowSpec } from '@handoff/shared/flow';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { classifyHttp } from '../src/destinations/kit/classify.ts';
import { defineDestination, defineOperation } from '../src/destinations/kit/types.ts';
import { readConfig } from '../src/config/config.ts';
import { createTwin, type Twin } from '../src/destinations/testing/twin.ts';
import { silentLogger } from '../src/observe/logger.ts';
import { processReceived } from '../src/pipeline/process.ts';
import { createRuntime } from '../src/runtime.ts';
import { claim, reclaimExpired } from '../src/store/outbox/index.ts';
import { createHarness, formSubmission, type Harness } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const Payload = z.object({ email: z.string() });

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the lease tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

/** Where it is set, what goes wrong between the two calls. */
let fault: Error | undefined;

/** Makes a deal in two calls: finds its pipeline, then writes the deal. The deal can be looked up. */
function twoCallDestination() {
  return defineDestination<Record<string, never>>({
    type: 'deals',
    title: 'Deals',
    description: 'For tests',
    apiVersion: '1',
    settings: z.object({}),
    auth: { kind: 'none' },
    baseUrl: () => 'https://deals.test',
    limits: () => [],
    testConnection: () => Promise.resolve({ account: 'Deals' }),
    classify: (response, now) => classifyHttp(response, { service: 'Deals', now }),
    leaving: { stays: 'Records stay there.', export: 'Nothing.', revoke: 'Remove the connection.' },
    operations: {
      deal: defineOperation<Record<string, never>, z.infer<typeof Payload>>({
        title: 'Deal',
        description: 'For tests',
        payload: Payload,
        scopes: [],
        dedupe: 'ledger',
        perform: async (ctx, payload) => {
          await ctx.call({ method: 'GET', path: '/pipeline' });
          if (fault !== undefined) throw fault;
          await ctx.call({ method: 'POST', path: '/deals', json: payload });
          return {};
        },
        lookup: async (ctx, payload) => {
          const { json } = await ctx.call({ method: 'GET', path: '/deals', query: { email: payload.email } });
          return json === null ? undefined : {};
        },
        defaultMapping: () => ({ fields: {} }),
      }),
    },
  });
}

const flow = (connection: string): FlowSpec => ({
  trigger: { types: ['form.submitted'] },
  steps: [{ key: 'deal', connection, operation: 'deal', mapping: { fields: { '/email': { do: 'path', path: '/subject/email' } } } }],
});

describe.each(engines)('a worker slower than its lease, on $engine', ({ engine }) => {
  let server: Harness;
  let deals: string[];
  let twin: Twin;
  /** Answers wait for this where it is set. */
  let gate: Promise<void> | undefined;
  /** A deal is written after this where it is set. */
  let slowWrite: Promise<void> | undefined;

  beforeEach(async () => {
    deals = [];
    gate = undefined;
    slowWrite = undefined;
    twin = createTwin({
      origins: ['https://deals.test'],
      snapshot: () => deals,
      routes: (app) => {
        app.get('/pipeline', async (c) => {
          const waiting = gate;
          gate = undefined;
          await waiting;
          return c.json({ id: 'p1' });
        });
        app.get('/deals', (c) => c.json(deals.find((email) => email === c.req.query('email')) ?? null));
        app.post('/deals', async (c) => {
          const { email } = Payload.parse(await c.req.json());
          const waiting = slowWrite;
          slowWrite = undefined;
          await waiting;
          deals.push(email);
          return c.json({ id: deals.length });
        });
      },
    });
    const databaseUrl = engine === 'postgres' ? await createDatabase(admin as string) : undefined;
    server = await createHarness({ databaseUrl, fetch: twin.fetch, destinations: { deals: twoCallDestination() } });
    const params = { workspaceId: server.workspaceId };
    const connection = await server.client('createConnection', { params, body: { destination: 'deals', name: 'Deals', settings: {} } });
    const created = await server.client('createFlow', { params, body: { name: 'Deals', spec: flow(connection.id) } });
    await server.client('publishFlow', { params: { ...params, flowId: created.id } });
  });
  afterEach(() => server.close());

  const secondServer = () =>
    createRuntime({
      ...server.runtime.deps,
      config: readConfig({}),
      logger: silentLogger,
      fetch: twin.fetch,
      destinations: { deals: twoCallDestination() },
    });

  test('sends nothing more once another may have taken the delivery over: no second deal', async () => {
    const site = await server.pair();
    let open = () => {};
    gate = new Promise((resolve) => (open = resolve));
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    const slow = server.drain();
    await expect.poll(() => twin.requests.length).toBe(1);

    server.clock.advance(61_000);
    const second = await secondServer();
    await second.worker.drain();
    expect(deals).toEqual(['ada@example.com']);
    open();
    await slow;
    expect(deals).toEqual(['ada@example.com']);
    const rows = await server.store.db.selectFrom('deliveries').select(['state', 'attempts']).execute();
    expect(rows).toEqual([{ state: 'succeeded', attempts: 2 }]);
  });

  test('a clock set forward during a call does not make the same process do it again', async () => {
    const site = await server.pair();
    let open = () => {};
    slowWrite = new Promise((resolve) => (open = resolve));
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    const first = server.drain();
    await expect.poll(() => twin.requests.length).toBe(2);

    server.clock.advance(3_600_000);
    await site.post(formSubmission({ subject: { email: 'bea@example.com' } }));
    const second = server.drain();
    await expect.poll(() => deals).toContain('bea@example.com');
    open();
    await Promise.all([first, second]);
    expect(deals.toSorted()).toEqual(['ada@example.com', 'bea@example.com']);
    const rows = await server.store.db.selectFrom('deliveries').select(['state', 'attempts']).execute();
    expect(rows).toEqual(Array.from({ length: 2 }, () => ({ state: 'succeeded', attempts: 1 })));
  });

  test('nor where another call of the same claim has ended before', async () => {
    const site = await server.pair();
    const states = async () =>
      (await server.store.db.selectFrom('deliveries').select('state').execute()).map(({ state }) => state).toSorted();
    let open = () => {};
    slowWrite = new Promise((resolve) => (open = resolve));
    for (const email of ['ada@example.com', 'bea@example.com']) await site.post(formSubmission({ subject: { email } }));
    const first = server.drain();
    await expect.poll(states).toEqual(['leased', 'succeeded']);

    server.clock.advance(3_600_000);
    await site.post(formSubmission({ subject: { email: 'cleo@example.com' } }));
    const second = server.drain();
    await expect.poll(() => deals).toContain('cleo@example.com');
    open();
    await Promise.all([first, second]);
    expect(deals.toSorted()).toEqual(['ada@example.com', 'bea@example.com', 'cleo@example.com']);
    const rows = await server.store.db.selectFrom('deliveries').select(['state', 'attempts']).execute();
    expect(rows).toEqual(Array.from({ length: 3 }, () => ({ state: 'succeeded', attempts: 1 })));
  });

  test('a server that ends cuts off its calls, and leaves them to nobody before their lease is over: no second deal', async () => {
    const site = await server.pair();
    const rows = () => server.store.db.selectFrom('deliveries').select(['state', 'attempts']).execute();
    let open = () => {};
    slowWrite = new Promise((resolve) => (open = resolve));
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    const first = server.drain();
    await expect.poll(() => twin.requests.length).toBe(2);

    expect(await server.runtime.letGo()).toBe(0);
    await first;
    const { worker } = await secondServer();
    await worker.drain();
    expect(await rows()).toEqual([{ state: 'leased', attempts: 1 }]);
    // The other side is slow, and at it still.
    open();
    await expect.poll(() => deals).toEqual(['ada@example.com']);
    server.clock.advance(61_000);
    await worker.drain();
    expect(deals).toEqual(['ada@example.com']);
    expect(await rows()).toEqual([{ state: 'succeeded', attempts: 2 }]);
  });

  test('a server that starts alone leaves a call of the one before to the end of its lease: no second deal', async () => {
    const site = await server.pair();
    let open = () => {};
    slowWrite = new Promise((resolve) => (open = resolve));
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    const first = server.drain();
    await expect.poll(() => twin.requests.length).toBe(2);

    const alone = () => reclaimExpired(server.store, server.clock.now(), { all: true });
    expect(await alone()).toEqual([]);
    const { worker } = await secondServer();
    await worker.drain();
    expect(twin.requests).toHaveLength(2);
    open();
    await first;
    expect(deals).toEqual(['ada@example.com']);
    expect(await server.store.db.selectFrom('deliveries').select('state').execute()).toEqual([{ state: 'succeeded' }]);
  });

  test('what was claimed and not begun goes on at once with a server that starts alone', async () => {
    const site = await server.pair();
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    await processReceived(
      { ...server.runtime.deps, now: server.clock.now, fingerprintKey: server.runtime.deps.serverKeys.fingerprintKey },
      server.workspaceId,
    );
    const { id } = await server.store.db.selectFrom('connections').select('id').executeTakeFirstOrThrow();
    const of = { connectionId: id, max: 1, leaseMs: 60_000, now: server.clock.now(), limits: [], holder: 'wrk_gone' };
    expect((await claim(server.store, of)).deliveries).toHaveLength(1);
    expect(await reclaimExpired(server.store, server.clock.now(), { all: true })).toHaveLength(1);
    await (await secondServer()).worker.drain();
    expect(deals).toEqual(['ada@example.com']);
  });

  test('what a server that ends makes no call for goes to another at once', async () => {
    const site = await server.pair();
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    fault = new Error('Connection terminated unexpectedly');
    await server.drain();
    fault = undefined;
    expect(await server.runtime.letGo()).toBe(1);
    await (await secondServer()).worker.drain();
    expect(deals).toEqual(['ada@example.com']);
  });

  test('a database that is away between two calls makes no dead letter: it goes on once the lease is over', async () => {
    const site = await server.pair();
    const states = () => server.store.db.selectFrom('deliveries').select('state').execute();
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    fault = new Error('Connection terminated unexpectedly');
    await server.drain();
    expect(await states()).toEqual([{ state: 'leased' }]);

    fault = undefined;
    server.clock.advance(61_000);
    await server.drain();
    expect(await states()).toEqual([{ state: 'succeeded' }]);
    expect(deals).toEqual(['ada@example.com']);
  });
});

test('the lease is a setting; one too short for a call is refused', () => {
  expect(readConfig({}).leaseMs).toBe(60_000);
  expect(readConfig({ HANDOFF_LEASE_SECONDS: '3' }).leaseMs).toBe(3000);
  expect(() => readConfig({ HANDOFF_LEASE_SECONDS: '1' })).toThrow(/HANDOFF_LEASE_SECONDS/);
});
