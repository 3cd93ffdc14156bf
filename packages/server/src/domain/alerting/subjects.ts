import type { About } from '../../observe/alerts.ts';
import type { Db } from '../../store/schema.ts';

/** What an alert is about, as people know it. */
export interface Subject extends About {
  name: string | null;
  owner: string | null;
}

type AboutColumns = { about_kind: string | null; about_id: string | null };

/** Looks up what alerts of one workspace are about: their names and who owns them now. */
export async function subjectsOf(db: Db, workspaceId: string, alerts: AboutColumns[]): Promise<(alert: AboutColumns) => Subject> {
  const idsOf = (kind: About['kind']) => [...new Set(alerts.flatMap((alert) => (alert.about_kind === kind && alert.about_id) || []))];
  const found = new Map<string, { name: string; owner: string | null }>();
  for (const [kind, table] of [
    ['flow', 'flows'],
    ['connection', 'connections'],
  ] as const) {
    const ids = idsOf(kind);
    if (ids.length === 0) continue;
    const rows = await db
      .selectFrom(table)
      .select(['id', 'name', 'owner'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', ids)
      .execute();
    for (const { id, name, owner } of rows) found.set(id, { name, owner });
  }
  const sources = idsOf('source');
  if (sources.length > 0) {
    const rows = await db
      .selectFrom('sources')
      .select(['id', 'name'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', sources)
      .execute();
    for (const { id, name } of rows) found.set(id, { name, owner: null });
  }
  return ({ about_kind: kind, about_id: id }) => {
    const about = { kind: (kind ?? 'workspace') as About['kind'], id: id ?? workspaceId };
    return { ...about, name: found.get(about.id)?.name ?? null, owner: found.get(about.id)?.owner ?? null };
  };
}
