import { sql } from 'kysely';
import type { Store } from '../store.ts';

/** Deliveries whose worker did not come back in time may be claimed again. Answers how many. */
export async function reclaimExpired(store: Store, now: number): Promise<number> {
  const rows = await store.db
    .updateTable('deliveries')
    .set({ state: 'pending', lease_token: null, lease_until: null, run_at: now })
    .where('state', '=', sql.lit('leased'))
    .where('lease_until', '<', now)
    .returning('id')
    .execute();
  return rows.length;
}
