import type { Transaction } from 'kysely';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Db, Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';

/** The connection of this workspace; another's, and a removed one, is not there. */
export async function findConnection(db: Db, workspaceId: string, connectionId: string): Promise<ConnectionRow> {
  return thereOr404(await query(db, workspaceId, connectionId).executeTakeFirst());
}

/** The same, locked until the transaction ends, for a change that depends on what it was. */
export async function lockConnection(
  store: Store,
  trx: Transaction<Schema>,
  workspaceId: string,
  connectionId: string,
): Promise<ConnectionRow> {
  const found = query(trx, workspaceId, connectionId).$if(store.engine === 'postgres', (rows) => rows.forUpdate());
  return thereOr404(await found.executeTakeFirst());
}

function query(db: Db, workspaceId: string, connectionId: string) {
  return db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', connectionId)
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null);
}

function thereOr404(row: ConnectionRow | undefined): ConnectionRow {
  if (row === undefined) throw new AppError('not_found', 'There is no such connection in this workspace; it may have been removed.');
  return row;
}
