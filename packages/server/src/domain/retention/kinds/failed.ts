import { waitForWorkspace } from '../../../store/lock.ts';
import { NEEDS_ATTENTION } from '../../../store/partial-indexes.ts';
import { GIVE_UP_COLUMNS, giveUp } from '../../delivery/give-up.ts';
import { daysAgo, type Task } from './kind.ts';
import { sweepTask } from './sweep.ts';

const ROWS_PER_STEP = 100;

/** Dead letters and deliveries of unknown outcome that nobody acted on for so long are given up, and say so. */
export const failedTask: Task = sweepTask({
  kind: 'failed',
  scope: '',
  everyMs: 0,
  remove: async (trx, scene, after) => {
    const { store, workspaceId, days, now, tracing } = scene;
    await waitForWorkspace(trx, store.engine, workspaceId);
    const before = daysAgo(scene, days.failed);
    const rows = await trx
      .selectFrom('deliveries')
      .select(GIVE_UP_COLUMNS)
      .where('workspace_id', '=', workspaceId)
      .where(NEEDS_ATTENTION)
      .where('seq', '>', Number(after))
      .orderBy('seq')
      .limit(ROWS_PER_STEP)
      .$if(store.engine === 'postgres', (query) => query.forUpdate())
      .execute();
    const old = rows.filter((row) => (row.finished_at ?? row.created_at) < before);
    const why = `Nobody acted on it for ${days.failed} days, so it was given up.`;
    await giveUp(trx, old, { workspaceId, now, tracing, by: 'system', why, more: { days: days.failed } });
    // What was made later cannot have waited longer.
    const last = rows.at(-1);
    return { removed: old.length, last: rows.length < ROWS_PER_STEP || (last?.created_at ?? 0) >= before ? undefined : String(last?.seq) };
  },
});
