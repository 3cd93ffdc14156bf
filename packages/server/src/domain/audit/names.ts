import type { Db } from '../../store/schema.ts';

/** Tables whose rows people call by a name. */
const NAMED = { flow: 'flows', connection: 'connections', source: 'sources', token: 'api_tokens', member: 'members' } as const;

/** What the things that were changed are called now, by id; those that are gone keep the name they had. */
export async function namesOf(
  db: Db,
  workspaceId: string,
  changes: readonly { entity: string; entity_id: string }[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [entity, table] of Object.entries(NAMED)) {
    const ids = [...new Set(changes.filter((change) => change.entity === entity).map((change) => change.entity_id))];
    if (ids.length === 0) continue;
    const rows = await db.selectFrom(table).select(['id', 'name']).where('workspace_id', '=', workspaceId).where('id', 'in', ids).execute();
    for (const { id, name } of rows) names.set(id, name);
  }
  return names;
}
