import type { Store } from '../store.ts';

/** An event that cannot be processed is tried again for days; until then its copies must be known for what they are. */
const KEEP_WINDOWS_MS = 3 * 86_400_000;

/** Screening looks back a day, and events may arrive late. */
const KEEP_SIGHTINGS_MS = 3 * 86_400_000;

/** Removes what has run out and is asked for no more: duplicate windows, connection codes, sightings. Events and attempts stay. */
export async function tidy(store: Store, now: number): Promise<void> {
  await store.db
    .deleteFrom('duplicate_windows')
    .where('expires_at', '<', now - KEEP_WINDOWS_MS)
    .execute();
  await store.db
    .deleteFrom('screening_sightings')
    .where('at', '<', now - KEEP_SIGHTINGS_MS)
    .where('kind', '!=', 'good')
    .execute();
  await store.db.deleteFrom('screening_tokens').where('expires_at', '<', now).execute();
  await store.db.deleteFrom('connection_codes').where('expires_at', '<', now).execute();
}
