import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createDatabase } from '../../test/support/postgres.ts';
import { newId } from './ids.ts';
import { openStore } from './open.ts';
import {
  acceptEvents,
  claim,
  enterLanes,
  hold,
  type NewEvent,
  type Outcome,
  readyConnections,
  reclaimExpired,
  release,
  settle,
  startAttempts,
  giveBack,
  takeTokens,
  takeTurn,
  workspacesWithReceived,
} from './outbox/index.ts';
import type { DeliveryState } from './schema.ts';
import type { Store } from './store.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const NOW = 1_800_000_000_000;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the store contract is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('the outbox on $engine', ({ engine }) => {
  let store: Store;
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handoff-store-'));
    const databaseUrl = engine === 'postgres' ? await createDatabase(admin as string) : undefined;
    store = await openStore({ databaseUrl, sqliteFile: join(directory, 'h.sqlite') });
    await store.db.insertInto('workspaces').values({ id: 'ws_1', name: 'Bloom', settings: '{}', created_at: NOW }).execute();
    for (const id of ['con_1', 'con_2']) await addConnection(store, id);
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });

  test('keeps an event once, however often it comes, and says which it was', async () => {
    const [first] = await acceptEvents(store, [event('k1', '{"a":1}')]);
    const [again] = await acceptEvents(store, [event('k1', '{"a":1}')]);
    expect(first?.status).toBe('accepted');
    expect(again).toEqual({ eventId: first?.eventId, status: 'repeat' });
    expect(await count(store, 'events')).toBe(1);
  });

  test('keeps another body under a known key as a flagged revision, once', async () => {
    const [first] = await acceptEvents(store, [event('k1', '{"a":1}')]);
    const [changed] = await acceptEvents(store, [event('k1', '{"a":2}')]);
    const [changedAgain] = await acceptEvents(store, [event('k1', '{"a":2}')]);
    expect(changed).toEqual({ eventId: first?.eventId, status: 'revision' });
    expect(changedAgain?.status).toBe('repeat');
    const rows = await store.db.selectFrom('events').select(['state', 'revision_of', 'body']).orderBy('seq').execute();
    expect(rows).toEqual([
      { state: 'received', revision_of: null, body: '{"a":1}' },
      { state: 'revision', revision_of: first?.eventId, body: '{"a":2}' },
    ]);
  });

  test('a key twice in one batch is one event', async () => {
    const results = await acceptEvents(store, [event('k1', '{"a":1}'), event('k1', '{"a":1}'), event('k2', '{}')]);
    expect(results.map((result) => result.status)).toEqual(['accepted', 'repeat', 'accepted']);
    expect(results[1]?.eventId).toBe(results[0]?.eventId);
  });

  test('the same key from two sources is two events', async () => {
    const results = await acceptEvents(store, [event('k1', '{}'), { ...event('k1', '{}'), sourceId: 'src_2' }]);
    expect(results.map((result) => result.status)).toEqual(['accepted', 'accepted']);
  });

  test('events of an unknown type are parked and wait for nobody', async () => {
    await acceptEvents(store, [{ ...event('k1', '{}'), known: false }]);
    expect(await workspacesWithReceived(store, NOW)).toEqual([]);
    await acceptEvents(store, [event('k2', '{}')]);
    expect(await workspacesWithReceived(store, NOW)).toEqual(['ws_1']);
  });

  test('a character that no database text can hold costs no event', async () => {
    const sent = () => [event('k\0', '{"a":1}'), event('k2', '{"a":1}')];
    expect((await acceptEvents(store, sent())).map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect((await acceptEvents(store, sent())).map(({ status }) => status)).toEqual(['repeat', 'repeat']);
    const name = 'Bloom\0';
    await store.db.insertInto('workspaces').values({ id: 'ws_2', name, settings: '{}', created_at: NOW }).execute();
    expect(await store.db.selectFrom('workspaces').select('id').where('name', '=', name).execute()).toEqual([{ id: 'ws_2' }]);
  });

  test('a batch larger than a statement may hold is kept whole', async () => {
    const results = await acceptEvents(
      store,
      Array.from({ length: 5000 }, (_, index) => event(`k${index}`, '{}')),
    );
    expect(new Set(results.map((result) => result.eventId)).size).toBe(5000);
    expect(await count(store, 'events')).toBe(5000);
  });

  test('only the head of a lane may be claimed; the next follows when it is settled', async () => {
    const [a1, a2, b1] = await addDeliveries(store, ['a', 'a', 'b']);
    const claimed = await claimAll(store);
    expect(claimed.map((row) => row.id)).toEqual([a1, b1]);
    expect(await claimAll(store)).toEqual([]);
    await finish(store, claimed[0]!, 'succeeded');
    expect((await claimAll(store)).map((row) => row.id)).toEqual([a2]);
  });

  test('a delivery that waits for its retry keeps its lane, a dead letter frees it', async () => {
    const [, a2] = await addDeliveries(store, ['a', 'a']);
    const [head] = await claimAll(store);
    await finish(store, head!, 'pending', NOW + 5000);
    expect(await claimAll(store)).toEqual([]);
    const [retried] = await claimAll(store, NOW + 5000);
    expect(retried?.id).toBe(head?.id);
    await finish(store, retried!, 'dead');
    expect((await claimAll(store)).map((row) => row.id)).toEqual([a2]);
  });

  test('empty lanes leave nothing behind', async () => {
    await addDeliveries(store, ['a', 'b', 'a']);
    for (let round = 0; round < 2; round += 1) for (const row of await claimAll(store)) await finish(store, row, 'succeeded');
    expect(await count(store, 'lanes')).toBe(0);
  });

  test('a step waits for the one before it and goes ahead of later events of the contact', async () => {
    const [contact] = await addDeliveries(store, ['a']);
    const deal = await addDelivery(store, { lane: 'a', state: 'blocked', after_id: contact ?? null });
    const [later] = await addDeliveries(store, ['a']);
    const [first] = await claimAll(store);
    await finish(store, first!, 'succeeded');
    const [second] = await claimAll(store);
    expect(second?.id).toBe(deal);
    await finish(store, second!, 'succeeded');
    expect((await claimAll(store)).map((row) => row.id)).toEqual([later]);
  });

  test('what comes after a skipped step is skipped, what comes after a dead one stays blocked', async () => {
    const [one, two] = await addDeliveries(store, ['a', 'b']);
    const afterSkipped = await addDelivery(store, { lane: 'a', state: 'blocked', after_id: one ?? null });
    const afterThat = await addDelivery(store, { lane: 'a', state: 'blocked', after_id: afterSkipped });
    const afterDead = await addDelivery(store, { lane: 'b', state: 'blocked', after_id: two ?? null });
    const [first, second] = await claimAll(store);
    await finish(store, first!, 'skipped');
    await finish(store, second!, 'dead');
    expect(await states(store, [afterSkipped, afterThat, afterDead])).toEqual(['skipped', 'skipped', 'blocked']);
  });

  test('a worker that lost its lease changes nothing', async () => {
    await addDeliveries(store, ['a']);
    const [lost] = await claimAll(store);
    expect(await reclaimExpired(store, NOW + 120_000)).toEqual([{ deliveryId: lost?.id, leaseToken: lost?.lease_token }]);
    const [taken] = await claimAll(store, NOW + 120_000);
    expect(taken?.id).toBe(lost?.id);
    expect(await startAttempts(store, [lost!], NOW)).toEqual([undefined]);
    expect(await finish(store, lost!, 'dead')).toEqual([false]);
    expect(await finish(store, taken!, 'succeeded')).toEqual([true]);
    expect(await states(store, [lost!.id])).toEqual(['succeeded']);
    expect(await count(store, 'lanes')).toBe(0);
  });

  test('the old and the new worker of one delivery that settle at once let one follower go, and keep the lane', async () => {
    const [, second, third] = await addDeliveries(store, ['a', 'a', 'a']);
    const [lost] = await claimAll(store);
    await reclaimExpired(store, NOW + 120_000);
    const [taken] = await claimAll(store, NOW + 120_000);
    const outcomes = [lost!, taken!].map((delivery): Outcome => ({
      delivery,
      state: 'succeeded',
      runAt: NOW,
      payload: undefined,
      result: undefined,
      error: undefined,
      attempt: undefined,
    }));
    expect(await settle(store, outcomes, NOW)).toEqual([false, true]);
    for (const next of [second, third]) {
      const [claimed, ...more] = await claimAll(store);
      expect([claimed?.id, more]).toEqual([next, []]);
      await finish(store, claimed!, 'succeeded');
    }
    expect(await count(store, 'lanes')).toBe(0);
  });

  test('an outcome and what its owner must hear are one write: a crash leaves no uncertain delivery untold', async () => {
    await addDeliveries(store, ['a', 'b']);
    const [told, lost] = await claimAll(store);
    await startAttempts(store, [told!, lost!], NOW);
    await store.db.updateTable('deliveries').set({ lease_token: 'lse_other' }).where('id', '=', lost!.id).execute();
    const outcomes = [told!, lost!].map((delivery): Outcome => ({
      delivery,
      state: 'uncertain',
      runAt: NOW,
      payload: undefined,
      result: undefined,
      error: '{}',
      attempt: undefined,
      alert: { workspaceId: 'ws_1', key: `uncertain:${delivery.id}`, kind: 'uncertain', message: 'Look there.' },
    }));
    expect(await settle(store, outcomes, NOW)).toEqual([true, false]);
    const alerts = await store.db.selectFrom('alerts').select(['key', 'resolved_at']).execute();
    expect(alerts).toEqual([{ key: `uncertain:${told!.id}`, resolved_at: null }]);
  });

  test('an attempt that was never finished is known to the next try', async () => {
    await addDeliveries(store, ['a']);
    const [first] = await claimAll(store);
    expect(await startAttempts(store, [first!], NOW)).toMatchObject([{ unknownBefore: false }]);
    await reclaimExpired(store, NOW + 120_000);
    const [second] = await claimAll(store, NOW + 120_000);
    expect(await startAttempts(store, [second!], NOW)).toMatchObject([{ unknownBefore: true }]);
  });

  test('an attempt that went well after its lease was lost is known to the next try', async () => {
    await addDeliveries(store, ['a']);
    const [first] = await claimAll(store);
    const [started] = await startAttempts(store, [first!], NOW);
    await reclaimExpired(store, NOW + 120_000);
    const attempt = { id: started!.attemptId, outcome: 'ok' as const, code: undefined, message: undefined, exchanges: '[]' };
    const late = {
      delivery: first!,
      state: 'succeeded' as const,
      runAt: NOW,
      payload: undefined,
      result: undefined,
      error: undefined,
      attempt,
    };
    expect(await settle(store, [late], NOW)).toEqual([false]);
    const [second] = await claimAll(store, NOW + 120_000);
    expect(await startAttempts(store, [second!], NOW)).toMatchObject([{ unknownBefore: true }]);
  });

  test('a held connection gives nothing, others go on; a breaker that is due gives one trial', async () => {
    await addDeliveries(store, ['a', 'b', 'c']);
    const other = await addDelivery(store, { lane: 'a', connection_id: 'con_2' });
    await hold(store.db, { connectionId: 'con_1', kind: 'breaker', until: NOW + 1000, message: 'down' });
    expect(await readyConnections(store, NOW)).toEqual(['con_2']);
    expect(await claimAll(store)).toEqual([]);
    expect((await claimAll(store, NOW, 'con_2')).map((row) => row.id)).toEqual([other]);
    expect(await claimAll(store, NOW + 1000)).toHaveLength(1);
    expect(await claimAll(store, NOW + 1000)).toHaveLength(0);
    await release(store.db, 'con_1', ['breaker']);
    expect(await claimAll(store, NOW + 1000)).toHaveLength(2);
  });

  test('a weaker hold does not replace a stronger one', async () => {
    await hold(store.db, { connectionId: 'con_1', kind: 'auth', until: undefined, message: 'sign in again' });
    expect(await hold(store.db, { connectionId: 'con_1', kind: 'rate_limit', until: NOW + 1, message: 'slow down' })).toBe(false);
    const row = await store.db.selectFrom('connections').select(['hold_kind', 'hold_until']).where('id', '=', 'con_1').executeTakeFirst();
    expect(row).toEqual({ hold_kind: 'auth', hold_until: null });
  });

  test('claims stay within a limit, and no window of it is ever exceeded', async () => {
    await addDeliveries(
      store,
      Array.from({ length: 60 }, (_, index) => `lane${index}`),
    );
    const limits = [{ scope: 'x:account:1', max: 10, windowMs: 1000 }];
    const times: number[] = [];
    let now = NOW;
    while (times.length < 60) {
      const { deliveries, nextAt } = await claim(store, { connectionId: 'con_1', max: 50, leaseMs: 60_000, now, limits });
      deliveries.forEach(() => times.push(now));
      now = nextAt ?? now + 1;
      expect(now - NOW).toBeLessThan(20_000);
    }
    for (const start of times) expect(times.filter((time) => time >= start && time < start + 1000).length).toBeLessThanOrEqual(10);
  });

  test('several limits at once: the tightest decides, and nothing is taken where one gives nothing', async () => {
    const tight = { scope: 'x:a', max: 1, windowMs: 60_000 };
    const loose = { scope: 'x:b', max: 1000, windowMs: 1000 };
    expect((await store.transaction((trx) => takeTokens(trx, [tight, loose], 5, NOW))).granted).toBe(1);
    const second = await store.transaction((trx) => takeTokens(trx, [tight, loose], 5, NOW));
    expect(second).toEqual({ granted: 0, nextAt: NOW + 60_000 });
    expect((await store.transaction((trx) => takeTokens(trx, [loose], 100, NOW))).granted).toBe(39);
  });

  test('what costs more leaves room for less, and a window never gives more than its whole', async () => {
    const day = (cost: number) => ({ scope: 'x:day', max: 100, windowMs: 100_000, cost });
    let taken = 0;
    for (let at = NOW; at < NOW + 100_000; at += 250) {
      const { granted } = await store.transaction((trx) => takeTokens(trx, [day(15)], 9, at));
      taken += granted * 15;
    }
    expect(taken).toBe(90);
    const { granted, nextAt } = await store.transaction((trx) => takeTokens(trx, [{ ...day(5), scope: 'x:other' }], 9, NOW));
    expect(granted).toBe(1);
    expect(nextAt).toBe(NOW + 5000);
  });

  test("a day's allowance may go out at once; what is used is there again when it is out of the day", async () => {
    const DAY = 86_400_000;
    const SLOT = DAY / 96;
    const day = { scope: 'x:daily', max: 100, windowMs: DAY, cost: 2 };
    const take = (wanted: number, at: number) => store.transaction((trx) => takeTokens(trx, [day], wanted, at));
    const start = Math.ceil(NOW / SLOT) * SLOT;
    expect(await take(30, start)).toEqual({ granted: 30, nextAt: undefined });
    expect((await take(15, start + SLOT)).granted).toBe(15);
    const { granted, nextAt } = await take(9, start + 2 * SLOT);
    expect([granted, nextAt]).toEqual([5, start + SLOT + DAY]);
    expect((await take(9, start + DAY)).granted).toBe(0);
    await store.transaction((trx) => giveBack(trx, [day], [4], start + DAY));
    expect((await take(50, start + SLOT + DAY)).granted).toBe(30);
    expect((await take(50, start + 2 * SLOT + DAY)).granted).toBe(15);
  });

  test('those who wait for a limit get turns one after the other, none so far off that the turns of others could hold them up', async () => {
    const slow = [{ scope: 'x:channel', max: 1, windowMs: 1000 }];
    const ask = async (at = NOW) => (await store.transaction((trx) => takeTurn(trx, slow, at))).waitUntil;
    expect(await ask()).toBeUndefined();
    expect([await ask(), await ask(), await ask()]).toEqual([NOW + 1000, NOW + 2000, NOW + 3000]);
    expect([await ask(NOW + 1000), await ask(NOW + 2000), await ask(NOW + 3000)]).toEqual([undefined, undefined, undefined]);
    for (let asked = 0; asked < 400; asked += 1) await ask(NOW + 3000);
    expect(await ask(NOW + 3000)).toBe(NOW + 3000 + 300_000 + 1000);
    expect(await ask(NOW + 4000)).toBeUndefined();
  });

  test('whoever waits at several limits comes back when all have a turn for them, also those with something left now', async () => {
    const limits = [
      { scope: 'x:second', max: 10, windowMs: 1000 },
      { scope: 'x:minute', max: 60, windowMs: 60_000 },
    ];
    const ask = async (at: number) => (await store.transaction((trx) => takeTurn(trx, limits, at))).waitUntil;
    // One may go at once by the second's, two by the minute's; from then on the minute's gives one a second.
    expect(await ask(NOW)).toBeUndefined();
    const turns: number[] = [];
    for (let asked = 0; asked < 50; asked += 1) turns.push((await ask(NOW)) as number);
    expect(turns.slice(2).every((at, index) => at - (turns[index + 1] as number) > 1000)).toBe(true);
    for (const at of turns) expect(await ask(at)).toBeUndefined();
  });

  test('an allowance of an hour that is hardly used makes nobody wait longer than the one of a second does', async () => {
    const limits = [
      { scope: 'x:second', max: 10, windowMs: 1000 },
      { scope: 'x:hour', max: 36_000, windowMs: 3_600_000 },
    ];
    const ask = async () => (await store.transaction((trx) => takeTurn(trx, limits, NOW))).waitUntil;
    expect(await ask()).toBeUndefined();
    expect(await ask()).toBe(NOW + 100);
    expect(await ask()).toBe(NOW + 200);
  });

  test('what is given back is there at once, but never more than fits', async () => {
    const limit = { scope: 'x:calls', max: 100, windowMs: 10_000 };
    const take = async (wanted: number) => (await store.transaction((trx) => takeTokens(trx, [limit], wanted, NOW))).granted;
    expect(await take(9)).toBe(4);
    await store.transaction((trx) => giveBack(trx, [limit], [3], NOW));
    expect(await take(9)).toBe(3);
    await store.transaction((trx) => giveBack(trx, [limit], [1000], NOW));
    expect(await take(9)).toBe(4);
  });

  test('a concurrency limit counts what every process has leased', async () => {
    await addDeliveries(store, ['a', 'b', 'c', 'd']);
    const limits = [{ scope: 'x:account:1', max: 1000, windowMs: 1000, concurrency: 3 }];
    const first = await claim(store, { connectionId: 'con_1', max: 2, leaseMs: 60_000, now: NOW, limits });
    const second = await claim(store, { connectionId: 'con_1', max: 10, leaseMs: 60_000, now: NOW, limits });
    expect([first.deliveries.length, second.deliveries.length]).toEqual([2, 1]);
  });
});

describe.skipIf(admin === undefined)('several workers on one PostgreSQL', () => {
  test('racing on the same lanes they keep each lane in order and lease nothing twice', async () => {
    const url = await createDatabase(admin as string);
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ databaseUrl: url, sqliteFile: '' })));
    const [store] = stores as [Store];
    await store.db.insertInto('workspaces').values({ id: 'ws_1', name: 'Bloom', settings: '{}', created_at: NOW }).execute();
    await addConnection(store, 'con_1');
    const ids = await addDeliveries(
      store,
      Array.from({ length: 200 }, (_, index) => `lane${index % 7}`),
    );
    const done: { lane: string; seq: number }[] = [];
    const work = async (mine: Store): Promise<void> => {
      while (done.length < ids.length) {
        for (const row of await claimAll(mine, NOW, 'con_1', 5)) {
          done.push({ lane: row.lane, seq: row.seq });
          await finish(mine, row, 'succeeded');
        }
      }
    };
    await Promise.all(stores.map(work));
    expect(new Set(done.map((row) => row.seq)).size).toBe(200);
    for (let lane = 0; lane < 7; lane += 1) {
      const order = done.filter((row) => row.lane === `lane${lane}`).map((row) => row.seq);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
    expect(await count(store, 'lanes')).toBe(0);
    await Promise.all(stores.map((each) => each.close()));
  });
});

function event(idempotencyKey: string, body: string): NewEvent {
  return {
    workspaceId: 'ws_1',
    sourceId: 'src_1',
    type: 'form.submitted',
    known: true,
    idempotencyKey,
    occurredAt: NOW,
    receivedAt: NOW,
    contactKey: undefined,
    problems: undefined,
    body,
    sameAs: (stored) => stored === body,
  };
}

async function addConnection(store: Store, id: string): Promise<void> {
  await store.db
    .insertInto('connections')
    .values({
      id,
      workspace_id: 'ws_1',
      slug: id.replace('_', '-'),
      destination: 'webhook',
      name: id,
      settings: '{}',
      scopes: '[]',
      created_at: NOW,
      updated_at: NOW,
    })
    .execute();
}

async function addDeliveries(store: Store, lanes: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const lane of lanes) ids.push(await addDelivery(store, { lane }));
  return ids;
}

async function addDelivery(
  store: Store,
  row: { lane: string; state?: DeliveryState; after_id?: string | null; connection_id?: string },
): Promise<string> {
  const id = newId('dlv');
  const connectionId = row.connection_id ?? 'con_1';
  await store.transaction(async (trx) => {
    const state = row.state ?? (await enterLanes(trx, [{ connectionId, lane: row.lane }]))[0]!;
    await trx
      .insertInto('deliveries')
      .values({
        id,
        workspace_id: 'ws_1',
        event_id: 'evt_1',
        flow_id: 'flw_1',
        flow_version_id: 'ver_1',
        step_key: 'step',
        connection_id: connectionId,
        operation: 'send',
        lane: row.lane,
        state,
        after_id: row.after_id ?? null,
        priority: 0,
        run_at: NOW,
        attempts: 0,
        idempotency_key: id,
        created_at: NOW,
      })
      .execute();
  });
  return id;
}

async function claimAll(store: Store, now = NOW, connectionId = 'con_1', max = 100) {
  return (await claim(store, { connectionId, max, leaseMs: 60_000, now, limits: [] })).deliveries;
}

async function finish(store: Store, delivery: Outcome['delivery'], state: Outcome['state'], runAt = NOW): Promise<boolean[]> {
  const rest = { payload: undefined, result: undefined, error: undefined, attempt: undefined };
  return settle(store, [{ delivery, state, runAt, ...rest }], NOW);
}

async function states(store: Store, ids: string[]): Promise<string[]> {
  const rows = await store.db.selectFrom('deliveries').select(['id', 'state']).where('id', 'in', ids).execute();
  return ids.map((id) => rows.find((row) => row.id === id)?.state ?? 'gone');
}

async function count(store: Store, table: 'events' | 'lanes'): Promise<number> {
  const row = await store.db
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}
