import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Parts } from '../parts.ts';
import type { ShopifyStore } from '../ports.ts';

/** While held, nobody else sends this shop's events: order is kept only by one sender at a time. */
export interface Hold {
  shop: string;
  /** The lease in the shop's row; what is written under it names it. */
  lease: string;
  /** Call before anything slow. Throws `HoldLost` where another process took over after a pause of ours. */
  keep: () => Promise<void>;
}

/** Another process works on the shop now; what this one had not written yet is done again by it. */
export class HoldLost extends Error {
  override readonly name = 'HoldLost';
}

/** A process that died is waited for this long. */
const LEASE_MS = 60_000;
const RETRY_MS = 50;

/** Those of one process queue up, so that only processes have to contend. */
const queues = new WeakMap<ShopifyStore, Map<string, Promise<unknown>>>();

/**
 * Does `work` while no other process and nobody else in this one captures for the shop. Answers `busy` where another
 * process holds it and `patienceMs` (of real time) are over.
 */
export function holdShop<T>(parts: Parts, shop: string, work: (hold: Hold) => Promise<T>, patienceMs = 0): Promise<T | 'busy'> {
  const { store } = parts.ports;
  const waiting = queues.get(store) ?? new Map<string, Promise<unknown>>();
  queues.set(store, waiting);
  const before = waiting.get(shop) ?? Promise.resolve();
  const mine = before.then(() => holdRow(parts, shop, work, patienceMs));
  const settled = mine.then(
    () => undefined,
    () => undefined,
  );
  waiting.set(shop, settled);
  void settled.then(() => (waiting.get(shop) === settled ? waiting.delete(shop) : undefined));
  return mine;
}

async function holdRow<T>(parts: Parts, shop: string, work: (hold: Hold) => Promise<T>, patienceMs: number): Promise<T | 'busy'> {
  const lease = randomUUID();
  const until = performance.now() + patienceMs;
  while (!(await takeLease(parts, shop, lease))) {
    if (performance.now() >= until) return 'busy';
    await sleep(RETRY_MS);
  }
  const hold: Hold = {
    shop,
    lease,
    keep: async () => {
      if (!(await renewLease(parts, shop, lease))) throw new HoldLost(`Another process took over ${shop}.`);
    },
  };
  try {
    return await work(hold);
  } finally {
    await parts.ports.store.db
      .updateTable('shopify_shops')
      .set({ worker_lease: null, worker_lease_until: null })
      .where('shop', '=', shop)
      .where('worker_lease', '=', lease)
      .execute();
  }
}

async function takeLease({ ports: { store, clock } }: Parts, shop: string, lease: string): Promise<boolean> {
  const now = clock.now();
  const taken = await store.db
    .updateTable('shopify_shops')
    .set({ worker_lease: lease, worker_lease_until: now + LEASE_MS })
    .where('shop', '=', shop)
    .where((where) => where.or([where('worker_lease', 'is', null), where('worker_lease_until', '<=', now)]))
    .returning('shop')
    .execute();
  return taken.length > 0;
}

async function renewLease({ ports: { store, clock } }: Parts, shop: string, lease: string): Promise<boolean> {
  const renewed = await store.db
    .updateTable('shopify_shops')
    .set({ worker_lease_until: clock.now() + LEASE_MS })
    .where('shop', '=', shop)
    .where('worker_lease', '=', lease)
    .returning('shop')
    .execute();
  return renewed.length > 0;
}
