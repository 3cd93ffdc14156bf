import { noteChange } from '../../screening/teach.ts';
import { daysAgo, type Task } from './kind.ts';
import { sweepTask, WEEK_MS } from './sweep.ts';

const ROWS_PER_STEP = 500;

/**
 * What single messages taught a source's spam filter: hashes by which one text could be known again. They are kept as long as
 * the activity, counted from the day somebody said what the message is, also where the message itself went sooner. The source
 * learns anew without them, at most once a week.
 */
export function taughtTask(sourceId: string): Task {
  return sweepTask({
    kind: 'events',
    scope: `examples:${sourceId}`,
    everyMs: WEEK_MS,
    remove: async (trx, scene) => {
      const { workspaceId } = scene;
      const old = await trx
        .selectFrom('screening_examples')
        .select(['event_id', 'added_at'])
        .where('workspace_id', '=', workspaceId)
        .where('source_id', '=', sourceId)
        .where('added_at', '<', daysAgo(scene, scene.days.events))
        .orderBy('added_at')
        .limit(ROWS_PER_STEP)
        .execute();
      if (old.length === 0) return { removed: 0, last: undefined };
      const ids = old.map(({ event_id: id }) => id);
      await trx.deleteFrom('screening_examples').where('event_id', 'in', ids).execute();
      await noteChange(trx, workspaceId, sourceId);
      return { removed: old.length, last: old.length < ROWS_PER_STEP ? undefined : String(old.at(-1)?.added_at) };
    },
  });
}
