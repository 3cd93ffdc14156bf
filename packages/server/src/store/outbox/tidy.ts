import type { Store } from '../store.ts';

/** Removes what has run out and is asked for no more: duplicate windows, connection codes. Events and attempts stay. */
export async function tidy(store: Store, now: number): Promise<void> {
  await store.db.deleteFrom('duplicate_windows').where('expires_at', '<', now).execute();
  await store.db.deleteFrom('connection_codes').where('expires_at', '<', now).execute();
}
