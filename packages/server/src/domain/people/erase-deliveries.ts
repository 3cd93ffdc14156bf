import { type Selectable, type Transaction, sql } from 'kysely';
import type { Engine } from '../../store/engine.ts';
import { leaveLanes } from '../../store/outbox/index.ts';
import type { Schema } from '../../store/schema.ts';
import { valueRows } from '../../store/values.ts';
import { resolveDeliveryAlerts } from '../delivery/resolve-alerts.ts';
import { erasedError, erasedResult, isOpenState } from './erased.ts';

const COLUMNS = [
  'id',
  'event_id',
  'flow_id',
  'step_key',
  'connection_id',
  'operation',
  'lane',
  'state',
  'result',
  'error',
  'finished_at',
  'lease_until',
] as const;

export type ErasableDelivery = Pick<Selectable<Schema['deliveries']>, (typeof COLUMNS)[number]>;

/** Every delivery these events ever had, locked, so that none is settled meanwhile. Called under the workspace's lock. */
export function lockDeliveriesOf(trx: Transaction<Schema>, engine: Engine, eventIds: string[]): Promise<ErasableDelivery[]> {
  return trx
    .selectFrom('deliveries')
    .select(COLUMNS)
    .where('event_id', 'in', eventIds)
    .orderBy('seq')
    .$if(engine === 'postgres', (locked) => locked.forUpdate())
    .execute();
}

/** By connection, when the calls that are under way for these must have ended; see `lastMomentOf` in the pipeline. */
export function underWayUntil(deliveries: ErasableDelivery[]): Map<string, number> {
  const until = new Map<string, number>();
  for (const { state, connection_id: id, lease_until: at } of deliveries)
    if (state === 'leased' && at !== null) until.set(id, Math.max(at, until.get(id) ?? at));
  return until;
}

const ROWS_PER_STATEMENT = 1000;

/**
 * Takes what was sent, and who it was about, out of deliveries and their attempts. What was still to be sent is cancelled,
 * and so is what waited for a person, because nobody could send it any more. A call under way is not called back: it
 * loses its lease, so that its answer is not written down.
 */
export async function eraseDeliveries(
  trx: Transaction<Schema>,
  engine: Engine,
  workspaceId: string,
  deliveries: ErasableDelivery[],
  addressed: (text: string) => boolean,
  now: number,
): Promise<{ deliveries: number; attempts: number; cancelled: number }> {
  let attempts = 0;
  for (let start = 0; start < deliveries.length; start += ROWS_PER_STATEMENT) {
    const chunk = deliveries.slice(start, start + ROWS_PER_STATEMENT);
    await eraseRows(trx, chunk, addressed, now);
    attempts += await eraseAttempts(trx, chunk, now);
  }
  const inLanes = deliveries.filter(({ state }) => isOpenState(state) && state !== 'blocked');
  await leaveLanes(
    trx,
    engine,
    inLanes.map(({ connection_id: connectionId, lane }) => ({ connectionId, lane })),
    now,
  );
  const retired = deliveries.filter(({ state }) => state === 'dead' || state === 'uncertain');
  await resolveDeliveryAlerts(trx, workspaceId, retired, now);
  const cancelled = deliveries.filter(({ state }) => isOpenState(state)).length + retired.length;
  return { deliveries: deliveries.length, attempts, cancelled };
}

async function eraseRows(
  trx: Transaction<Schema>,
  chunk: ErasableDelivery[],
  addressed: (text: string) => boolean,
  now: number,
): Promise<void> {
  const rows = valueRows(
    { id: 'text', state: 'text', lane: 'text', result: 'text', error: 'text', finished_at: 'bigint' },
    chunk.map((delivery) => {
      const ends = isOpenState(delivery.state);
      return {
        id: delivery.id,
        state: ends || delivery.state === 'dead' || delivery.state === 'uncertain' ? 'cancelled' : delivery.state,
        // A lane is named for its contact.
        lane: `event:${delivery.event_id}`,
        result: erasedResult(delivery.result, addressed),
        error: erasedError(delivery.state, delivery.error),
        finished_at: ends ? now : delivery.finished_at,
      };
    }),
  );
  await sql`
    with erased(id, state, lane, result, error, finished_at) as (${rows})
    update deliveries set state = erased.state, lane = erased.lane, payload = null, result = erased.result, error = erased.error,
      finished_at = erased.finished_at, lease_token = null, lease_until = null
    from erased where deliveries.id = erased.id`.execute(trx);
}

/** Finished ones are never written again, so the answer to a call under way finds nothing to be put into. */
async function eraseAttempts(trx: Transaction<Schema>, chunk: ErasableDelivery[], now: number): Promise<number> {
  const ids = chunk.map(({ id }) => id);
  const erased = await trx
    .updateTable('attempts')
    .set((set) => ({ exchanges: null, message: null, finished_at: set.fn.coalesce('finished_at', set.val(now)) }))
    .where('delivery_id', 'in', ids)
    .returning(['seq', 'connection_id', 'lease_token'])
    .execute();
  await eraseSharedCalls(trx, erased);
  await trx.updateTable('attempts').set({ outcome: 'unknown' }).where('delivery_id', 'in', ids).where('outcome', '=', 'started').execute();
  return erased.length;
}

/** How far apart in its connection's list two attempts of one claim may be. */
const CLAIM_SPAN = 10_000;

/** One call can carry many people's records: then it is kept with each of their attempts, and goes from all of them. */
async function eraseSharedCalls(
  trx: Transaction<Schema>,
  erased: Pick<Selectable<Schema['attempts']>, 'seq' | 'connection_id' | 'lease_token'>[],
): Promise<void> {
  for (const attempts of Map.groupBy(erased, ({ lease_token: claim }) => claim).values()) {
    const [first] = attempts;
    if (first === undefined) continue;
    const seqs = attempts.map(({ seq }) => seq);
    await trx
      .updateTable('attempts')
      .set({ exchanges: null })
      .where('connection_id', '=', first.connection_id)
      .where('seq', '>=', Math.min(...seqs) - CLAIM_SPAN)
      .where('seq', '<=', Math.max(...seqs) + CLAIM_SPAN)
      .where('lease_token', '=', first.lease_token)
      .execute();
  }
}
