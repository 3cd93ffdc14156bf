import { sql } from 'kysely';
import type { Store } from '../store.ts';

/** Deliveries whose worker did not come back in time (or, with `all`, whose worker is known to be gone) may be claimed again. Answers how many. */
export async function reclaimExpired(store: Store, now: number, options: { all?: boolean } = {}): Promise<number> {
  let query = store.db
    .updateTable('deliveries')
    .set({ state: 'pending', lease_token: null, lease_until: null, run_at: now })
    .where('state', '=', sql.lit('leased'));
  if (options.all !== true) query = query.where('lease_until', '<', now);
  return (await query.returning('id').execute()).length;
}
