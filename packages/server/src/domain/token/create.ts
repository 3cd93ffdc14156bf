import { hashSecret, newSecret } from '../../secrets/hash.ts';
import { newId } from '../../store/ids.ts';
import type { Db } from '../../store/schema.ts';

export interface CreatedToken {
  id: string;
  /** Shown once; only its hash is kept. */
  token: string;
}

/** A new API token: for every workspace, or for one. */
export async function createToken(db: Db, request: { name: string; workspaceId: string | null }, now: number): Promise<CreatedToken> {
  const id = newId('tok');
  const token = newSecret('hnd_');
  await db
    .insertInto('api_tokens')
    .values({ id, name: request.name, workspace_id: request.workspaceId, hash: hashSecret(token), created_at: now })
    .execute();
  return { id, token };
}
