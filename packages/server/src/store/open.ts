import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** Opens the store the configuration names: PostgreSQL where there is a URL, else the SQLite file. */
export async function openStore(settings: { databaseUrl?: string | undefined; sqliteFile: string }): Promise<Store> {
  if (settings.databaseUrl !== undefined) return openPostgres(settings.databaseUrl);
  await mkdir(dirname(settings.sqliteFile), { recursive: true });
  return openSqlite(settings.sqliteFile);
}
