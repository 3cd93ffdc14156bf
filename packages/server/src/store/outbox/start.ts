import { newId } from '../ids.ts';
import type { Store } from '../store.ts';
import { evenly, insertRows } from '../values.ts';
import type { DeliveryRow } from './claim.ts';

export interface StartedAttempt {
  attemptId: string;
  /** Epoch milliseconds. */
  startedAt: number;
  /** An earlier attempt of this delivery may have done it: its outcome is unknown, or was known too late to count, its lease being lost. */
  unknownBefore: boolean;
}

/** After a plain success nothing is tried again, unless it came when the delivery had been taken back already. */
const MAY_HAVE_DONE_IT = ['started', 'unknown', 'ok', 'duplicate'] as const;

/**
 * Writes attempts before their calls, so that a crash in mid-call leaves a trace. Undefined where the lease
 * was lost meanwhile: then the call must not be made.
 */
export async function startAttempts(store: Store, deliveries: DeliveryRow[], now: number): Promise<(StartedAttempt | undefined)[]> {
  return store.transaction(async (trx) => {
    const ids = deliveries.map((delivery) => delivery.id);
    const owned = await trx
      .updateTable('deliveries')
      .set((set) => ({ attempts: set('attempts', '+', 1) }))
      .where('id', 'in', evenly(ids))
      .where('state', '=', 'leased')
      .where('lease_token', 'in', evenly([...new Set(deliveries.map((delivery) => delivery.lease_token as string))]))
      .returning(['id', 'lease_token', 'attempts'])
      .execute();
    const tokens = new Map(owned.map((row) => [row.id, row.lease_token]));
    const retried = owned.filter((row) => row.attempts > 1).map((row) => row.id);
    const unknown = new Set<string>();
    if (retried.length > 0) {
      const rows = await trx
        .selectFrom('attempts')
        .select('delivery_id')
        .where('delivery_id', 'in', retried)
        .where('outcome', 'in', MAY_HAVE_DONE_IT)
        .execute();
      rows.forEach((row) => unknown.add(row.delivery_id));
    }

    const started = deliveries.map((delivery) =>
      tokens.get(delivery.id) === delivery.lease_token
        ? { attemptId: newId('att'), startedAt: now, unknownBefore: unknown.has(delivery.id) }
        : undefined,
    );
    const rows = deliveries.flatMap((delivery, index) => {
      const attempt = started[index];
      if (attempt === undefined) return [];
      return {
        id: attempt.attemptId,
        workspace_id: delivery.workspace_id,
        delivery_id: delivery.id,
        connection_id: delivery.connection_id,
        lease_token: delivery.lease_token as string,
        started_at: now,
        outcome: 'started' as const,
      };
    });
    if (rows.length > 0) await insertRows(trx, 'attempts', rows).execute();
    return started;
  });
}
