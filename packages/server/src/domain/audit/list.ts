import type { Store } from '../../store/store.ts';
import { toIso } from '../times.ts';
import { namesOf } from './names.ts';
import { isUndoable } from './undo.ts';

export interface AuditFilter {
  before?: number | undefined;
  limit: number;
  /** What kind of thing was changed, and which one. */
  entity?: string | undefined;
  entityId?: string | undefined;
  actor?: string | undefined;
  /** ISO; from, and before. */
  since?: string | undefined;
  until?: string | undefined;
}

/** Who changed what in a workspace (or of `WHOLE_SERVER`), latest first. `next` is the `before` of the next page, null at the end. */
export async function listAudit(store: Store, workspaceId: string, filter: AuditFilter) {
  const { before, limit, entity, entityId, actor, since, until } = filter;
  let query = store.db.selectFrom('audit').selectAll().where('workspace_id', '=', workspaceId);
  if (before !== undefined) query = query.where('seq', '<', before);
  if (entity !== undefined) query = query.where('entity', '=', entity);
  if (entityId !== undefined) query = query.where('entity_id', '=', entityId);
  if (actor !== undefined) query = query.where('actor', '=', actor);
  if (since !== undefined) query = query.where('at', '>=', Date.parse(since));
  if (until !== undefined) query = query.where('at', '<', Date.parse(until));
  const rows = await query
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const names = await namesOf(store.db, workspaceId, shown);
  return {
    items: shown.map((row) => {
      const was = row.before === null ? null : (JSON.parse(row.before) as unknown);
      const is = row.after === null ? null : (JSON.parse(row.after) as unknown);
      return {
        id: row.seq,
        at: toIso(row.at),
        actor: row.actor,
        action: row.action,
        entity: row.entity,
        entityId: row.entity_id,
        before: was,
        after: is,
        undoable: isUndoable(row.action, was, is),
        name: names.get(row.entity_id) ?? null,
      };
    }),
    next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}
