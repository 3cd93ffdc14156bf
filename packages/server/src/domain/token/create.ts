import { AppError } from '../../observe/app-error.ts';
import { hashSecret, newSecret } from '../../secrets/hash.ts';
import { newId } from '../../store/ids.ts';
import type { Db } from '../../store/schema.ts';
import { recordAudit, WHOLE_SERVER } from '../audit/record.ts';

export interface CreatedToken {
  id: string;
  /** Shown once; only its hash is kept. */
  token: string;
}

/** A new API token: for every workspace, or for one. `db` should be a transaction, so that its audit is written with it. */
export async function createToken(
  db: Db,
  request: { name: string; workspaceId: string | null; by?: string },
  now: number,
): Promise<CreatedToken> {
  const { name, workspaceId, by = 'command line' } = request;
  if (workspaceId !== null) {
    const workspace = await db.selectFrom('workspaces').select('id').where('id', '=', workspaceId).executeTakeFirst();
    if (workspace === undefined) throw new AppError('not_found', 'There is no such workspace.');
  }
  const id = newId('tok');
  const token = newSecret('hnd_');
  await db
    .insertInto('api_tokens')
    .values({ id, name, workspace_id: workspaceId, hash: hashSecret(token), created_at: now })
    .execute();
  await recordAudit(db, {
    workspaceId: workspaceId ?? WHOLE_SERVER,
    at: now,
    actor: by,
    action: 'token.created',
    entity: 'token',
    entityId: id,
    after: { name, workspaceId },
  });
  return { id, token };
}
