import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import type { Store } from '../store.ts';

/** A lease whose holder did not come back, or ends now. */
export interface LostLease {
  deliveryId: string;
  leaseToken: string | null;
}

interface Whose {
  /**
   * Of every worker: none runs. Leases a call may have been made under last on: the other side may still be at it, and whoever
   * looks at once whether it is done would find nothing, and do it again.
   */
  all?: boolean;
  /** Of one that is known to be gone, or ends now. */
  holder?: string;
  /** Leases that are not over, whatever the clock says. */
  except?: (leaseToken: string | null) => boolean;
}

/** Deliveries whose worker did not come back in time, or is known to be gone, may be claimed again. Answers which leases were lost. */
export async function reclaimExpired(store: Store, now: number, whose: Whose = {}): Promise<LostLease[]> {
  const { except = () => false } = whose;
  const withoutExcepted = (rows: LostLease[]) => rows.filter(({ leaseToken }) => !except(leaseToken));
  // Mostly there are none, and a look needs no transaction.
  if (withoutExcepted(await lost(store.db, now, whose).execute()).length === 0) return [];
  return store.transaction(async (trx) => {
    const locked = lost(trx, now, whose).$if(store.engine === 'postgres', (query) => query.forUpdate().skipLocked());
    const rows = withoutExcepted(await locked.execute());
    if (rows.length === 0) return [];
    await trx
      .updateTable('deliveries')
      .set({ state: 'pending', lease_token: null, lease_until: null, run_at: now })
      .where(
        'id',
        'in',
        rows.map(({ deliveryId }) => deliveryId),
      )
      .execute();
    return rows;
  });
}

function lost(db: Db, now: number, { all, holder }: Whose) {
  const leased = db
    .selectFrom('deliveries')
    .select(['id as deliveryId', 'lease_token as leaseToken'])
    .where('state', '=', sql.lit('leased'));
  if (holder !== undefined) return leased.where('lease_token', 'like', `${holder}%`);
  if (all !== true) return leased.where('lease_until', '<', now);
  return leased.where((where) => {
    const begun = where
      .selectFrom('attempts')
      .select('attempts.id')
      .whereRef('attempts.delivery_id', '=', 'deliveries.id')
      .whereRef('attempts.lease_token', '=', 'deliveries.lease_token');
    return where.or([where('lease_until', '<', now), where.not(where.exists(begun))]);
  });
}
