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
  await vi.waitFor(() => expect(processing).toHaveBeenCalled());
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
    await vi.waitFor(() => expect(processing).toHaveBeenCalledOnce());
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
    await vi.waitFor(() => expect(processing).toHaveBeenCalledTimes(2));
    await worker.stop();
  });

  test('do not wait for a clock that was set back', async () => {
    const at = { now: NOW };
    const { worker, processing } = await workerAt(at);
    at.now = NOW - 3_600_000;
    store.wake();
    await vi.waitFor(() => expect(processing).toHaveBeenCalledTimes(2));
    await worker.stop();
  });
});
