import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createDatabase } from '../../test/support/postgres.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';
import { evenly, insertRows, valueRows } from './values.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

test('what is asked for in even numbers is the same', () => {
  expect(evenly(['a', 'b', 'c'])).toEqual(['a', 'b', 'c', 'c']);
  expect(evenly(['a', 'b'])).toEqual(['a', 'b']);
  expect(evenly([])).toEqual([]);
});

describe.each(engines)('rows in one statement on $engine', ({ engine }) => {
  let store: Store;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handoff-values-'));
    const databaseUrl = engine === 'postgres' ? await createDatabase(admin as string) : undefined;
    store = await openStore({ databaseUrl, sqliteFile: join(directory, 'h.sqlite') });
  });
  afterAll(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });

  test.each([1, 2, 3, 5, 8, 100])('%i are inserted once each and answered; those that are there stay', async (count) => {
    const scope = (number: number) => `${count}:${String(number).padStart(3, '0')}`;
    const rows = Array.from({ length: count }, (_, number) => ({
      scope: scope(number),
      tokens: number / 2,
      updated_at: 1_800_000_000_000,
      queued_until: number,
      slots: number % 2 === 0 ? null : '[]',
    }));
    const insert = () =>
      insertRows(store.db, 'limits', rows)
        .onConflict((conflict) => conflict.column('scope').doNothing())
        .returning('scope')
        .execute();
    expect((await insert()).map((row) => row.scope)).toEqual(rows.map((row) => row.scope));
    expect(await insert()).toEqual([]);
    const kept = await store.db.selectFrom('limits').selectAll().where('scope', 'like', `${count}:%`).orderBy('scope').execute();
    expect(kept).toEqual(rows);
  });

  test.each([1, 3, 4])('%i meet what they equal and nothing else', async (count) => {
    const rows = valueRows(
      { scope: 'text', at: 'bigint', share: 'double precision', note: 'text' },
      Array.from({ length: count }, (_, number) => ({ scope: `100:00${number}`, at: 5 + number, share: 0.25, note: null })),
    );
    const met = await sql<{ scope: string; at: number; share: number; note: string | null }>`
      with given(scope, at, share, note) as (${rows})
      select given.scope, given.at, given.share, given.note from given join limits on limits.scope = given.scope order by given.scope`.execute(
      store.db,
    );
    expect(met.rows).toEqual(
      Array.from({ length: count }, (_, number) => ({ scope: `100:00${number}`, at: 5 + number, share: 0.25, note: null })),
    );
  });
});
