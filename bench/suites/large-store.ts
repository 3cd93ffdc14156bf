import { createApp } from '../../packages/server/src/app.ts';
import { type Opened, open } from '../../packages/server/src/main.ts';
import { processReceived } from '../../packages/server/src/pipeline/process.ts';
import {
  acceptEvents,
  claim,
  type DeliveryRow,
  readyConnections,
  settle,
  startAttempts,
} from '../../packages/server/src/store/outbox/index.ts';
import type { Measured } from '../lib/checks.ts';
import type { Kit } from '../lib/kit.ts';
import { newEvent } from '../lib/new-event.ts';
import { prebuiltStore } from '../lib/prebuilt.ts';
import { type Seeded, seed, serverEnv } from '../lib/seed.ts';
import { median, round, spread } from '../lib/stats.ts';

const ROUNDS = 21;
const BATCHES = 10;
const EVENTS_PER_BATCH = 40;
const PAGES = 20;

/** One open store and the site that sends to it. */
interface Shop {
  site: Seeded;
  opened: Opened;
  app: ReturnType<typeof createApp>;
}

const OPERATIONS = { accept: timeAccept, claim: timeClaims, activity: timeActivity };
type Operation = keyof typeof OPERATIONS;
type Times = Record<Operation, number[]>;

/**
 * What history costs: the same work on a store with a million finished deliveries, on one with 100,000 deliveries behind
 * a held connection, and on an empty one, in one process, in turn. SQLite.
 */
export async function measureLargeStore(kit: Kit): Promise<Measured[]> {
  const emptyDir = await kit.scratch();
  const shops: Record<string, Shop> = {
    empty: await openShop(emptyDir, await seed({ dataDir: emptyDir })),
    large_store: await prebuilt(kit, { finished: 1_000_000, held: 0 }),
    held_backlog: await prebuilt(kit, { finished: 0, held: 100_000 }),
  };
  try {
    const times = await playRounds(shops);
    for (const [name, { accept, claim: claims, activity }] of Object.entries(times)) {
      kit.say(
        `  ${name}: accept ${median(accept).toFixed(1)} ms, claim and settle ${median(claims).toFixed(1)} ms, activity ${median(activity).toFixed(1)} ms a round`,
      );
    }
    return ['large_store', 'held_backlog'].flatMap((name) =>
      (Object.keys(OPERATIONS) as Operation[]).map((operation) => ratioOf(name, operation, times)),
    );
  } finally {
    await Promise.all(Object.values(shops).map(({ opened }) => opened.close()));
  }
}

async function prebuilt(kit: Kit, history: { finished: number; held: number }): Promise<Shop> {
  const { dataDir, site } = await prebuiltStore(kit, history);
  return openShop(dataDir, site);
}

async function openShop(dataDir: string, site: Seeded): Promise<Shop> {
  const opened = await open({ ...serverEnv({ dataDir }), HANDOFF_LOG_LEVEL: 'silent' });
  return { site, opened, app: createApp(opened.deps) };
}

async function playRounds(shops: Record<string, Shop>): Promise<Record<string, Times>> {
  const times: Record<string, Times> = Object.fromEntries(
    Object.keys(shops).map((name) => [name, { accept: [], claim: [], activity: [] }]),
  );
  // The first two rounds warm up.
  for (let played = -2; played < ROUNDS; played += 1) {
    const order = Object.entries(shops);
    if (played % 2 !== 0) order.reverse();
    for (const operation of Object.keys(OPERATIONS) as Operation[]) {
      for (const [name, shop] of order) {
        const ms = await OPERATIONS[operation](shop, played);
        if (played >= 0) times[name]?.[operation].push(ms);
      }
    }
  }
  return times;
}

/** Ten group commits. */
async function timeAccept({ opened, site }: Shop, played: number): Promise<number> {
  const batches = Array.from({ length: BATCHES }, (_, batch) =>
    Array.from({ length: EVENTS_PER_BATCH }, (__, index) => newEvent(site, `r${played + 2}`, batch * EVENTS_PER_BATCH + index, Date.now())),
  );
  return timed(async () => {
    for (const batch of batches) await acceptEvents(opened.deps.store, batch);
  });
}

/** What a worker does for the deliveries of the events just accepted: find, claim, write attempts, settle; without the calls. */
async function timeClaims({ opened, site }: Shop): Promise<number> {
  const { store, serverKeys, destinations } = opened.deps;
  const parts = { store, now: Date.now, fingerprintKey: serverKeys.fingerprintKey, destinations };
  while ((await processReceived(parts, site.workspaceId)).taken > 0);
  let settled = 0;
  const ms = await timed(async () => {
    for (let batch = 0; batch < BATCHES; batch += 1) {
      for (const connectionId of await readyConnections(store, Date.now())) {
        const { deliveries } = await claim(store, { connectionId, max: EVENTS_PER_BATCH, leaseMs: 60_000, now: Date.now(), limits: [] });
        await settleAll(opened, deliveries);
        settled += deliveries.length;
      }
    }
  });
  if (settled !== BATCHES * EVENTS_PER_BATCH)
    throw new Error(`${settled} deliveries were settled instead of ${BATCHES * EVENTS_PER_BATCH}.`);
  return ms;
}

async function settleAll({ deps: { store } }: Opened, deliveries: DeliveryRow[]): Promise<void> {
  const attempts = await startAttempts(store, deliveries, Date.now());
  const outcomes = deliveries.map((delivery, index) => ({
    delivery,
    state: 'succeeded' as const,
    runAt: Date.now(),
    payload: '{"email":"visitor@example.com"}',
    result: '{"id":"1"}',
    error: undefined,
    attempt: { id: attempts[index]?.attemptId ?? '', outcome: 'ok' as const, code: undefined, message: undefined, exchanges: '[]' },
  }));
  await settle(store, outcomes, Date.now());
}

/** The first page of what happened, through the API. */
async function timeActivity({ app, site }: Shop): Promise<number> {
  return timed(async () => {
    for (let page = 0; page < PAGES; page += 1) {
      const answer = await app.request(`/v1/workspaces/${site.workspaceId}/events?limit=50`, {
        headers: { authorization: `Bearer ${site.token}` },
      });
      const { items } = (await answer.json()) as { items?: unknown[] };
      if (items?.length !== 50) throw new Error(`The first page holds ${items?.length ?? 'no'} events (${answer.status}).`);
    }
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function ratioOf(name: string, operation: Operation, times: Record<string, Times>): Measured {
  const own = times[name]?.[operation] ?? [];
  const empty = times['empty']?.[operation] ?? [];
  const ratios = own.map((ms, index) => ms / (empty[index] ?? Number.NaN));
  const note = `${spread(ratios)}; ${round(median(own), 1)} ms against ${round(median(empty), 1)} ms on the empty store`;
  return { name: `${name}_${operation}_ratio`, value: round(median(ratios), 2), unit: 'ratio', note };
}
