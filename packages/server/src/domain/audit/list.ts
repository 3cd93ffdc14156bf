import type { Store } from '../../store/store.ts';
import { toIso } from '../times.ts';

/** Who changed what in a workspace, latest first. `next` is the `before` of the next page, null at the end. */
export async function listAudit(store: Store, workspaceId: string, page: { before: number | undefined; limit: number }) {
  const rows = await store.db
    .selectFrom('audit')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .$if(page.before !== undefined, (query) => query.where('seq', '<', page.before as number))
    .orderBy('seq', 'desc')
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  return {
    items: shown.map((row) => ({
      at: toIso(row.at),
      actor: row.actor,
      action: row.action,
      entity: row.entity,
      entityId: row.entity_id,
      before: row.before === null ? null : (JSON.parse(row.before) as unknown),
      after: row.after === null ? null : (JSON.parse(row.after) as unknown),
    })),
    next: rows.length > page.limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}
