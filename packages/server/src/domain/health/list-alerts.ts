import type { Selectable } from 'kysely';
import type { Db, Schema } from '../../store/schema.ts';
import { toIso, toIsoOrNull } from '../times.ts';

const OPEN_SHOWN = 200;
const RESOLVED_SHOWN = 50;

/** Alerts that are open, latest first, and then the last that were resolved. */
export async function listAlerts(db: Db, workspaceId: string) {
  const resolved = await db
    .selectFrom('alerts')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('resolved_at', 'is not', null)
    .orderBy('resolved_at', 'desc')
    .orderBy('id', 'desc')
    .limit(RESOLVED_SHOWN)
    .execute();
  return [...(await openAlerts(db, workspaceId)), ...resolved.map(alertView)];
}

export async function openAlerts(db: Db, workspaceId: string) {
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('resolved_at', 'is', null)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(OPEN_SHOWN)
    .execute();
  return rows.map(alertView);
}

function alertView(row: Selectable<Schema['alerts']>) {
  return {
    id: row.id,
    kind: row.kind,
    message: row.message,
    openedAt: toIso(row.opened_at),
    resolvedAt: toIsoOrNull(row.resolved_at),
  };
}
