import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';

/** One change of this workspace; another's is not there. */
export async function findChange(db: Db, workspaceId: string, changeId: string) {
  const row = await db
    .selectFrom('audit')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('seq', '=', /^\d{1,15}$/.test(changeId) ? Number(changeId) : -1)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', 'There is no such change in this workspace.');
  return {
    action: row.action,
    entityId: row.entity_id,
    before: row.before === null ? null : (JSON.parse(row.before) as unknown),
    after: row.after === null ? null : (JSON.parse(row.after) as unknown),
  };
}
