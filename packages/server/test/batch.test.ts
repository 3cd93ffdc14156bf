import type { FlowSpec } from '@handoff/shared/flow';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { classifyHttp } from '../src/destinations/kit/classify.ts';
import { defineDestination, defineOperation, type LimitSpec, type Performed } from '../src/destinations/kit/types.ts';
import { noTracing } from '../src/observe/tracing.ts';
import type { StartedAttempt } from '../src/store/outbox/index.ts';
import { openConnection } from '../src/delivery/connections.ts';
import { createUnderWay } from '../src/delivery/under-way.ts';
import { deliverClaimed, type DeliverParts } from '../src/pipeline/deliver.ts';
import { claim } from '../src/store/outbox/index.ts';
import { createHarness, formSubmission, type Harness } from './support/harness.ts';

/** The first try of its delivery. */
const FIRST = { startedAt: 0, unknownBefore: false, tries: 1, triedSince: 0 };

let server: Harness;
afterEach(() => server.close());

/** A list that takes many at once and forgets to answer for the last. */
function list(dedupe: 'keyed-upsert' | 'ledger') {
  const payload = z.object({ email: z.email() });
  return defineDestination<object>({
    type: 'list',
    title: 'List',
    description: 'For tests',
    apiVersion: '1',
    settings: z.object({}),
    auth: { kind: 'none' },
    baseUrl: () => 'https://list.test',
    limits: () => [],
    testConnection: () => Promise.resolve({ account: 'List' }),
    classify: (response, now) => classifyHttp(response, { service: 'List', now }),
    leaving: { stays: 'Records stay there.', export: 'Nothing.', revoke: 'Remove the connection.' },
    operations: {
      add: defineOperation<object, z.infer<typeof payload>>({
        title: 'Add',
        description: 'For tests',
        payload,
        scopes: [],
        dedupe,
        perform: () => Promise.resolve({ effect: 'created' }),
        performBatch: {
          size: 100,
          perform: (_, payloads) => Promise.resolve(payloads.slice(1).map((): Performed => ({ effect: 'created' }))),
        },
        defaultMapping: () => ({ fields: {} }),
      }),
    },
  });
}

async function sendThree(dedupe: 'keyed-upsert' | 'ledger', held = false) {
  server = await createHarness({ destinations: { list: list(dedupe) } });
  const site = await server.pair();
  const params = { workspaceId: server.workspaceId };
  const { id } = await server.client('createConnection', { params, body: { destination: 'list', name: 'List', settings: {} } });
  const spec: FlowSpec = {
    trigger: { types: ['form.submitted'] },
    steps: [{ key: 'add', connection: id, operation: 'add', mapping: { fields: { '/email': { do: 'path', path: '/subject/email' } } } }],
  };
  if (held) await server.client('holdConnection', { params: { ...params, connectionId: id }, body: {} });
  const flow = await server.client('createFlow', { params, body: { name: 'Newsletter', spec } });
  await server.client('publishFlow', { params: { ...params, flowId: flow.id } });
  for (let index = 0; index < 3; index += 1) await site.post(formSubmission());
  await server.drain();
  return server.store.db.selectFrom('deliveries').select(['state', 'error']).orderBy('seq').execute();
}

test('a batch that answers for fewer than it was given: the rest is tried again', async () => {
  const rows = await sendThree('keyed-upsert');
  expect(rows.map((row) => row.state)).toEqual(['succeeded', 'succeeded', 'pending']);
  expect(JSON.parse(rows[2]?.error ?? '{}')).toMatchObject({ code: 'unanswered' });
  server.clock.advance(6001);
  await server.drain();
  expect((await server.store.db.selectFrom('deliveries').select('state').execute()).map((row) => row.state)).toEqual(
    Array.from({ length: 3 }, () => 'succeeded'),
  );
});

test('where a repeat could double, the rest is shown as uncertain', async () => {
  expect((await sendThree('ledger')).map((row) => row.state)).toEqual(['succeeded', 'succeeded', 'uncertain']);
});

/** Claims what `sendThree` left waiting and delivers it in one batch, with outcomes that are written (or fail to be) as told. */
async function deliverThree(more: {
  begin?: DeliverParts['begin'];
  called: DeliverParts['settler']['called'];
  limits?: LimitSpec[];
  underWay?: DeliverParts['underWay'];
}) {
  await sendThree('keyed-upsert', true);
  const { store, clock, runtime } = server;
  await store.db.updateTable('connections').set({ hold_kind: null }).execute();
  const row = await store.db.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
  const connection = { ...(await openConnection(row, runtime.deps)), limits: more.limits ?? [] };
  const { deliveries } = await claim(store, { connectionId: row.id, max: 3, leaseMs: 60_000, now: clock.now(), limits: [] });
  const error = vi.fn<DeliverParts['logger']['error']>();
  const attempt = (id: string): StartedAttempt => ({ attemptId: `att_${id}`, ...FIRST });
  const never = () => Promise.reject(new Error('not in this test'));
  const started = await deliverClaimed(
    {
      // Whatever is written between the calls and their outcomes fails.
      store: { ...store, transaction: never },
      clock,
      fetch: never,
      allowBaseUrlOverride: false,
      begin: more.begin ?? ((delivery) => Promise.resolve(attempt(delivery.id))),
      tracing: noTracing,
      underWay: more.underWay ?? createUnderWay(60_000),
      cutOff: new AbortController().signal,
      settler: { called: more.called, refused: never, leftOut: never, deferred: never },
      leaseMs: 60_000,
      callTimeoutMs: 30_000,
      logger: { error },
    },
    connection,
    undefined,
    deliveries,
  );
  return { running: started.running, ids: deliveries.map(({ id }) => id), error };
}

test('an outcome that cannot be written ends nobody else’s wait, and is reported with its delivery', async () => {
  const settled: string[] = [];
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => void (goOn = resolve));
  const { running, ids, error } = await deliverThree({
    called: async (_, { delivery }) => {
      if (settled.push(delivery.id) === 1) throw new Error('disk full');
      await gate;
    },
  });
  const ended = vi.fn<() => void>();
  const all = Promise.all(running).then(ended);
  await expect.poll(() => settled.length).toBe(3);
  await nextTurn();
  expect(ended).not.toHaveBeenCalled();
  goOn();
  await all;
  expect(error.mock.calls).toEqual([[{ delivery: ids[0], error: 'Error: disk full' }, expect.stringContaining('lease will run out')]]);
});

test('what a batch left of its limit and cannot give back does not keep its outcomes from being written', async () => {
  const settled: string[] = [];
  const { running, ids } = await deliverThree({
    limits: [{ scope: 'account', max: 10, windowMs: 1000, perCall: true }],
    called: (_, { delivery }) => Promise.resolve(void settled.push(delivery.id)),
  });
  await Promise.all(running);
  expect(settled).toEqual(ids);
});

test('an attempt that cannot be written keeps only its own delivery from being called', async () => {
  const settled: string[] = [];
  let begun = 0;
  const { running, ids, error } = await deliverThree({
    begin: (delivery) =>
      (begun += 1) === 2 ? Promise.reject(new Error('disk full')) : Promise.resolve({ attemptId: `att_${delivery.id}`, ...FIRST }),
    called: (_, { delivery }) => Promise.resolve(void settled.push(delivery.id)),
  });
  await Promise.all(running);
  expect(settled).toEqual([ids[0], ids[2]]);
  expect(error.mock.calls.map(([fields]) => fields['delivery'])).toEqual([ids[1]]);
});

test('a lease counts as under way from before its attempts are written until its outcomes are', async () => {
  const underWay = createUnderWay(60_000);
  const leases = new Set<string | null>();
  const seen: boolean[] = [];
  const { running } = await deliverThree({
    underWay,
    begin: (delivery) => {
      leases.add(delivery.lease_token);
      seen.push(underWay.has(delivery.lease_token));
      return Promise.resolve({ attemptId: `att_${delivery.id}`, ...FIRST });
    },
    called: (_, { delivery }) => Promise.resolve(void seen.push(underWay.has(delivery.lease_token))),
  });
  await Promise.all(running);
  expect(seen).toEqual(Array.from({ length: 6 }, () => true));
  expect([...leases].map(underWay.has)).toEqual([false]);
});
