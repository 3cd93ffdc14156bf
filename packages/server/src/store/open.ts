import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

export interface StoreSettings {
  databaseUrl?: string | undefined;
  sqliteFile: string;
}

/** No query reads the history, so none takes this long. */
const SILENT_MS = 15_000;

/** Opens the store the configuration names, PostgreSQL where there is a URL, else the SQLite file, and brings it up to date. */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const store = await openStoreAsItIs(settings);
  try {
    await migrate(store.db, store.engine);
  } catch (error) {
    await store.close();
    throw error;
  }
  if (settings.databaseUrl === undefined) return store;
  // A migration may take long; what a server asks from then on may not.
  await store.close();
  return openPostgres(settings.databaseUrl, { silentMs: SILENT_MS });
}

/** The same without migrating: for looking at a database, and for copying it before an update. */
export async function openStoreAsItIs(settings: StoreSettings): Promise<Store> {
  if (settings.databaseUrl !== undefined) return openPostgres(settings.databaseUrl);
  await mkdir(dirname(settings.sqliteFile), { recursive: true, mode: 0o700 });
  return openSqlite(settings.sqliteFile);
}
