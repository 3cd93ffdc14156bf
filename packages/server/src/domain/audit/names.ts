import type { Db } from '../../store/schema.ts';
import { WHOLE_SERVER } from './record.ts';

/** Tables of a workspace whose rows people call by a name. */
const IN_WORKSPACE = { flow: 'flows', connection: 'connections', source: 'sources', token: 'api_tokens', member: 'members' } as const;
/** Those of the server: its operators, and tokens for all workspaces. */
const ON_SERVER = { token: 'api_tokens', member: 'members' } as const;

/** What the things that were changed are called now, by id; those that are gone keep the name they had. */
export async function namesOf(
  db: Db,
  workspaceId: string,
  changes: readonly { entity: string; entity_id: string }[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const isServer = workspaceId === WHOLE_SERVER;
  const named = (rows: { id: string; name: string }[]) => rows.forEach(({ id, name }) => names.set(id, name));
  const idsOf = (kind: string) => [...new Set(changes.filter(({ entity }) => entity === kind).map((change) => change.entity_id))];
  for (const [entity, table] of Object.entries(isServer ? ON_SERVER : IN_WORKSPACE)) {
    const ids = idsOf(entity);
    if (ids.length === 0) continue;
    const rows = db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids);
    named(await rows.where('workspace_id', isServer ? 'is' : '=', isServer ? null : workspaceId).execute());
  }
  const workspaces = isServer ? idsOf('workspace') : [];
  if (workspaces.length > 0) named(await db.selectFrom('workspaces').select(['id', 'name']).where('id', 'in', workspaces).execute());
  return names;
}
