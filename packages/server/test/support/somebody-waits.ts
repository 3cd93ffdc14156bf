import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Store } from '../../src/store/store.ts';

/** Comes back once somebody waits for a lock in this PostgreSQL database. Its cluster holds the databases of other tests too. */
export async function somebodyWaits({ db }: Store): Promise<void> {
  const waiting = () =>
    sql`select 1 from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`.execute(db);
  await expect.poll(async () => (await waiting()).rows.length).toBeGreaterThan(0);
}
