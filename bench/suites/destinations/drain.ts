import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { readConfig } from '../../../packages/server/src/config/config.ts';
import type { DestinationCase } from '../../../packages/server/src/destinations/testing/contract.ts';
import type { LimitUse } from '../../../packages/server/src/destinations/testing/rate.ts';
import { silentLogger } from '../../../packages/server/src/observe/logger.ts';
import { createRuntime } from '../../../packages/server/src/runtime.ts';
import { createKeyring, newSealingKey } from '../../../packages/server/src/secrets/keyring.ts';
import { openStore } from '../../../packages/server/src/store/open.ts';
import type { Store } from '../../../packages/server/src/store/store.ts';
import { type Activity, countCrypto, createActivity } from '../../lib/quiet.ts';
import { createVirtualClock, type VirtualClock } from '../../lib/virtual-clock.ts';
import { setScene } from './scene.ts';

export interface Drained {
  /** Epoch milliseconds the virtual clock moved on by until the last delivery was made. */
  elapsedMs: number;
  delivered: number;
  /** Requests the twin refused for coming too fast. */
  refused: number;
  violations: string[];
  use: LimitUse[];
}

/** No commit or call is under way and nothing looked at the clock in so many looks: all that runs waits for virtual time. */
const QUIET_LOOKS = 2;
const LOOK_MS = 3;
const TURNS = 10;

const START = Date.UTC(2026, 10, 21, 12);
const ORIGIN = 'https://bench.handoff.test';

/** Two workers of one store empty a backlog for one connection, against a twin that enforces its vendor's limits. */
export async function drain(example: DestinationCase<unknown>, operation: string, backlog: number, folder: string): Promise<Drained> {
  const clock = createVirtualClock(START);
  const twin = example.createTwin({ now: clock.now });
  const activity = createActivity();
  countCrypto(activity);
  const opened = await openStore({ databaseUrl: undefined, sqliteFile: join(folder, 'handoff.sqlite') });
  const store: Store = { ...opened, transaction: (work) => activity.counted(opened.transaction(work)) };
  const parts = {
    store,
    keyring: createKeyring([newSealingKey()]),
    config: readConfig({ HANDOFF_PUBLIC_URL: ORIGIN, HANDOFF_SOURCE_EVENTS_PER_MINUTE: '1000000000' }),
    clock,
    logger: silentLogger,
    destinations: { [example.definition.type]: example.definition },
    fetch: (request: Request) => activity.counted(twin.fetch(request)),
    version: 'bench',
    publicUrl: () => ORIGIN,
    // A day's allowance takes days to drain: no worker looks in vain 86,400 times for each.
    pollMs: 10_000,
  };
  const first = await createRuntime(parts);
  const workers = [first.worker, (await createRuntime(parts)).worker];
  await setScene(first, example, operation, backlog);
  for (const worker of workers) worker.start();
  try {
    for (;;) {
      await untilDone(Promise.all(workers.map((worker) => worker.drain())), clock, activity);
      // Deliveries may be made faster than events are processed: none left does not mean none to come.
      if (!(await isAnyLeft(store))) break;
      clock.moveTo(clock.nextAt());
    }
    const { delivered } = await store.db
      .selectFrom('deliveries')
      .select((select) => select.fn.countAll<number>().as('delivered'))
      .where('state', '=', 'succeeded')
      .executeTakeFirstOrThrow();
    const elapsedMs = clock.now() - START;
    return { elapsedMs, delivered, refused: twin.refused(), violations: twin.violations, use: twin.use() };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await store.close();
  }
}

/** Each asks one partial index: a count would read all that is done, again and again. */
async function isAnyLeft({ db }: Store): Promise<boolean> {
  const found = await Promise.all([
    db.selectFrom('events').select('id').where('state', '=', sql.lit('received')).limit(1).executeTakeFirst(),
    db.selectFrom('deliveries').select('id').where('state', '=', sql.lit('pending')).limit(1).executeTakeFirst(),
    db.selectFrom('deliveries').select('id').where('state', '=', sql.lit('leased')).limit(1).executeTakeFirst(),
  ]);
  return found.some((row) => row !== undefined);
}

/** A moment in which whatever is ready to run does: timers of a few milliseconds, then what they set going. */
async function look(): Promise<false> {
  await sleep(LOOK_MS);
  for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
  return false;
}

/** Lets time pass while all that runs waits for it: calls wait for their turn. */
async function untilDone(work: Promise<unknown>, clock: VirtualClock, activity: Activity): Promise<void> {
  const finished = work.then(() => true);
  for (let quiet = 0; ;) {
    const seen = clock.asked();
    const isDone = await Promise.race([finished, look()]);
    if (isDone) return;
    quiet = clock.asked() === seen && activity.underWay() === 0 ? quiet + 1 : 0;
    if (quiet < QUIET_LOOKS) continue;
    clock.moveTo(clock.nextAt());
    quiet = 0;
  }
}
