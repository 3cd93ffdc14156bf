import { type Selectable, sql, type Transaction } from 'kysely';
import type { Tracing } from '../../observe/tracing.ts';
import { traceCancelled } from '../../pipeline/trace-ends.ts';
import type { Schema } from '../../store/schema.ts';
import { valueRows } from '../../store/values.ts';
import { recordAudit } from '../audit/record.ts';
import { resolveDeliveryAlerts } from './resolve-alerts.ts';
import { errorOf } from './view.ts';

export const GIVE_UP_COLUMNS = ['seq', 'id', 'state', 'flow_id', 'step_key', 'error', 'created_at', 'finished_at'] as const;

/** A dead letter or an uncertain delivery, locked. */
export type Waiting = Pick<Selectable<Schema['deliveries']>, (typeof GIVE_UP_COLUMNS)[number]>;

interface GivingUp {
  workspaceId: string;
  now: number;
  tracing: Tracing | undefined;
  /** Who does it, for the audit. */
  by: string;
  /** A sentence that follows what had gone wrong. */
  why: string;
  /** What else the audit is to say. */
  more?: Record<string, unknown>;
}

/**
 * Lets go of deliveries that wait for a person, with the workspace locked: each says what had gone wrong and why nobody is asked any
 * more, what waited for it is cancelled, and its alert closes.
 */
export async function giveUp(trx: Transaction<Schema>, waiting: readonly Waiting[], giving: GivingUp): Promise<void> {
  const { workspaceId, now, tracing, by, why, more = {} } = giving;
  if (waiting.length === 0) return;
  const ids = waiting.map(({ id }) => id);
  const rows = valueRows(
    { id: 'text', error: 'text' },
    waiting.map((row) => ({ id: row.id, error: errorText(`${reasonOf(row)} ${why}`) })),
  );
  await sql`
    with given_up(id, error) as (${rows})
    update deliveries set state = 'cancelled', error = given_up.error from given_up where deliveries.id = given_up.id`.execute(trx);
  await traceCancelled({ db: trx, tracing }, await cancelFollowing(trx, ids, now), 'given_up');
  await resolveDeliveryAlerts(trx, workspaceId, [...waiting], now);
  await recordAudit(trx, {
    workspaceId,
    at: now,
    actor: by,
    action: 'delivery.given_up',
    entity: 'delivery',
    entityId: ids.length === 1 ? String(ids[0]) : `${ids.length} deliveries`,
    before: { states: [...new Set(waiting.map(({ state }) => state))] },
    after: { deliveryIds: ids, ...more },
  });
}

function reasonOf(row: Waiting): string {
  return row.state === 'uncertain' ? 'It was not known whether this arrived.' : (errorOf(row)?.message ?? 'It failed.');
}

/** Steps that waited for one that is given up have nothing to build on, all the way down. Answers which these were. */
async function cancelFollowing(trx: Transaction<Schema>, ids: string[], now: number): Promise<string[]> {
  if (ids.length === 0) return [];
  const next = await trx
    .updateTable('deliveries')
    .set({ state: 'cancelled', finished_at: now, error: errorText('The step before it was given up.') })
    .where('after_id', 'in', ids)
    .where('state', '=', sql.lit('blocked'))
    .returning('id')
    .execute();
  const cancelled = next.map(({ id }) => id);
  return [...cancelled, ...(await cancelFollowing(trx, cancelled, now))];
}

function errorText(message: string): string {
  return JSON.stringify({ code: 'given_up', message, problems: [] });
}
