import type { Clock } from '../../observe/clock.ts';
import type { Store } from '../../store/store.ts';
import { createToken } from './create.ts';
import { tokenView } from './list.ts';

/** Makes an API token for a caller of the API: the token as it is listed, and its secret, this once. */
export async function issueToken(parts: { store: Store; clock: Clock }, request: { name: string; workspaceId: string | null; by: string }) {
  const now = parts.clock.now();
  const { id, token } = await parts.store.transaction((trx) => createToken(trx, request, now));
  const row = { id, workspace_id: request.workspaceId, name: request.name, created_at: now, last_used_at: null, revoked_at: null };
  return { ...tokenView(row), token };
}
