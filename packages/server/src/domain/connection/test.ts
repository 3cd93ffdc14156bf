import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import { resolveAlert } from '../../observe/alerts.ts';
import { AppError } from '../../observe/app-error.ts';
import { release } from '../../store/outbox/index.ts';
import type { Schema } from '../../store/schema.ts';
import { recordAudit } from '../audit/record.ts';
import { callConnection } from './call.ts';
import { findConnection, lockConnection } from './find.ts';
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
export async function testConnection(
  parts: ConnectionParts,
  request: { workspaceId: string; connectionId: string; by: string },
): Promise<ConnectionTest> {
  const { store } = parts;
  const { workspaceId, connectionId } = request;
  const row = await findConnection(store.db, workspaceId, connectionId);
  try {
    const found = await callConnection(parts, row, 'test', (context, { definition }) => definition.testConnection(context));
    await store.transaction((trx) => note(parts, trx, request, found));
    store.wake();
    return { ok: true, account: found.account, message: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, account: row.account, message: error.message };
  }
}

/** Audited where it changes what is known of the connection, or lets it go on. */
async function note(
  { store, clock }: ConnectionParts,
  trx: Transaction<Schema>,
  { workspaceId, connectionId, by }: { workspaceId: string; connectionId: string; by: string },
  found: { account: string; scopes?: string[] | undefined },
): Promise<void> {
  const row = await lockConnection(store, trx, workspaceId, connectionId);
  const { account, scopes = JSON.parse(row.scopes) as string[] } = found;
  await trx
    .updateTable('connections')
    .set({ account, scopes: JSON.stringify(scopes) })
    .where('id', '=', connectionId)
    .execute();
  const lifted = await release(trx, connectionId, ['auth']);
  if (lifted) await resolveAlert(trx, workspaceId, `access:${connectionId}`, clock.now());
  const before = { account: row.account, scopes: JSON.parse(row.scopes) as string[], hold: row.hold_kind };
  const after = { account, scopes, hold: lifted ? null : row.hold_kind };
  if (isDeepStrictEqual(before, after)) return;
  await recordAudit(trx, {
    workspaceId,
    at: clock.now(),
    actor: by,
    action: 'connection.tested',
    entity: 'connection',
    entityId: connectionId,
    before,
    after,
  });
}
