import type { Store } from '../store/store.ts';
import type { SignedSource } from './receive.ts';

/** Which of these idempotency keys came from this source before, in the order asked. */
export async function knownEvents(store: Store, source: SignedSource, keys: string[]): Promise<string[]> {
  const rows = await store.db
    .selectFrom('event_keys')
    .select('idempotency_key')
    .where('workspace_id', '=', source.workspaceId)
    .where('source_id', '=', source.id)
    .where('idempotency_key', 'in', keys)
    .execute();
  const known = new Set(rows.map((row) => row.idempotency_key));
  return keys.filter((key) => known.has(key));
}
