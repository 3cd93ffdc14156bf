import { type Selectable, sql, type Transaction } from 'kysely';
import { traceCancelled } from '../../../pipeline/trace-ends.ts';
import { waitForWorkspace } from '../../../store/lock.ts';
import { NEEDS_ATTENTION } from '../../../store/partial-indexes.ts';
import type { Schema } from '../../../store/schema.ts';
import { valueRows } from '../../../store/values.ts';
import { recordAudit } from '../../audit/record.ts';
import { resolveDeliveryAlerts } from '../../delivery/resolve-alerts.ts';
import { errorOf } from '../../delivery/view.ts';
import { daysAgo, type Scene, type Task } from './kind.ts';
import { sweepTask } from './sweep.ts';

const ROWS_PER_STEP = 100;
const COLUMNS = ['seq', 'id', 'state', 'flow_id', 'step_key', 'error', 'created_at', 'finished_at'] as const;

type Failed = Pick<Selectable<Schema['deliveries']>, (typeof COLUMNS)[number]>;

/** Dead letters and deliveries of unknown outcome that nobody acted on for so long are given up, and say so. */
export const failedTask: Task = sweepTask({
  kind: 'failed',
  scope: '',
  everyMs: 0,
  remove: async (trx, scene, after) => {
    const { store, workspaceId, days } = scene;
    await waitForWorkspace(trx, store.engine, workspaceId);
    const before = daysAgo(scene, days.failed);
    const rows = await trx
      .selectFrom('deliveries')
      .select(COLUMNS)
      .where('workspace_id', '=', workspaceId)
      .where(NEEDS_ATTENTION)
      .where('seq', '>', Number(after))
      .orderBy('seq')
      .limit(ROWS_PER_STEP)
      .$if(store.engine === 'postgres', (query) => query.forUpdate())
      .execute();
    const old = rows.filter((row) => (row.finished_at ?? row.created_at) < before);
    await giveUp(trx, scene, old);
    // What was made later cannot have waited longer.
    const last = rows.at(-1);
    return { removed: old.length, last: rows.length < ROWS_PER_STEP || (last?.created_at ?? 0) >= before ? undefined : String(last?.seq) };
  },
});

async function giveUp(trx: Transaction<Schema>, { workspaceId, days, now, tracing }: Scene, old: Failed[]): Promise<void> {
  if (old.length === 0) return;
  const rows = valueRows(
    { id: 'text', error: 'text' },
    old.map((row) => ({
      id: row.id,
      error: errorText(`${reasonOf(row)} Nobody acted on it for ${days.failed} days, so it was given up.`),
    })),
  );
  await sql`
    with given_up(id, error) as (${rows})
    update deliveries set state = 'cancelled', error = given_up.error from given_up where deliveries.id = given_up.id`.execute(trx);
  const followers = await cancelFollowing(
    trx,
    old.map(({ id }) => id),
    now,
  );
  await traceCancelled({ db: trx, tracing }, followers, 'given_up');
  await resolveDeliveryAlerts(trx, workspaceId, old, now);
  await recordAudit(trx, {
    workspaceId,
    at: now,
    actor: 'system',
    action: 'delivery.given_up',
    entity: 'delivery',
    entityId: old.length === 1 ? String(old[0]?.id) : `${old.length} deliveries`,
    after: { deliveryIds: old.map(({ id }) => id), days: days.failed },
  });
}

function reasonOf(row: Failed): string {
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
