import { type Selectable, type Transaction, sql } from 'kysely';
import { newId } from '../ids.ts';
import type { Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { evenly } from '../values.ts';
import { type Limit, takeTokens } from './limits.ts';

export type DeliveryRow = Selectable<Schema['deliveries']>;

export interface ClaimRequest {
  connectionId: string;
  /** How many the caller has room for. */
  max: number;
  leaseMs: number;
  now: number;
  /** Begins every lease token, so that a process that ends can give back what it still holds. */
  holder?: string;
  /** What the destination allows; shared by all processes. */
  limits: Limit[];
}

export interface Claimed {
  deliveries: DeliveryRow[];
  /** When it is worth asking again, where a limit (not a lack of work) said no. */
  nextAt: number | undefined;
}

const NOTHING: Claimed = { deliveries: [], nextAt: undefined };

/**
 * Leases the heads of ready lanes of one connection, under the connection's row lock, within its limits.
 * A connection on hold gives nothing; one whose breaker is due for a trial gives one.
 */
export async function claim(store: Store, request: ClaimRequest): Promise<Claimed> {
  return store.transaction(async (trx) => {
    if (!(await store.lockRow(trx, 'connections', request.connectionId))) return NOTHING;
    const room = await roomFor(trx, request);
    if (room <= 0) return NOTHING;

    const candidates = await trx
      .selectFrom('deliveries')
      .select('id')
      .where('connection_id', '=', request.connectionId)
      .where('state', '=', sql.lit('pending'))
      .where('run_at', '<=', request.now)
      .orderBy('priority')
      .orderBy('run_at')
      .orderBy('seq')
      .limit(room)
      .execute();
    if (candidates.length === 0) return NOTHING;

    const { granted, nextAt } = await takeTokens(trx, request.limits, candidates.length, request.now);
    if (granted === 0) return { deliveries: [], nextAt };
    const deliveries = await trx
      .updateTable('deliveries')
      .set({ state: 'leased', lease_token: `${request.holder ?? ''}${newId('lse')}`, lease_until: request.now + request.leaseMs })
      .where('id', 'in', evenly(candidates.slice(0, granted).map((row) => row.id)))
      .returningAll()
      .execute();
    deliveries.sort((a, b) => a.seq - b.seq);
    return { deliveries, nextAt: granted < candidates.length ? nextAt : undefined };
  });
}

async function roomFor(trx: Transaction<Schema>, request: ClaimRequest): Promise<number> {
  const connection = await trx
    .selectFrom('connections')
    .select(['hold_kind', 'hold_until', 'removed_at'])
    .where('id', '=', request.connectionId)
    .executeTakeFirst();
  if (connection === undefined || connection.removed_at !== null) return 0;
  const held = connection.hold_kind !== null;
  if (held && (connection.hold_until === null || connection.hold_until > request.now)) return 0;

  const trial = connection.hold_kind === 'breaker';
  const concurrency = Math.min(
    ...request.limits.map((limit) => limit.concurrency ?? Number.POSITIVE_INFINITY),
    trial ? 1 : Number.POSITIVE_INFINITY,
  );
  if (!Number.isFinite(concurrency)) return request.max;
  const { leased } = await trx
    .selectFrom('deliveries')
    .select((select) => select.fn.countAll<number>().as('leased'))
    .where('connection_id', '=', request.connectionId)
    .where('state', '=', sql.lit('leased'))
    .executeTakeFirstOrThrow();
  return Math.min(request.max, concurrency - leased);
}
