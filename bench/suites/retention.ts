import { setTimeout as sleep } from 'node:timers/promises';
import { purgeDue } from '../../packages/server/src/domain/retention/purge.ts';
import { type Opened, open } from '../../packages/server/src/main.ts';
import { acceptEvents } from '../../packages/server/src/store/outbox/index.ts';
import type { Measured } from '../lib/checks.ts';
import type { Kit } from '../lib/kit.ts';
import { newEvent } from '../lib/new-event.ts';
import { prebuiltStore } from '../lib/prebuilt.ts';
import { type Seeded, serverEnv } from '../lib/seed.ts';
import { median, round, spread } from '../lib/stats.ts';

const ROUNDS = 21;
const BATCHES = 20;
const EVENTS_PER_BATCH = 40;
/** After so long every event of the store is due to go as a whole. */
const LATER_MS = 500 * 86_400_000;

/**
 * What accepting costs while old rows go: the same batches in turn beside a purge of a million events with their deliveries
 * and attempts, and while it stands still. SQLite, where both share one connection.
 */
export async function measureRetention(kit: Kit): Promise<Measured[]> {
  const { dataDir, site } = await prebuiltStore(kit, { finished: 1_000_000, held: 0 });
  const opened = await open({ ...serverEnv({ dataDir }), HANDOFF_LOG_LEVEL: 'silent' });
  const gate = createGate();
  const stop = new AbortController();
  const later = { now: () => Date.now() + LATER_MS };
  const purging = purgeDue({ ...opened.deps, clock: later, pause: gate.pause }, stop.signal);
  try {
    const ratios: number[] = [];
    const times: Record<'beside' | 'alone', number[]> = { beside: [], alone: [] };
    // The first two rounds warm up.
    for (let played = -2; played < ROUNDS; played += 1) {
      const order = played % 2 === 0 ? (['beside', 'alone'] as const) : (['alone', 'beside'] as const);
      const took = { beside: 0, alone: 0 };
      for (const how of order) {
        await gate.set(how === 'beside');
        took[how] = await timeAccept(opened, site, `${how}${played + 2}`);
      }
      if (played < 0) continue;
      ratios.push(took.beside / took.alone);
      for (const how of order) times[how].push(took[how]);
    }
    const perSecond = await purgeRate(opened, gate);
    const note = `${spread(ratios)}; ${round(median(times.beside), 1)} ms a round beside a purge, ${round(median(times.alone), 1)} ms alone; ${Math.round(perSecond)} whole events go a second`;
    return [{ name: 'purge_accept_ratio', value: round(median(ratios), 2), unit: 'ratio', note }];
  } finally {
    stop.abort();
    await gate.set(true);
    await purging;
    await opened.close();
  }
}

/** Lets the purge go on or stand still at its next rest. */
function createGate() {
  let mayGoOn: Promise<void> = Promise.resolve();
  let goOn = () => {};
  return {
    set: async (isOpen: boolean) => {
      goOn();
      if (!isOpen) mayGoOn = new Promise((resolve) => void (goOn = resolve));
      // Whatever step is under way ends before anything is measured.
      await sleep(20);
    },
    pause: async (ms: number) => {
      await sleep(ms);
      await mayGoOn;
    },
  };
}

async function purgeRate({ deps: { store } }: Opened, gate: ReturnType<typeof createGate>): Promise<number> {
  const count = async () => {
    const row = await store.db.selectFrom('events').select('seq').orderBy('seq').limit(1).executeTakeFirst();
    return row?.seq ?? 0;
  };
  await gate.set(true);
  const from = await count();
  const started = performance.now();
  await sleep(10_000);
  return ((await count()) - from) / ((performance.now() - started) / 1000);
}

/** Group commits with a little room between them, as under a load that is not the highest. */
async function timeAccept({ deps: { store } }: Opened, site: Seeded, run: string): Promise<number> {
  const batches = Array.from({ length: BATCHES }, (_, batch) =>
    Array.from({ length: EVENTS_PER_BATCH }, (__, index) => newEvent(site, run, batch * EVENTS_PER_BATCH + index, Date.now() + LATER_MS)),
  );
  let took = 0;
  for (const batch of batches) {
    const started = performance.now();
    await acceptEvents(store, batch);
    took += performance.now() - started;
    await sleep(5);
  }
  return took;
}
