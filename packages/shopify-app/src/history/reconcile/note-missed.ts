import { sql } from 'kysely';
import type { Parts } from '../../parts.ts';

/** Notes for the webhooks' health what reconciliation had to bring. A topic of which nothing ever came has no deliveries. */
export async function noteMissed({ ports: { store, clock } }: Parts, shop: string, missed: ReadonlyMap<string, number>): Promise<void> {
  if (missed.size === 0) return;
  const now = clock.now();
  await store.db
    .insertInto('shopify_topics')
    .values([...missed].map(([topic, count]) => ({ shop, topic, first_at: now, last_at: 0, deliveries: 0, missed: count, missed_at: now })))
    .onConflict((conflict) =>
      conflict.columns(['shop', 'topic']).doUpdateSet({
        missed: sql<number>`shopify_topics.missed + excluded.missed`,
        missed_at: sql<number>`excluded.missed_at`,
      }),
    )
    .execute();
}
