import { AppError } from '../../observe/app-error.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit, WHOLE_SERVER } from '../audit/record.ts';

/** Ends an API token, where a workspace is named one of that; from the next request on it is refused. Doing it again changes nothing. */
export async function revokeToken(parts: { store: Store; clock: Clock }, tokenId: string, by: string, workspaceId?: string): Promise<void> {
  const now = parts.clock.now();
  await parts.store.transaction(async (trx) => {
    const row = await trx
      .selectFrom('api_tokens')
      .select(['id', 'name', 'workspace_id', 'revoked_at'])
      .where('id', '=', tokenId)
      .$if(workspaceId !== undefined, (query) => query.where('workspace_id', '=', workspaceId as string))
      .executeTakeFirst();
    if (row === undefined) throw new AppError('not_found', 'There is no such API token.');
    if (row.revoked_at !== null) return;
    await trx.updateTable('api_tokens').set({ revoked_at: now }).where('id', '=', tokenId).execute();
    await recordAudit(trx, {
      workspaceId: row.workspace_id ?? WHOLE_SERVER,
      at: now,
      actor: by,
      action: 'token.revoked',
      entity: 'token',
      entityId: tokenId,
      before: { name: row.name, workspaceId: row.workspace_id },
    });
  });
}
