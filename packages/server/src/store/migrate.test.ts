import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ColumnMetadata, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createDatabase } from '../../test/support/postgres.ts';
import { migrate, migrationsOf, migrationState } from './migrate.ts';
import { openStore, openStoreAsItIs, type StoreSettings } from './open.ts';
import { acceptEvents } from './outbox/index.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const NOW = 1_800_000_000_000;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the migration tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('migrations on $engine', ({ engine }) => {
  let settings: StoreSettings;
  let directory: string;
  let store: Store;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handoff-migrate-'));
    settings = {
      databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined,
      sqliteFile: join(directory, 'h.sqlite'),
    };
    store = await openStoreAsItIs(settings);
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });

  const ours = () => migrationsOf(engine);
  const adds: Migration = { up: (db) => run(db, 'alter table events add column later text', 'create table later (id text primary key)') };

  test('each only adds: what a table had it keeps, and what it gains no older server has to fill in', async () => {
    const known: Record<string, Migration> = {};
    const wrong: string[] = [];
    let before = new Map<string, ColumnMetadata>();
    for (const name of Object.keys(ours()).toSorted()) {
      known[name] = ours()[name] as Migration;
      await migrate(store.db, engine, known);
      const after = await columns(store.db);
      const tables = new Set([...before.keys()].map(tableOf));
      const lost = [...before.keys()].filter((column) => after.get(column)?.dataType !== before.get(column)?.dataType);
      const demanded = [...after].filter(
        ([column, { isNullable, hasDefaultValue }]) =>
          !before.has(column) && tables.has(tableOf(column)) && !isNullable && !hasDefaultValue,
      );
      // The rule holds from the first version on that had a version before it.
      if (name > '0013') wrong.push(...[...lost, ...demanded.map(([column]) => column)].map((column) => `${name}: ${column}`));
      before = after;
    }
    expect(wrong).toEqual([]);
  });

  test('a server of the version before works on the schema of the next, and the next goes on from what it did', async () => {
    const next = { ...ours(), '9000-next': adds };
    await migrate(store.db, engine, next);

    const older = await openStore(settings);
    expect(await migrationState(older.db, engine)).toEqual({ pending: [], newer: ['9000-next'] });
    await keep(older, 'k1');
    await older.close();

    await migrate(store.db, engine, next);
    await keep(store, 'k2');
    const { rows } = await sql<{ later: string | null }>`select later from events`.execute(store.db);
    expect(rows).toEqual([{ later: null }, { later: null }]);
  });

  test('a newer schema that says nothing of older servers, or that needs a newer one, is refused in words', async () => {
    await migrate(store.db, engine);
    await sql`insert into kysely_migration (name, timestamp) values ('9000-next', '2027-01-01T00:00:00.000Z')`.execute(store.db);
    await expect(openStore(settings)).rejects.toThrow('A newer version of Handoff has changed this database (9000-next)');

    await store.db.insertInto('schema_compat').values({ migration: '9000-next', needs: '8999-unknown' }).execute();
    await expect(openStore(settings)).rejects.toThrow('Start the newer version again, or restore the backup');

    await store.db.updateTable('schema_compat').set({ needs: '0018-schema-compat' }).where('migration', '=', '9000-next').execute();
    await (await openStore(settings)).close();
  });

  test('one that fails half-way leaves the schema as it was, and the version before at work', async () => {
    await migrate(store.db, engine);
    await keep(store, 'k1');
    const before = await columns(store.db);
    const fails: Migration = { up: (db) => run(db, 'alter table events add column half text', 'create table events (id text)') };
    await expect(migrate(store.db, engine, { ...ours(), '9000-next': adds, '9001-fails': fails })).rejects.toThrow('(9001-fails)');
    expect([...(await columns(store.db)).keys()]).toEqual([...before.keys()]);
    expect(await migrationState(store.db, engine)).toEqual({ pending: [], newer: [] });
    await keep(store, 'k2');
  });
});

test.skipIf(admin === undefined)('several processes that migrate one PostgreSQL at once all come through', async () => {
  const databaseUrl = await createDatabase(admin as string);
  const stores = await Promise.all(Array.from({ length: 4 }, () => openStore({ databaseUrl, sqliteFile: '' })));
  expect(await migrationState((stores[0] as Store).db, 'postgres')).toEqual({ pending: [], newer: [] });
  await Promise.all(stores.map((store) => store.close()));
});

async function run(db: Kysely<unknown>, ...statements: string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const tableOf = (column: string) => column.split('.')[0] as string;

async function columns(db: Kysely<Schema>): Promise<Map<string, ColumnMetadata>> {
  const tables = await db.introspection.getTables();
  return new Map(
    tables
      .flatMap((table) => table.columns.map((column): [string, ColumnMetadata] => [`${table.name}.${column.name}`, column]))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

async function keep(store: Store, key: string): Promise<void> {
  const [accepted] = await acceptEvents(store, [
    {
      workspaceId: 'ws_1',
      sourceId: 'src_1',
      type: 'form.submitted',
      known: true,
      idempotencyKey: key,
      occurredAt: NOW,
      receivedAt: NOW,
      contactKey: undefined,
      problems: undefined,
      body: '{}',
      sameAs: () => true,
    },
  ]);
  expect(accepted?.status).toBe('accepted');
}
