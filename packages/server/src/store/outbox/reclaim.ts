import { sql } from 'kysely';
import type { Store } from '../store.ts';

/**
 * Deliveries whose worker did not come back in time may be claimed again; with `all` or `holder`, those whose worker is
 * known to be gone, or ends now. Answers how many.
 */
export async function reclaimExpired(store: Store, now: number, options: { all?: boolean; holder?: string } = {}): Promise<number> {
  let query = store.db
    .updateTable('deliveries')
    .set({ state: 'pending', lease_token: null, lease_until: null, run_at: now })
    .where('state', '=', sql.lit('leased'));
  if (options.holder !== undefined) query = query.where('lease_token', 'like', `${options.holder}%`);
  else if (options.all !== true) query = query.where('lease_until', '<', now);
  return (await query.returning('id').execute()).length;
}
