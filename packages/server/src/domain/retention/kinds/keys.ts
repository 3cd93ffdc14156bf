import { daysAgo, type Task } from './kind.ts';
import { sweepTask, WEEK_MS } from './sweep.ts';

const ROWS_PER_STEP = 500;

/**
 * By what a repeat of one source is known. They are in order of the keys themselves: an index by age would cost every event
 * that is accepted, a slow sweep a week costs none. They outlast the events they name.
 */
export function keyTask(sourceId: string): Task {
  return sweepTask({
    kind: 'keys',
    scope: sourceId,
    everyMs: WEEK_MS,
    remove: async (trx, scene, after) => {
      const rows = await trx
        .selectFrom('event_keys')
        .select(['idempotency_key', 'created_at'])
        .where('source_id', '=', sourceId)
        .where('idempotency_key', '>', after)
        .orderBy('idempotency_key')
        .limit(ROWS_PER_STEP)
        .execute();
      const before = daysAgo(scene, Math.max(scene.days.keys, scene.days.events));
      const old = rows.filter((row) => row.created_at < before).map((row) => row.idempotency_key);
      if (old.length > 0) {
        await trx.deleteFrom('event_keys').where('source_id', '=', sourceId).where('idempotency_key', 'in', old).execute();
      }
      return { removed: old.length, last: rows.length < ROWS_PER_STEP ? undefined : rows.at(-1)?.idempotency_key };
    },
  });
}
