import { AppError } from '../../observe/app-error.ts';
import { resolveAlert } from '../../observe/alerts.ts';
import { release } from '../../store/outbox/index.ts';
import { callConnection } from './call.ts';
import { findConnection } from './find.ts';
import type { ConnectionParts } from './parts.ts';

export interface ConnectionTest {
  ok: boolean;
  /** The account's name, in the owner's words. */
  account: string | null;
  /** Why it does not work, and what to do. */
  message: string | null;
}

/**
 * Tries the credentials. Remembers whose account it is and which scopes it grants; a sign-in that was refused
 * before and works now lets the connection go on.
 */
export async function testConnection(parts: ConnectionParts, workspaceId: string, connectionId: string): Promise<ConnectionTest> {
  const { store, clock } = parts;
  const row = await findConnection(store.db, workspaceId, connectionId);
  try {
    const found = await callConnection(parts, row, 'test', (context, { definition }) => definition.testConnection(context));
    await store.transaction(async (trx) => {
      await trx
        .updateTable('connections')
        .set({ account: found.account, ...(found.scopes === undefined ? {} : { scopes: JSON.stringify(found.scopes) }) })
        .where('id', '=', connectionId)
        .execute();
      if (await release(trx, connectionId, ['auth'])) await resolveAlert(trx, workspaceId, `access:${connectionId}`, clock.now());
    });
    store.wake();
    return { ok: true, account: found.account, message: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, account: row.account, message: error.message };
  }
}
