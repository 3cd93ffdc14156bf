import type { ConnectionRow } from '../../delivery/connections.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';

/** The connection of this workspace; another's, and a removed one, is not there. */
export async function findConnection(db: Db, workspaceId: string, connectionId: string): Promise<ConnectionRow> {
  const row = await db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', connectionId)
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', 'There is no such connection in this workspace; it may have been removed.');
  return row;
}
