import { type Transaction, sql } from 'kysely';
import { newId } from '../ids.ts';
import type { Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { evenly, insertRows } from '../values.ts';
import type { DeliveryRow } from './claim.ts';

export interface StartedAttempt {
  attemptId: string;
  /** Epoch milliseconds. */
  startedAt: number;
  /** An earlier attempt of this delivery may have done it: its outcome is unknown, or was known too late to count, its lease being lost. */
  unknownBefore: boolean;
  /** Tries of this delivery, this one included; one whose access was refused (`reauth`, `scope`) is none. */
  tries: number;
  /** When the first of them began, in epoch milliseconds. */
  triedSince: number;
}

/** What the earlier attempts of one delivery say. */
type Tried = Pick<StartedAttempt, 'unknownBefore' | 'tries'> & { triedSince: number | null };

const UNTRIED: Tried = { unknownBefore: false, tries: 0, triedSince: null };

/** After a plain success nothing is tried again, unless it came when the delivery had been taken back already. */
const MAY_HAVE_DONE_IT = sql`outcome in ('started', 'unknown', 'ok', 'duplicate')`;
const IS_TRY = sql`outcome not in ('reauth', 'scope')`;

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
    const tried = await triedBefore(trx, retried);

    const started = deliveries.map((delivery) => {
      if (tokens.get(delivery.id) !== delivery.lease_token) return undefined;
      const { unknownBefore, tries, triedSince } = tried.get(delivery.id) ?? UNTRIED;
      return { attemptId: newId('att'), startedAt: now, unknownBefore, tries: tries + 1, triedSince: triedSince ?? now };
    });
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

async function triedBefore(trx: Transaction<Schema>, deliveryIds: string[]): Promise<Map<string, Tried>> {
  if (deliveryIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('attempts')
    .select([
      'delivery_id',
      sql<number>`max(case when ${MAY_HAVE_DONE_IT} then 1 else 0 end)`.as('unknown'),
      sql<number>`sum(case when ${IS_TRY} then 1 else 0 end)`.as('tries'),
      sql<number | null>`min(case when ${IS_TRY} then started_at end)`.as('since'),
    ])
    .where('delivery_id', 'in', evenly(deliveryIds))
    .groupBy('delivery_id')
    .execute();
  return new Map(rows.map((row) => [row.delivery_id, { unknownBefore: row.unknown === 1, tries: row.tries, triedSince: row.since }]));
}
