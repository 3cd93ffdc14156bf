import type { Store } from '../store.ts';

/** An event that cannot be processed is tried again for days; until then its copies must be known for what they are. */
const KEEP_WINDOWS_MS = 3 * 86_400_000;

/** Screening looks back a day, and events may arrive late. */
const KEEP_SIGHTINGS_MS = 3 * 86_400_000;

/** No limit of a vendor looks back longer, and no session lasts longer without being used. */
const KEEP_UNUSED_MS = 90 * 86_400_000;

/**
 * Removes what has run out and is asked for no more: duplicate windows, sightings, codes, links and sign-ins, limits that nobody
 * used for long. What has an age of its own goes by `domain/retention`.
 */
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
  for (const table of ['connection_codes', 'oauth_states', 'login_links'] as const) {
    await store.db.deleteFrom(table).where('expires_at', '<', now).execute();
  }
  await store.db
    .deleteFrom('sessions')
    .where('last_used_at', '<', now - KEEP_UNUSED_MS)
    .execute();
  await store.db
    .deleteFrom('limits')
    .where('updated_at', '<', now - KEEP_UNUSED_MS)
    .where('queued_until', '<', now)
    .execute();
}
