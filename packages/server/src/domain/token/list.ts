import type { Selectable } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { toIso, toIsoOrNull } from '../times.ts';

/** Every API token, revoked ones too, oldest first; never its secret or hash. */
export async function listTokens(store: Store) {
  const rows = await store.db.selectFrom('api_tokens').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map(tokenView);
}

export function tokenView(row: Omit<Selectable<Schema['api_tokens']>, 'hash'>) {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    createdAt: toIso(row.created_at),
    lastUsedAt: toIsoOrNull(row.last_used_at),
    revokedAt: toIsoOrNull(row.revoked_at),
  };
}
