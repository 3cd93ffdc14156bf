import type { Db } from '../../store/schema.ts';
import { alertViews } from './view.ts';

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
  return [...(await openAlerts(db, workspaceId)), ...(await alertViews(db, workspaceId, resolved))];
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
  return alertViews(db, workspaceId, rows);
}
