import { type DeliverySeen, noTracing, type Tracing } from '../observe/tracing.ts';
import type { LostLease } from '../store/outbox/index.ts';
import type { Db } from '../store/schema.ts';

interface Parts {
  db: Db;
  tracing: Tracing | undefined;
}

const ROWS_PER_READ = 500;

/**
 * Traces deliveries that were cancelled before they came to an end of their own. `code` says why. What waited for a person has its
 * span already.
 */
export async function traceCancelled(parts: Parts, deliveryIds: readonly string[], code: string): Promise<void> {
  const { tracing = noTracing } = parts;
  if (tracing === noTracing) return;
  for (const delivery of (await seen(parts.db, deliveryIds)).values()) tracing.delivery({ ...delivery, code });
}

/** Traces attempts that nobody will settle: their process is gone, and what became of the call is not known. */
export async function traceLost(parts: Parts, lost: readonly LostLease[], now: number): Promise<void> {
  const { db, tracing = noTracing } = parts;
  if (tracing === noTracing || lost.length === 0) return;
  const leases = new Set(lost.map(({ deliveryId, leaseToken }) => `${deliveryId} ${leaseToken}`));
  const ids = lost.map(({ deliveryId }) => deliveryId);
  const deliveries = await seen(db, ids);
  for (let start = 0; start < ids.length; start += ROWS_PER_READ) {
    const attempts = await db
      .selectFrom('attempts')
      .select(['id', 'delivery_id', 'lease_token', 'started_at'])
      .where('delivery_id', 'in', ids.slice(start, start + ROWS_PER_READ))
      .where('outcome', '=', 'started')
      .execute();
    for (const attempt of attempts.filter((each) => leases.has(`${each.delivery_id} ${each.lease_token}`))) {
      const delivery = deliveries.get(attempt.delivery_id);
      if (delivery === undefined) continue;
      tracing.attempt({ id: attempt.id, delivery, startedAt: attempt.started_at, endedAt: now, outcome: 'unknown', code: 'lease_lost' });
    }
  }
}

/** Whether an attempt that settles after its lease was lost was traced by then: all are but those of what was cancelled meanwhile. */
export async function wasTraced({ db, tracing }: Parts, deliveryId: string): Promise<boolean> {
  if (tracing === noTracing) return true;
  const row = await db.selectFrom('deliveries').select('state').where('id', '=', deliveryId).executeTakeFirst();
  return row?.state !== 'cancelled';
}

async function seen(db: Db, deliveryIds: readonly string[]): Promise<Map<string, Omit<DeliverySeen, 'code'>>> {
  const found = new Map<string, Omit<DeliverySeen, 'code'>>();
  for (let start = 0; start < deliveryIds.length; start += ROWS_PER_READ) {
    const rows = await db
      .selectFrom('deliveries')
      .innerJoin('events', 'events.id', 'deliveries.event_id')
      .innerJoin('connections', 'connections.id', 'deliveries.connection_id')
      .select([
        'deliveries.id',
        'deliveries.event_id as eventId',
        'events.traceparent',
        'deliveries.workspace_id as workspaceId',
        'deliveries.connection_id as connectionId',
        'connections.destination',
        'deliveries.operation',
        'deliveries.created_at as createdAt',
        'deliveries.finished_at as endedAt',
        'deliveries.state',
      ])
      .where('deliveries.id', 'in', deliveryIds.slice(start, start + ROWS_PER_READ))
      .execute();
    for (const row of rows) found.set(row.id, { ...row, endedAt: row.endedAt ?? row.createdAt });
  }
  return found;
}
