import type { Db } from '../../store/schema.ts';
import type { Language } from '../../words/language.ts';
import { alertViews } from './view.ts';

const OPEN_SHOWN = 200;
const RESOLVED_SHOWN = 50;

/** Alerts that are open, latest first, and then the last that were resolved. */
export async function listAlerts(db: Db, workspaceId: string, language: Language) {
  const resolved = await db
    .selectFrom('alerts')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('resolved_at', 'is not', null)
    .orderBy('resolved_at', 'desc')
    .orderBy('id', 'desc')
    .limit(RESOLVED_SHOWN)
    .execute();
  return [...(await openAlerts(db, workspaceId, language)), ...(await alertViews(db, workspaceId, resolved, language))];
}

export async function openAlerts(db: Db, workspaceId: string, language: Language) {
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('resolved_at', 'is', null)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(OPEN_SHOWN)
    .execute();
  return alertViews(db, workspaceId, rows, language);
}
