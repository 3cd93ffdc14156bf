import { type Transaction, sql } from 'kysely';
import { type Alert, openAlert } from '../../observe/alerts.ts';
import type { Engine } from '../engine.ts';
import type { DeliveryState, Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { evenly, valueRows } from '../values.ts';
import type { DeliveryRow } from './claim.ts';
import { enterLanes, leaveLanes } from './lanes.ts';

/** What became of one leased delivery. */
export interface Outcome {
  delivery: DeliveryRow;
  /** `pending` = try again at `runAt`; every other state is final and frees the lane. */
  state: Extract<DeliveryState, 'pending' | 'succeeded' | 'dead' | 'uncertain' | 'skipped'>;
  runAt: number;
  payload: string | undefined;
  /** Later steps go on with it. */
  result: string | undefined;
  error: string | undefined;
  /** Absent where no call was made (a mapping error, a limit). */
  attempt:
    | { id: string; outcome: Schema['attempts']['outcome']; code: string | undefined; message: string | undefined; exchanges: string }
    | undefined;
  /** What its owner has to hear, opened in the same transaction: a crash must not leave an outcome that nobody is told of. */
  alert?: Alert | undefined;
}

/** Writes outcomes in one transaction. False: the lease was lost, another worker has the delivery, nothing was changed. */
export async function settle(store: Store, outcomes: Outcome[], now: number): Promise<boolean[]> {
  return store.transaction(async (trx) => {
    const settled = new Set<Outcome>();
    for (const round of roundsOf(outcomes)) {
      const written = await writeOutcomes(trx, round, now);
      for (const outcome of round) if (written.has(outcome.delivery.id)) settled.add(outcome);
    }
    await finishAttempts(trx, outcomes, now);
    const final = outcomes.filter((outcome) => outcome.state !== 'pending' && settled.has(outcome));
    await releaseFollowers(trx, store.engine, final, now);
    for (const alert of alertsOf(outcomes.filter((outcome) => settled.has(outcome)))) await openAlert(trx, alert, now);
    return outcomes.map((outcome) => settled.has(outcome));
  });
}

/**
 * No delivery twice in one round: one that was taken back and claimed anew can have two outcomes at once, of which only the
 * one with the present lease counts. Counted twice, it would leave its lane twice, and whoever waits there would wait for ever.
 */
function roundsOf(outcomes: Outcome[]): Outcome[][] {
  const rounds: Outcome[][] = [];
  const times = new Map<string, number>();
  for (const outcome of outcomes) {
    const time = times.get(outcome.delivery.id) ?? 0;
    times.set(outcome.delivery.id, time + 1);
    (rounds[time] ??= []).push(outcome);
  }
  return rounds;
}

/** Each alert once, and in one order, so that two transactions which lock the same ones cannot wait for each other. */
function alertsOf(outcomes: Outcome[]): Alert[] {
  const byKey = new Map(outcomes.flatMap(({ alert }) => (alert === undefined ? [] : [[`${alert.workspaceId} ${alert.key}`, alert]])));
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, alert]) => alert);
}

async function writeOutcomes(trx: Transaction<Schema>, outcomes: Outcome[], now: number): Promise<Set<string>> {
  const rows = valueRows(
    { id: 'text', token: 'text', state: 'text', run_at: 'bigint', payload: 'text', result: 'text', error: 'text', finished_at: 'bigint' },
    outcomes.map((outcome) => ({
      id: outcome.delivery.id,
      token: outcome.delivery.lease_token,
      state: outcome.state,
      run_at: outcome.runAt,
      payload: outcome.payload ?? null,
      result: outcome.result ?? null,
      error: outcome.error ?? null,
      finished_at: outcome.state === 'pending' ? null : now,
    })),
  );
  const settled = await sql<{ id: string }>`
    with outcome(id, token, state, run_at, payload, result, error, finished_at) as (${rows})
    update deliveries set state = outcome.state, run_at = outcome.run_at, lease_token = null, lease_until = null,
      payload = coalesce(outcome.payload, deliveries.payload), result = outcome.result, error = outcome.error,
      finished_at = outcome.finished_at
    from outcome
    where deliveries.id = outcome.id and deliveries.lease_token = outcome.token and deliveries.state = 'leased'
    returning deliveries.id`.execute(trx);
  return new Set(settled.rows.map((row) => row.id));
}

/** Attempts are history: they are finished also where the lease was lost meanwhile, but never written anew: an erased one stays so. */
async function finishAttempts(trx: Transaction<Schema>, outcomes: Outcome[], now: number): Promise<void> {
  const attempts = outcomes.flatMap((outcome) => (outcome.attempt === undefined ? [] : [outcome.attempt]));
  if (attempts.length === 0) return;
  const rows = valueRows(
    { id: 'text', outcome: 'text', code: 'text', message: 'text', exchanges: 'text' },
    attempts.map((attempt) => ({
      id: attempt.id,
      outcome: attempt.outcome,
      code: attempt.code ?? null,
      message: attempt.message ?? null,
      exchanges: attempt.exchanges,
    })),
  );
  await sql`
    with finished(id, outcome, code, message, exchanges) as (${rows})
    update attempts set outcome = finished.outcome, code = finished.code, message = finished.message,
      exchanges = finished.exchanges, finished_at = ${now}
    from finished where attempts.id = finished.id and attempts.finished_at is null`.execute(trx);
}

/** Lets later steps of the same event in, then the next of each lane: in that order, so an event's own steps stay together. */
async function releaseFollowers(trx: Transaction<Schema>, engine: Engine, final: Outcome[], now: number): Promise<void> {
  if (final.length === 0) return;
  await releaseSteps(
    trx,
    engine,
    final.filter(hasRecord).map((outcome) => outcome.delivery.id),
    now,
  );
  await skipSteps(
    trx,
    final.filter((outcome) => outcome.state === 'skipped' && !hasRecord(outcome)).map((outcome) => outcome.delivery.id),
    now,
  );
  await leaveLanes(
    trx,
    engine,
    final.map(({ delivery }) => ({ connectionId: delivery.connection_id, lane: delivery.lane })),
    now,
  );
}

/** Whether the record is there for later steps: it was written, or nothing was to be done as newer data is in it. */
function hasRecord({ state, result }: Outcome): boolean {
  return state === 'succeeded' || (state === 'skipped' && result !== undefined);
}

/** Steps that waited for these deliveries enter their lanes; locked, because their connection may be removed meanwhile. */
export async function releaseSteps(trx: Transaction<Schema>, engine: Engine, succeeded: string[], now: number): Promise<void> {
  if (succeeded.length === 0) return;
  const blocked = await trx
    .selectFrom('deliveries')
    .select(['id', 'connection_id', 'lane'])
    .where('after_id', 'in', evenly(succeeded))
    .where('state', '=', sql.lit('blocked'))
    .orderBy('seq')
    .$if(engine === 'postgres', (rows) => rows.forUpdate())
    .execute();
  if (blocked.length === 0) return;
  const states = await enterLanes(
    trx,
    blocked.map((row) => ({ connectionId: row.connection_id, lane: row.lane })),
  );
  for (const state of ['pending', 'waiting'] as const) {
    const ids = blocked.filter((_, index) => states[index] === state).map((row) => row.id);
    if (ids.length > 0) await trx.updateTable('deliveries').set({ state, run_at: now }).where('id', 'in', ids).execute();
  }
}

/** A step after a skipped one has nothing to build on and is skipped too, all the way down. */
async function skipSteps(trx: Transaction<Schema>, skipped: string[], now: number): Promise<void> {
  if (skipped.length === 0) return;
  const next = await trx
    .updateTable('deliveries')
    .set({ state: 'skipped', finished_at: now })
    .where('after_id', 'in', skipped)
    .where('state', '=', sql.lit('blocked'))
    .returning('id')
    .execute();
  await skipSteps(
    trx,
    next.map((row) => row.id),
    now,
  );
}
