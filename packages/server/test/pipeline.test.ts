import type { FlowSpec } from '@handoff/shared/flow';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { classifyHttp } from '../src/destinations/kit/classify.ts';
import { defineDestination, defineOperation, type Dedupe } from '../src/destinations/kit/types.ts';
import { createTwin, type Twin } from '../src/destinations/testing/twin.ts';
import { processReceived } from '../src/pipeline/process.ts';
import { createDatabase } from './support/postgres.ts';
import { createHarness, formSubmission, type Harness, type TestSite } from './support/harness.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the pipeline tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

/** A CRM of three operations, one for each way a repeat stays harmless. */
function crmDestination() {
  const payload = z.object({
    email: z.email('This is not an e-mail address.'),
    name: z.string().optional(),
    contactId: z.string().optional(),
  });
  const operation = (dedupe: Dedupe, path: string, lookup: boolean) =>
    defineOperation<{ token: string }, z.infer<typeof payload>>({
      title: path,
      description: path,
      payload,
      scopes: [],
      dedupe,
      perform: async (ctx, body) => {
        const answer = await ctx.call({ method: 'POST', path, json: body, headers: { 'idempotency-key': ctx.idempotencyKey } });
        const { id } = z.object({ id: z.string() }).parse(answer.json);
        return { id };
      },
      ...(lookup
        ? {
            lookup: async (ctx, body) => {
              const answer = await ctx.call({ method: 'GET', path: '/deals', query: { email: body.email } });
              const found = z.object({ id: z.string() }).nullable().parse(answer.json);
              return found === null ? undefined : { id: found.id };
            },
          }
        : {}),
      defaultMapping: () => ({ fields: {} }),
    });
  return defineDestination<{ token: string }>({
    type: 'crm',
    title: 'CRM',
    description: 'For tests',
    apiVersion: '1',
    settings: z.object({ token: z.string().meta({ secret: true }) }),
    auth: { kind: 'key', apply: (settings, request) => request.headers.set('authorization', `Bearer ${settings.token}`) },
    baseUrl: () => 'https://crm.test',
    limits: () => [],
    testConnection: () => Promise.resolve({ account: 'CRM' }),
    classify: (response, now) => classifyHttp(response, { service: 'CRM', now }),
    leaving: { stays: 'Records stay there.', export: 'Nothing.', revoke: 'Remove the connection.' },
    operations: {
      contact: operation('keyed-upsert', '/contacts', false),
      deal: operation('ledger', '/deals', true),
      message: operation('ledger', '/messages', false),
    },
  });
}

interface Crm extends Twin {
  contacts: Map<string, { id: string; name?: string; writes: number }>;
  deals: { id: string; email: string }[];
  messages: { id: string; email: string }[];
  order: string[];
}

function crmTwin(): Crm {
  const contacts: Crm['contacts'] = new Map();
  const deals: Crm['deals'] = [];
  const messages: Crm['messages'] = [];
  const order: string[] = [];
  const twin = createTwin({
    origins: ['https://crm.test'],
    snapshot: () => ({ contacts: [...contacts], deals, messages }),
    routes: (app) => {
      app.post('/contacts', async (c) => {
        const { email, name } = await c.req.json<{ email: string; name?: string }>();
        const known = contacts.get(email);
        contacts.set(email, {
          id: known?.id ?? `c${contacts.size + 1}`,
          ...(name === undefined ? {} : { name }),
          writes: (known?.writes ?? 0) + 1,
        });
        order.push(`${email}:${name ?? ''}`);
        return c.json({ id: contacts.get(email)!.id });
      });
      app.post('/deals', async (c) => {
        const { email } = await c.req.json<{ email: string }>();
        deals.push({ id: `d${deals.length + 1}`, email });
        return c.json({ id: deals.at(-1)!.id });
      });
      app.get('/deals', (c) => c.json(deals.find((deal) => deal.email === c.req.query('email')) ?? null));
      app.post('/messages', async (c) => {
        const { email } = await c.req.json<{ email: string }>();
        messages.push({ id: `m${messages.length + 1}`, email });
        return c.json({ id: messages.at(-1)!.id });
      });
    },
  });
  return { ...twin, contacts, deals, messages, order };
}

const mapping: FlowSpec['steps'][number]['mapping'] = {
  fields: { '/email': { do: 'path', path: '/subject/email' }, '/name': { do: 'path', path: '/data/fields/your-name' } },
};

describe.each(engines)('an event on its way, on $engine', ({ engine }) => {
  let server: Harness;
  let site: TestSite;
  let crm: Crm;
  let connectionId: string;
  /** Ends every call under way, as a network that goes down. */
  let cutCalls: () => void;

  beforeEach(async () => {
    crm = crmTwin();
    const cut = new Promise<never>(
      (_, reject) => (cutCalls = () => reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } }))),
    );
    cut.catch(() => undefined);
    const databaseUrl = engine === 'postgres' ? await createDatabase(admin as string) : undefined;
    server = await createHarness({
      databaseUrl,
      fetch: (request) => Promise.race([crm.fetch(request), cut]),
      destinations: { crm: crmDestination() },
    });
    site = await server.pair();
    const params = { workspaceId: server.workspaceId };
    await server.client('updateSource', {
      params: { ...params, sourceId: site.sourceId },
      body: { settings: { screening: { observe: false } } },
    });
    const connection = await server.client('createConnection', {
      params,
      body: { destination: 'crm', name: 'CRM', settings: { token: 'tok_SECRET_123456' } },
    });
    connectionId = connection.id;
  });
  afterEach(() => server.close());

  async function publish(
    steps: { key: string; operation: string; after?: string; extra?: object }[],
    name = 'Contact form',
  ): Promise<string> {
    const params = { workspaceId: server.workspaceId };
    const spec: FlowSpec = {
      trigger: { types: ['form.submitted'] },
      steps: steps.map(({ key, operation, after, extra }) => ({
        key,
        connection: connectionId,
        operation,
        mapping,
        ...(after === undefined ? {} : { after }),
        ...extra,
      })),
    };
    const flow = await server.client('createFlow', { params, body: { name, spec } });
    await server.client('publishFlow', { params: { ...params, flowId: flow.id } });
    return flow.id;
  }
  const contactFlow = () => publish([{ key: 'contact', operation: 'contact' }]);
  const send = async (event = formSubmission()) => ((await (await site.post(event)).json()) as { eventId: string }).eventId;
  const deliveries = () => server.store.db.selectFrom('deliveries').selectAll().orderBy('seq').execute();
  const stateList = async () => (await deliveries()).map((row) => row.state);
  const connection = () => server.client('getConnection', { params: { workspaceId: server.workspaceId, connectionId } });

  test('reaches the CRM once, mapped, and says what became of it', async () => {
    await contactFlow();
    const event = formSubmission();
    const id = await send(event);
    await site.post(event);
    await server.drain();
    expect([...crm.contacts]).toEqual([[event.subject!.email, { id: 'c1', name: 'Ada Lovelace', writes: 1 }]]);
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ event_id: id, state: 'succeeded', attempts: 1 });
    expect(JSON.parse(delivery!.result!)).toMatchObject({ id: 'c1', output: { id: 'c1' } });
    const attempt = await server.store.db.selectFrom('attempts').selectAll().executeTakeFirstOrThrow();
    expect(attempt.outcome).toBe('ok');
    expect(attempt.exchanges).not.toContain('tok_SECRET_123456');
  });

  test('spam is kept back with its reason, a double click is one lead, a test is suppressed', async () => {
    await contactFlow();
    const event = formSubmission();
    await send({ ...formSubmission(), context: { honeypot: 'http://spam.example' } });
    await send(event);
    await send({ ...event, id: 'second-click', idempotencyKey: 'form.submitted:second:1' });
    await send(formSubmission({ context: { test: true } }));
    await server.drain();
    const rows = await server.store.db.selectFrom('events').select(['id', 'verdict', 'reasons', 'duplicate_of']).orderBy('seq').execute();
    expect(rows.map((row) => row.verdict)).toEqual(['quarantine', 'accept', 'duplicate', 'suppress']);
    expect(rows[0]!.reasons).toContain('honeypot');
    expect(rows[2]!.duplicate_of).toBe(rows[1]!.id);
    expect(crm.contacts.size).toBe(1);
  });

  test('the same words ten minutes later are a new message', async () => {
    await contactFlow();
    const now = () => new Date(server.clock.now()).toISOString();
    const event = formSubmission({ occurredAt: now() });
    await send(event);
    await server.drain();
    server.clock.advance(600_001);
    await send({ ...event, occurredAt: now(), idempotencyKey: 'form.submitted:later:1' });
    await server.drain();
    expect((await deliveries()).length).toBe(2);
  });

  test('an outage: 503 is retried after our wait, 429 after the vendor’s, and nothing doubles', async () => {
    await contactFlow();
    crm.inject({ when: 'before', answer: { status: 503 } }, { when: 'before', answer: { status: 429, headers: { 'retry-after': '120' } } });
    await send();
    await server.drain();
    expect(await stateList()).toEqual(['pending']);
    server.clock.advance(6_001);
    await server.drain();
    expect((await connection()).hold).toMatchObject({ kind: 'rate_limit' });
    server.clock.advance(119_000);
    await server.drain();
    expect(await stateList()).toEqual(['pending']);
    server.clock.advance(1_001);
    await server.drain();
    expect(await stateList()).toEqual(['succeeded']);
    expect((await connection()).hold).toBeNull();
    expect([...crm.contacts.values()]).toEqual([{ id: 'c1', name: 'Ada Lovelace', writes: 1 }]);
  });

  test('what only waited has all its tries before it: days behind a hold, or behind access that was refused', async () => {
    const DAY = 86_400_000;
    const params = { workspaceId: server.workspaceId, connectionId };
    await contactFlow();
    await server.client('holdConnection', { params, body: {} });
    await send();
    await server.drain();
    server.clock.advance(3 * DAY);
    await server.client('resumeConnection', { params });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      crm.inject({ when: 'before', answer: { status: 401 } });
      await server.drain();
      server.clock.advance(DAY);
      await server.client('resumeConnection', { params });
    }
    for (let attempt = 0; attempt < 10; attempt += 1) {
      crm.inject({ when: 'before', answer: { status: 429, headers: { 'retry-after': '1' } } });
      await server.drain();
      server.clock.advance(1001);
    }
    // The eleventh try: enough of them, but not for long enough.
    crm.inject({ when: 'before', answer: { status: 429, headers: { 'retry-after': '1' } } });
    await server.drain();
    expect(await stateList()).toEqual(['pending']);
    server.clock.advance(1_800_001);
    await server.drain();
    expect(await stateList()).toEqual(['succeeded']);
    expect((await deliveries())[0]?.attempts).toBe(15);
  });

  test('a timeout after the record was made: keyed upsert repeats, ledger looks up, no look-up is uncertain', async () => {
    await publish([{ key: 'contact', operation: 'contact' }], 'a');
    await publish([{ key: 'deal', operation: 'deal' }], 'b');
    await publish([{ key: 'message', operation: 'message' }], 'c');
    crm.inject(
      { match: /POST \/contacts/, when: 'after', answer: 'reset' },
      { match: /POST \/deals/, when: 'after', answer: 'reset' },
      { match: /POST \/messages/, when: 'after', answer: 'reset' },
    );
    await send();
    await server.drain();
    // The three share a lane: the next goes once the one before is settled.
    for (let round = 0; round < 4; round += 1) {
      server.clock.advance(6_001);
      await server.drain();
    }
    expect(await stateList()).toEqual(['succeeded', 'succeeded', 'uncertain']);
    expect(crm.contacts.size).toBe(1);
    expect(crm.deals).toHaveLength(1);
    expect(crm.messages).toHaveLength(1);
    const { items } = await server.client('listAlerts', { params: { workspaceId: server.workspaceId } });
    expect(items.map((alert) => alert.kind)).toEqual(['uncertain']);
  });

  test('a worker killed in mid-call: the ledger is asked before anything is made again', async () => {
    await publish([{ key: 'deal', operation: 'deal' }]);
    crm.inject({ match: /POST \/deals/, when: 'after', answer: 'hang' });
    await send();
    const claimed = server.drain();
    await expect.poll(() => crm.deals.length).toBe(1);
    // The process is gone; its lease runs out while the call still hangs.
    server.clock.advance(61_000);
    const second = await createSecondWorker();
    await second.drain();
    expect(crm.deals).toHaveLength(1);
    expect(await stateList()).toEqual(['succeeded']);
    // The lost worker comes back with its unknown outcome: it has nothing to say any more.
    cutCalls();
    await claimed;
    expect(await stateList()).toEqual(['succeeded']);
  });

  test('401 holds the connection and tells its owner once; after mending it everything goes', async () => {
    await contactFlow();
    crm.inject({ when: 'before', answer: { status: 401 } });
    await send();
    await send();
    await server.drain();
    server.clock.advance(3_600_000);
    await server.drain();
    expect(crm.requests.length).toBeLessThanOrEqual(2);
    expect((await connection()).hold).toMatchObject({ kind: 'auth', until: null });
    const alerts = await server.client('listAlerts', { params: { workspaceId: server.workspaceId } });
    expect(alerts.items.map((alert) => [alert.kind, alert.resolvedAt])).toEqual([['auth', null]]);
    await server.client('updateConnection', {
      params: { workspaceId: server.workspaceId, connectionId },
      body: { settings: { token: 'tok_new_1234567890' } },
    });
    await server.drain();
    expect(await stateList()).toEqual(['succeeded', 'succeeded']);
  });

  test('a refused record is a dead letter with the field, and frees its lane', async () => {
    await contactFlow();
    const email = 'ada@example.com';
    crm.inject({ when: 'before', answer: { status: 422, body: { message: 'nope' } } });
    await send(formSubmission({ subject: { email } }));
    await send(formSubmission({ subject: { email } }));
    await server.drain();
    expect(await stateList()).toEqual(['dead', 'succeeded']);
  });

  test('a mapping that makes no valid record is a dead letter without a call', async () => {
    await contactFlow();
    await send(formSubmission({ subject: { email: 'not-an-address' } }));
    await server.drain();
    const [row] = await deliveries();
    expect(row!.state).toBe('dead');
    expect(JSON.parse(row!.error!)).toMatchObject({
      code: 'invalid_payload',
      problems: [{ path: '/email', message: 'This is not an e-mail address.' }],
    });
    expect(crm.requests).toHaveLength(0);
  });

  test('five failures open the breaker, a trial closes it, other connections go on', async () => {
    await contactFlow();
    for (let index = 0; index < 8; index += 1) crm.inject({ when: 'before', answer: { status: 500 } });
    for (let index = 0; index < 6; index += 1) await send();
    await server.drain();
    expect((await connection()).hold?.kind).toBe('breaker');
    const before = crm.requests.length;
    server.clock.advance(10_000);
    await server.drain();
    expect(crm.requests.length).toBe(before);
    for (let round = 0; round < 6; round += 1) {
      server.clock.advance(600_000);
      await server.drain();
    }
    expect((await connection()).hold).toBeNull();
    expect(new Set(await stateList())).toEqual(new Set(['succeeded']));
  });

  test('events of one contact arrive in order, also when the first has to be retried', async () => {
    await contactFlow();
    const email = 'grace@example.com';
    crm.inject({ when: 'before', answer: { status: 503 } });
    for (const name of ['one', 'two', 'three']) await send(formSubmission({ subject: { email } }, { 'your-name': name }));
    await send(formSubmission({ subject: { email: 'other@example.com' } }, { 'your-name': 'other' }));
    await server.drain();
    server.clock.advance(6_001);
    await server.drain();
    expect(crm.order).toEqual(['other@example.com:other', `${email}:one`, `${email}:two`, `${email}:three`]);
  });

  test('a step after another reads its output; when the first fails the second waits, shown', async () => {
    const withContact = { mapping: { fields: { ...mapping.fields, '/contactId': { do: 'path', path: '/steps/contact/id' } } } };
    await publish([
      { key: 'contact', operation: 'contact' },
      { key: 'deal', operation: 'deal', after: 'contact', extra: withContact },
    ]);
    await send();
    await server.drain();
    expect(crm.requests.at(-1)?.body).toMatchObject({ contactId: 'c1' });
    crm.inject({ when: 'before', answer: { status: 422 } });
    await send();
    await server.drain();
    expect(await stateList()).toEqual(['succeeded', 'succeeded', 'dead', 'blocked']);
  });

  test('a shadow flow shows what it would send and sends nothing', async () => {
    const params = { workspaceId: server.workspaceId };
    const flow = await server.client('createFlow', {
      params,
      body: {
        name: 'Trial',
        spec: {
          trigger: { types: ['form.submitted'] },
          steps: [{ key: 'contact', connection: connectionId, operation: 'contact', mapping }],
        },
      },
    });
    await server.client('shadowFlow', { params: { ...params, flowId: flow.id } });
    const event = formSubmission();
    await send(event);
    await server.drain();
    const [row] = await deliveries();
    expect(row!.state).toBe('shadow');
    expect(JSON.parse(row!.payload!)).toEqual({ email: event.subject!.email, name: 'Ada Lovelace' });
    expect(crm.requests).toHaveLength(0);
  });

  test('a shadow shows what would be sent, with what is known of the person: the same as a live flow sends', async () => {
    const params = { workspaceId: server.workspaceId };
    const known = { '/email': { do: 'path', path: '/person/email' }, '/name': { do: 'path', path: '/consent/0/state' } } as const;
    const step = { key: 'contact', connection: connectionId, operation: 'contact', mapping: { fields: known } };
    const flows = [];
    for (const name of ['Live', 'Trial'])
      flows.push(
        await server.client('createFlow', { params, body: { name, spec: { trigger: { types: ['form.submitted'] }, steps: [step] } } }),
      );
    const [live, trial] = flows.map(({ id }) => ({ params: { ...params, flowId: id } }));
    await server.client('publishFlow', live!);
    await server.client('shadowFlow', trial!);
    const about = (state: string, at: string) =>
      formSubmission({ subject: { email: 'ada@example.com' }, consent: [{ channel: 'email', state, at }] as never });
    await send(about('unsubscribed', '2026-11-20T10:00:00Z'));
    // Of before, and only brought now: the opt-out holds.
    await send(about('subscribed', '2026-11-01T10:00:00Z'));
    await server.drain();
    const payloads = async (of: string) =>
      (await deliveries()).filter(({ state }) => state === of).map(({ payload }) => JSON.parse(payload ?? 'null') as unknown);
    const opted = { email: 'ada@example.com', name: 'unsubscribed' };
    expect(await payloads('succeeded')).toEqual([opted, opted]);
    expect(await payloads('shadow')).toEqual([opted, opted]);
  });

  test('orders are never scored nor compared: two alike are two', async () => {
    await publish([{ key: 'contact', operation: 'contact' }]);
    const params = { workspaceId: server.workspaceId };
    const flow = await server.client('createFlow', {
      params,
      body: {
        name: 'Orders',
        spec: {
          trigger: { types: ['order.created'] },
          steps: [
            { key: 'deal', connection: connectionId, operation: 'deal', mapping: { fields: { '/email': mapping.fields['/email']! } } },
          ],
        },
      },
    });
    await server.client('publishFlow', { params: { ...params, flowId: flow.id } });
    const order = (key: string) =>
      formSubmission({
        type: 'order.created',
        idempotencyKey: key,
        data: { orderId: '1', total: '5.00' },
        subject: { email: 'a@example.com' },
      });
    await send(order('order.created:1:1'));
    await send(order('order.created:2:1'));
    await server.drain();
    expect(crm.deals).toHaveLength(2);
    const rows = await server.store.db.selectFrom('events').select(['verdict', 'reasons']).execute();
    expect(rows.every((row) => row.verdict === 'accept' && row.reasons!.includes('transactional'))).toBe(true);
  });

  test('a turn takes no more than it can do in its time: few events where they are large, one at least', async () => {
    const { store, runtime, clock, workspaceId } = server;
    for (const size of [5_000_000, 2_000_000, 2_000_000, 9_000_000, 100]) {
      const event = await send();
      const { body } = await store.db.selectFrom('events').select('body').where('id', '=', event).executeTakeFirstOrThrow();
      await store.db
        .updateTable('events')
        .set({ body: body + ' '.repeat(size) })
        .where('id', '=', event)
        .execute();
    }
    const turn = () =>
      processReceived({ store, now: clock.now, fingerprintKey: runtime.deps.serverKeys.fingerprintKey, destinations: {} }, workspaceId);
    const taken = [];
    for (let turns = 0; turns < 5; turns += 1) taken.push((await turn()).taken);
    expect(taken).toEqual([2, 1, 1, 1, 0]);
  });

  test('an event that cannot be processed shows why, is tried again and stops no other', async () => {
    await contactFlow();
    const broken = await send();
    await server.store.db.updateTable('events').set({ body: '{"broken":' }).where('id', '=', broken).execute();
    await send();
    await server.drain();
    expect(crm.contacts.size).toBe(1);
    const row = await server.store.db
      .selectFrom('events')
      .select(['state', 'process_error', 'process_failures'])
      .where('id', '=', broken)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'received', process_failures: 1 });
    expect(row.process_error).toContain('JSON');
  });

  async function createSecondWorker() {
    const { createRuntime } = await import('../src/runtime.ts');
    const { deps } = server.runtime;
    return (await createRuntime({ ...deps, store: server.store })).worker;
  }
});

test('no secret of a connection is stored in the clear', async () => {
  const server = await createHarness({ destinations: { crm: crmDestination() } });
  await server.client('createConnection', {
    params: { workspaceId: server.workspaceId },
    body: { destination: 'crm', name: 'CRM', settings: { token: 'tok_SECRET_123456' } },
  });
  const row = await server.store.db.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain('tok_SECRET_123456');
  await server.close();
});
