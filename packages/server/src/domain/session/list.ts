import type { Store } from '../../store/store.ts';
import { toIso } from '../times.ts';
import { IDLE_MS, LONGEST_MS } from './limits.ts';

/** Where a person is signed in, used last first. */
export async function listSessions(store: Store, email: string, current: string, now: number) {
  const rows = await store.db
    .selectFrom('sessions')
    .selectAll()
    .where('email', '=', email)
    .where('last_used_at', '>', now - IDLE_MS)
    .where('created_at', '>', now - LONGEST_MS)
    .orderBy('last_used_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    method: row.method,
    createdAt: toIso(row.created_at),
    lastUsedAt: toIso(row.last_used_at),
    current: row.id === current,
  }));
}
