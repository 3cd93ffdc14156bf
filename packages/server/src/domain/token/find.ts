import { hashSecret } from '../../secrets/hash.ts';
import type { Store } from '../../store/store.ts';

const TOUCH_EVERY_MS = 60_000;

/** The API token with this secret, unless revoked. Notes its use, at most once a minute. */
export async function findToken(
  store: Store,
  secret: string,
  now: number,
): Promise<{ name: string; workspaceId: string | undefined } | undefined> {
  const row = await store.db
    .selectFrom('api_tokens')
    .select(['id', 'name', 'workspace_id', 'last_used_at'])
    .where('hash', '=', hashSecret(secret))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (now - (row.last_used_at ?? 0) > TOUCH_EVERY_MS) {
    await store.db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', row.id).execute();
  }
  return { name: row.name, workspaceId: row.workspace_id ?? undefined };
}
