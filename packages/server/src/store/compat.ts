import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { UnsafeEngineError } from './engine.ts';
import type { Schema } from './schema.ts';

type Migrations = Record<string, Migration>;

/** The first version that can tell whether a newer schema suits it. */
const FIRST = '0018-schema-compat';

/**
 * Migrations that take something away which older servers use, each with the oldest migration a server must know to
 * run beside it. All others only add, and any server from `FIRST` on may run on them.
 */
const CONTRACTIONS: Readonly<Record<string, string>> = {};

/** The executed migrations that this server does not know: a newer one was here. */
export async function newerMigrations(db: Kysely<Schema>, known: Migrations): Promise<string[]> {
  if (!(await hasTable(db, 'kysely_migration'))) return [];
  const executed = await db.withTables<{ kysely_migration: { name: string } }>().selectFrom('kysely_migration').select('name').execute();
  return executed
    .map(({ name }) => name)
    .filter((name) => known[name] === undefined)
    .toSorted();
}

/**
 * Stands in for newer migrations this server can work with, so that it runs on a schema one version ahead.
 * @throws UnsafeEngineError where one of them took away what this server needs.
 */
export async function acceptNewer(db: Kysely<Schema>, known: Migrations): Promise<Migrations> {
  const newer = await newerMigrations(db, known);
  if (newer.length === 0) return known;
  const told = await hasTable(db, 'schema_compat');
  const rows = told ? await db.selectFrom('schema_compat').selectAll().where('migration', 'in', newer).execute() : [];
  const refused = newer.filter((name) => known[rows.find(({ migration }) => migration === name)?.needs ?? ''] === undefined);
  if (refused.length > 0) {
    throw new UnsafeEngineError(
      `A newer version of Handoff has changed this database (${refused.join(', ')}) so that this version cannot work with it. Start the newer version again, or restore the backup made before the upgrade.`,
    );
  }
  return { ...known, ...Object.fromEntries(newer.map((name) => [name, { up: () => Promise.resolve() }])) };
}

/** Writes down, for servers older than this one, what they must know to run on what it has made. */
export async function recordCompat(db: Kysely<Schema>, known: Migrations): Promise<void> {
  if (known[FIRST] === undefined) return;
  const rows = Object.keys(known).map((migration) => ({ migration, needs: CONTRACTIONS[migration] ?? FIRST }));
  await db
    .insertInto('schema_compat')
    .values(rows)
    .onConflict((conflict) => conflict.column('migration').doNothing())
    .execute();
}

async function hasTable(db: Kysely<Schema>, table: string): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return tables.some(({ name }) => name === table);
}
