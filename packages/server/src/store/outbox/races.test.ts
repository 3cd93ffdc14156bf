import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createDatabase } from '../../../test/support/postgres.ts';
import { somebodyWaits } from '../../../test/support/somebody-waits.ts';
import { openStore } from '../open.ts';
import type { DeliveryState } from '../schema.ts';
import type { Store } from '../store.ts';
import { claim, enterLanes, hold, settle, takeTokens, tidy } from './index.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const NOW = 1_800_000_000_000;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

async function addConnection(store: Store, id: string): Promise<void> {
  const row = { id, workspace_id: 'ws_1', slug: id, destination: 'crm', name: id, settings: '{}', scopes: '[]' };
  await store.db
    .insertInto('connections')
    .values({ ...row, created_at: NOW, updated_at: NOW })
    .execute();
}

async function addDelivery(
  store: Store,
  row: { id: string; connection_id: string; state?: DeliveryState; after_id?: string },
): Promise<void> {
  const rest = { workspace_id: 'ws_1', event_id: 'evt_1', flow_id: 'flw_1', flow_version_id: 'ver_1', step_key: row.id, operation: 'send' };
  const values = { ...rest, lane: 'a', priority: 0, run_at: NOW, attempts: 0, idempotency_key: row.id, created_at: NOW };
  await store.transaction(async (trx) => {
    const state = row.state ?? (await enterLanes(trx, [{ connectionId: row.connection_id, lane: 'a' }]))[0]!;
    await trx
      .insertInto('deliveries')
      .values({ ...values, ...row, state })
      .execute();
  });
}

describe.each(engines)('the outbox on $engine', ({ engine }) => {
  let store: Store;
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handoff-races-'));
    const databaseUrl = engine === 'postgres' ? await createDatabase(admin as string) : undefined;
    store = await openStore({ databaseUrl, sqliteFile: join(directory, 'h.sqlite') });
    await store.db.insertInto('workspaces').values({ id: 'ws_1', name: 'Bloom', settings: '{}', created_at: NOW }).execute();
    for (const id of ['con_1', 'con_2']) await addConnection(store, id);
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });

  const held = () =>
    store.db.selectFrom('connections').select(['hold_kind', 'hold_until']).where('id', '=', 'con_1').executeTakeFirstOrThrow();
  const holdUntil = (kind: 'breaker' | 'rate_limit', until: number) =>
    hold(store.db, { connectionId: 'con_1', kind, until, message: kind });

  test('a trial that is told to slow down pauses the connection, though the breaker had it', async () => {
    await holdUntil('breaker', NOW);
    expect(await holdUntil('rate_limit', NOW + 3_600_000)).toBe(true);
    expect(await held()).toEqual({ hold_kind: 'rate_limit', hold_until: NOW + 3_600_000 });
  });

  test('of two pauses that end by themselves the longer one holds, whichever came first', async () => {
    await holdUntil('rate_limit', NOW + 3_600_000);
    expect(await holdUntil('rate_limit', NOW + 1000)).toBe(false);
    expect(await holdUntil('breaker', NOW + 30_000)).toBe(false);
    expect(await held()).toEqual({ hold_kind: 'rate_limit', hold_until: NOW + 3_600_000 });
  });

  test('processes whose clocks differ do not refill a limit twice', async () => {
    const limit = { scope: 'x:account:1', max: 100, windowMs: 10_000 };
    let granted = 0;
    // One clock is two seconds ahead; both ask in turn, twenty times in one second.
    for (let turn = 0; turn < 20; turn += 1) {
      const now = NOW + turn * 50 + (turn % 2 === 0 ? 0 : 2000);
      granted += (await store.transaction((trx) => takeTokens(trx, [limit], 4, now))).granted;
    }
    // A full bucket of 4, what three seconds bring (29), and no more.
    expect(granted).toBeLessThanOrEqual(34);
  });

  test('a clock that was set back stops a limit for one window at most', async () => {
    const limit = { scope: 'x:account:1', max: 100, windowMs: 10_000 };
    const take = (now: number) => store.transaction((trx) => takeTokens(trx, [limit], 4, now));
    await take(NOW);
    const back = NOW - 3_600_000;
    await take(back);
    expect((await take(back + 11_000)).granted).toBe(4);
  });

  test('a duplicate window outlives its end, for copies that are processed late', async () => {
    const window = { workspace_id: 'ws_1', fingerprint: 'f', event_id: 'evt_1', expires_at: NOW };
    await store.db.insertInto('duplicate_windows').values(window).execute();
    const left = async () => (await store.db.selectFrom('duplicate_windows').select('event_id').execute()).length;
    await tidy(store, NOW + 3_600_000);
    expect(await left()).toBe(1);
    await tidy(store, NOW + 8 * 86_400_000);
    expect(await left()).toBe(0);
  });

  // On SQLite transactions do not overlap.
  if (engine === 'sqlite') return;
  test('a step cancelled with its connection stays so when the step before it arrives meanwhile', async () => {
    await addDelivery(store, { id: 'dlv_1', connection_id: 'con_1' });
    await addDelivery(store, { id: 'dlv_2', connection_id: 'con_2', state: 'blocked', after_id: 'dlv_1' });
    const { deliveries } = await claim(store, { connectionId: 'con_1', max: 1, leaseMs: 60_000, now: NOW, limits: [] });
    const nothing = { payload: undefined, result: undefined, error: undefined, attempt: undefined };
    let settled: Promise<boolean[]> | undefined;
    await store.db.transaction().execute(async (trx) => {
      await trx.updateTable('deliveries').set({ state: 'cancelled' }).where('connection_id', '=', 'con_2').execute();
      settled = settle(store, [{ delivery: deliveries[0]!, state: 'succeeded', runAt: NOW, ...nothing }], NOW);
      await somebodyWaits(store);
    });
    expect(await settled).toEqual([true]);
    const step = await store.db.selectFrom('deliveries').select('state').where('id', '=', 'dlv_2').executeTakeFirst();
    expect(step?.state).toBe('cancelled');
    expect(await store.db.selectFrom('lanes').selectAll().execute()).toEqual([]);
  });
});
