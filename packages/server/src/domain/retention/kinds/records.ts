import { sql } from 'kysely';
import { daysAgo, type Task } from './kind.ts';

const ROWS_PER_STEP = 500;
/** Nobody goes on with an export that was begun so long ago. */
const EXPORT_ENDS_AFTER_DAYS = 1;

/** Who changed what, receipts with nothing left to do, and destinations that did what they were asked to. */
export const auditTask: Task = {
  kind: 'audit',
  step: ({ store, workspaceId, now, days }) =>
    store.transaction(async (trx) => {
      const before = daysAgo({ now }, days.audit);
      const oldest = await trx
        .selectFrom('audit')
        .select(['seq', 'at'])
        .where('workspace_id', '=', workspaceId)
        .orderBy('seq')
        .limit(ROWS_PER_STEP)
        .execute();
      const old = oldest.filter(({ at }) => at < before).map(({ seq }) => seq);
      if (old.length > 0) await trx.deleteFrom('audit').where('seq', 'in', old).execute();
      // Its receipt says what was handed out until then.
      await trx
        .updateTable('privacy_receipts')
        .set({ finished_at: now })
        .where('workspace_id', '=', workspaceId)
        .where('kind', '=', sql.lit('export'))
        .where('finished_at', 'is', null)
        .where('requested_at', '<', daysAgo({ now }, EXPORT_ENDS_AFTER_DAYS))
        .execute();
      await trx
        .deleteFrom('privacy_receipts')
        .where('workspace_id', '=', workspaceId)
        .where('requested_at', '<', before)
        .where('by_hand', '=', 0)
        .where('finished_at', 'is not', null)
        .execute();
      await trx
        .deleteFrom('erasures')
        .where('workspace_id', '=', workspaceId)
        .where('requested_at', '<', before)
        .where('state', '=', 'done')
        .execute();
      return { removed: old.length, more: old.length === ROWS_PER_STEP };
    }),
};

/** Alerts that are over, and what was told of them; daily looks of so long ago. */
export const alertTask: Task = {
  kind: 'alerts',
  step: ({ store, workspaceId, now, days }) =>
    store.transaction(async (trx) => {
      const before = daysAgo({ now }, days.alerts);
      const over = await trx
        .selectFrom('alerts')
        .select('id')
        .where('workspace_id', '=', workspaceId)
        .where('resolved_at', 'is not', null)
        .where('resolved_at', '<', before)
        .orderBy('resolved_at')
        .limit(ROWS_PER_STEP)
        .execute();
      const ids = over.map(({ id }) => id);
      const told = trx.deleteFrom('notices').where('workspace_id', '=', workspaceId);
      if (ids.length > 0) {
        await told.where('alert_id', 'in', ids).execute();
        await trx.deleteFrom('alerts').where('id', 'in', ids).execute();
      }
      await told.where('alert_id', '=', '').where('created_at', '<', before).where('state', '!=', sql.lit('pending')).execute();
      return { removed: ids.length, more: ids.length === ROWS_PER_STEP };
    }),
};
