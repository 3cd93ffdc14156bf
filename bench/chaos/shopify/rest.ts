import Database from 'better-sqlite3';
import { until } from '../../../e2e/wordpress/support/until.ts';
import type { Scene } from './scene.ts';

const HOUR_MS = 3_600_000;
/** What Shopify did not get rid of by then, it gives up. */
const DELIVERY_HOURS = 5;
const PATIENCE_MS = 300_000;

/** Lets Shopify try for as long as it tries. */
export async function deliverAll(scene: Scene): Promise<void> {
  const end = scene.now() + DELIVERY_HOURS * HOUR_MS;
  for (;;) {
    await scene.fake.deliverDue();
    const next = scene.fake.nextDueAt();
    if (next === undefined || next > end) return;
    await scene.pass(Math.max(1000, next - scene.now()));
  }
}

/** Waits, with time passing quickly, until nothing waits any more: no webhook, no job, no event, no delivery. */
export async function comeToRest(scene: Scene): Promise<void> {
  const store = new Database(scene.sqliteFile, { readonly: true });
  const count = (sql: string): number => (store.prepare(sql).get() as { n: number }).n;
  let quiet = 0;
  try {
    await until(
      'nothing waits any more',
      async () => {
        await scene.fake.deliverDue();
        const waiting =
          count(`select count(*) n from shopify_inbox where state = 'pending'`) +
          count(`select count(*) n from shopify_jobs where state = 'running'`) +
          count(`select count(*) n from events where state = 'received'`) +
          count(`select count(*) n from deliveries where state in ('waiting', 'pending', 'leased')`);
        quiet = waiting === 0 ? quiet + 1 : 0;
        await scene.pass(20_000);
        return quiet > 2;
      },
      PATIENCE_MS,
    );
  } finally {
    store.close();
  }
}
