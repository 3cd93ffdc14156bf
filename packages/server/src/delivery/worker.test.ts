import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { silentLogger } from '../observe/logger.ts';
import { acceptEvents, enterLanes } from '../store/outbox/index.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { createWorker, type Started } from './worker.ts';

const NOW = 1_800_000_000_000;
const clock = { now: () => NOW, after: () => () => {} };

let store: Store;
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'handoff-worker-'));
  store = await openStore({ sqliteFile: join(directory, 'h.sqlite') });
  await store.db.insertInto('workspaces').values({ id: 'ws_1', name: 'Bloom', settings: '{}', created_at: NOW }).execute();
  const connection = { id: 'con_1', workspace_id: 'ws_1', slug: 'crm', destination: 'crm', name: 'CRM', settings: '{}', scopes: '[]' };
  await store.db
    .insertInto('connections')
    .values({ ...connection, created_at: NOW, updated_at: NOW })
    .execute();
  const event = { workspaceId: 'ws_1', sourceId: 'src_1', type: 'form.submitted', known: true, idempotencyKey: 'k1', occurredAt: NOW };
  await acceptEvents(store, [{ ...event, receivedAt: NOW, contactKey: undefined, problems: undefined, body: '{}', sameAs: () => true }]);
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

/** What processing does: the event is done, and there is a delivery. */
async function route(): Promise<number> {
  await store.transaction(async (trx) => {
    await trx.updateTable('events').set({ state: 'processed' }).execute();
    await enterLanes(trx, [{ connectionId: 'con_1', lane: 'a' }]);
    const ids = { id: 'dlv_1', workspace_id: 'ws_1', event_id: 'evt_1', flow_id: 'flw_1', flow_version_id: 'ver_1', step_key: 's' };
    const row = { ...ids, connection_id: 'con_1', operation: 'send', lane: 'a', state: 'pending' as const, idempotency_key: 'k' };
    await trx
      .insertInto('deliveries')
      .values({ ...row, priority: 0, run_at: NOW, attempts: 0, created_at: NOW })
      .execute();
  });
  return 1;
}

test('stopping while an event is processed begins no call that nobody would wait for', async () => {
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const processing = vi.fn<() => Promise<number>>(() => gate.then(route));
  const deliver = vi.fn<() => Promise<Started>>(() => Promise.resolve({ running: [], nextAt: undefined }));
  const worker = createWorker({ store, clock, logger: silentLogger, concurrency: 10, process: processing, deliver });
  worker.start();
  await expect.poll(() => processing.mock.calls.length).toBe(1);
  for (let turn = 0; turn < 50; turn += 1) await nextTurn();

  const stopped = worker.stop();
  go();
  await stopped;
  for (let turn = 0; turn < 50; turn += 1) await nextTurn();
  expect(deliver).not.toHaveBeenCalled();

  // It is not lost: whoever works next has it.
  await worker.drain();
  expect(deliver).toHaveBeenCalledOnce();
});

describe('events that come right after others', () => {
  async function workerAt(clockAt: { now: number }) {
    const timers: { at: number; work: () => void }[] = [];
    const handClock = {
      now: () => clockAt.now,
      after: (ms: number, work: () => void) => (timers.push({ at: clockAt.now + ms, work }), () => {}),
    };
    const processing = vi.fn<() => Promise<number>>(() => Promise.resolve(1));
    // Takes one of what is there; the next pass finds the same event again.
    const deliver = () => Promise.resolve<Started>({ running: [], nextAt: undefined });
    const worker = createWorker({ store, clock: handClock, logger: silentLogger, concurrency: 10, process: processing, deliver });
    worker.start();
    await expect.poll(() => processing.mock.calls.length).toBe(1);
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    return { worker, processing, timers };
  }

  test('wait a moment to be taken together, and no longer', async () => {
    const at = { now: NOW };
    const { worker, processing, timers } = await workerAt(at);
    store.wake();
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    expect(processing).toHaveBeenCalledOnce();

    const soonest = timers.toSorted((a, b) => a.at - b.at)[0];
    expect((soonest?.at ?? Infinity) - NOW).toBeLessThanOrEqual(50);
    at.now = soonest?.at ?? NOW;
    soonest?.work();
    await expect.poll(() => processing.mock.calls.length).toBe(2);
    await worker.stop();
  });

  test('do not wait for a clock that was set back', async () => {
    const at = { now: NOW };
    const { worker, processing } = await workerAt(at);
    at.now = NOW - 3_600_000;
    store.wake();
    await expect.poll(() => processing.mock.calls.length).toBe(2);
    await worker.stop();
  });
});

describe('a clock that is set back while the server runs', () => {
  const HOUR = 3_600_000;

  /** Time goes on by itself here; `set` changes what the clock shows, as a person or NTP does, and timers do not notice. */
  function turning() {
    let shown = NOW;
    let passed = 0;
    const timers = new Set<{ at: number; work: () => void }>();
    const settle = async () => {
      for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    };
    return {
      now: () => shown,
      after: (ms: number, work: () => void) => {
        const timer = { at: passed + ms, work };
        timers.add(timer);
        return () => void timers.delete(timer);
      },
      set: (at: number) => void (shown = at),
      pass: async (ms: number) => {
        const end = passed + ms;
        for (;;) {
          const [next] = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
          if (next === undefined) break;
          shown += Math.max(0, next.at - passed);
          passed = Math.max(passed, next.at);
          timers.delete(next);
          next.work();
          await settle();
        }
        shown += end - passed;
        passed = end;
        await settle();
      },
    };
  }

  test('it goes on looking for work that nobody told it of', async () => {
    const hand = turning();
    const processing = vi.fn<() => Promise<number>>(() => Promise.resolve(0));
    const deliver = () => Promise.resolve<Started>({ running: [], nextAt: undefined });
    const worker = createWorker({ store, clock: hand, logger: silentLogger, concurrency: 10, process: processing, deliver });
    worker.start();
    await hand.pass(5000);
    hand.set(hand.now() - HOUR);
    await hand.pass(2000);
    const before = processing.mock.calls.length;
    await hand.pass(30_000);
    expect(processing.mock.calls.length - before).toBeGreaterThanOrEqual(25);
    await worker.stop();
  });

  test('what a worker that is gone held is taken back when its lease has run out', async () => {
    await route();
    const hand = turning();
    const onLost = vi.fn<() => Promise<void>>(() => Promise.resolve());
    const deliver = () => Promise.resolve<Started>({ running: [], nextAt: undefined });
    const parts = { store, clock: hand, logger: silentLogger, concurrency: 10, process: () => Promise.resolve(0), deliver, onLost };
    const worker = createWorker(parts);
    worker.start();
    await hand.pass(5000);
    hand.set(hand.now() - HOUR);
    const lease = { state: 'leased' as const, lease_token: 'lse_of_another', lease_until: hand.now() + 10_000 };
    await store.db.updateTable('deliveries').set(lease).execute();
    await hand.pass(30_000);
    expect(onLost).toHaveBeenCalledOnce();
    await worker.stop();
  });

  test('a connection with most of its room in use is asked again soon', async () => {
    await route();
    const hand = turning();
    const deliver = vi.fn<() => Promise<Started>>(() => Promise.resolve({ running: [new Promise<void>(() => {})], nextAt: undefined }));
    const worker = createWorker({ store, clock: hand, logger: silentLogger, concurrency: 6, process: () => Promise.resolve(0), deliver });
    worker.start();
    // From the fourth call on less than half the room is free, and each has to wait for its gap.
    await hand.pass(3000);
    const inUse = deliver.mock.calls.length;
    expect(inUse).toBeGreaterThanOrEqual(4);
    expect(inUse).toBeLessThan(6);
    hand.set(hand.now() - 1000);
    await store.db.updateTable('deliveries').set({ run_at: 0 }).execute();
    store.wake();
    await hand.pass(200);
    expect(deliver.mock.calls.length).toBeGreaterThan(inUse);
  });
});

test('what is under way and fails, such as renewing access while the database is away, is told and ends nothing else', async () => {
  await route();
  const told: string[] = [];
  const logger = { ...silentLogger, error: (fields: Record<string, unknown>) => void told.push(String(fields['error'])) };
  const calls = [Promise.reject(new Error('Connection terminated')), Promise.resolve()];
  const deliver = () => {
    const call = calls.shift();
    return Promise.resolve<Started>({ running: call === undefined ? [] : [call], nextAt: undefined });
  };
  const worker = createWorker({ store, clock, logger, concurrency: 10, process: () => Promise.resolve(0), deliver });
  await worker.drain();
  await worker.drain();
  expect(told).toEqual(['Error: Connection terminated']);
  expect(calls).toEqual([]);
});
