import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStoreFault } from './faults.ts';
import { openStore } from './open.ts';
import { createSharedCommits } from './shared-commits.ts';
import type { Db } from './schema.ts';
import type { Store } from './store.ts';

describe('transactions that share a commit', () => {
  let directory: string;
  let file: string;
  let store: Store;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handoff-commits-'));
    file = join(directory, 'handoff.sqlite');
    store = await openStore({ sqliteFile: file });
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });

  const open = (db: Db, id: string) => db.insertInto('workspaces').values({ id, name: id, settings: '{}', created_at: 0 }).execute();
  const kept = async () => (await store.db.selectFrom('workspaces').select('id').orderBy('id').execute()).map(({ id }) => id);

  it('answers each with its own result, in the order they came', async () => {
    const seen: number[] = [];
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, number) =>
        store.transaction(async (trx) => {
          seen.push(number);
          await open(trx, `ws_${String(number).padStart(2, '0')}`);
          return number;
        }),
      ),
    );
    expect(results).toEqual(Array.from({ length: 50 }, (_, number) => number));
    expect(seen).toEqual(results);
    expect(await kept()).toHaveLength(50);
  });

  it('undoes the one that fails, and only that', async () => {
    const results = await Promise.allSettled([
      store.transaction((trx) => open(trx, 'ws_a')),
      store.transaction(async (trx) => {
        await open(trx, 'ws_b');
        throw new Error('changed my mind');
      }),
      store.transaction((trx) => open(trx, 'ws_a')),
      store.transaction((trx) => open(trx, 'ws_c')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { message: 'changed my mind' } });
    expect(results[2]).toMatchObject({ reason: { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' } });
    expect(await kept()).toEqual(['ws_a', 'ws_c']);
  });

  it('answers none before the commit: whoever else reads the file sees what was answered', async () => {
    const reader = new Database(file, { readonly: true });
    const visible = reader.prepare('select count(*) from workspaces where id = ?').pluck();
    const seen = await Promise.all(
      ['ws_a', 'ws_b', 'ws_c'].map(async (id) => {
        await store.transaction((trx) => open(trx, id));
        return visible.get(id);
      }),
    );
    reader.close();
    expect(seen).toEqual([1, 1, 1]);
  });

  it('tells everyone who waits when no transaction can begin, and runs none of their work later', async () => {
    const database = new Database(':memory:');
    let tries = 0;
    const execute = async (work: (trx: never) => Promise<void>) => {
      tries += 1;
      if (tries === 1) throw new Error('database is locked');
      database.exec('begin');
      await work(undefined as never);
      database.exec('commit');
    };
    const transaction = createSharedCommits({ transaction: () => ({ execute }) } as never, database);
    const late: string[] = [];
    const results = await Promise.allSettled(['a', 'b'].map((name) => transaction(() => Promise.resolve(late.push(name)))));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(late).toEqual([]);
    expect(await transaction(() => Promise.resolve('works again'))).toBe('works again');
    database.close();
  });

  it('tells everyone whose work SQLite undid with that of another, and goes on afterwards', async () => {
    const results = await Promise.allSettled([
      store.transaction((trx) => open(trx, 'ws_a')),
      store.transaction(async (trx) => {
        await open(trx, 'ws_b');
        await sql`rollback`.execute(trx);
        throw new Error('the disk is full');
      }),
      store.transaction((trx) => open(trx, 'ws_c')),
    ]);
    expect(results.slice(0, 2).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await kept()).toEqual(results[2]?.status === 'fulfilled' ? ['ws_c'] : []);
    await store.transaction((trx) => open(trx, 'ws_d'));
    expect(await kept()).toContain('ws_d');
  });

  it('says that the disk is full to everyone whose work that undid, so that their senders come back', async () => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
    await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + 3}`).execute(store.db);
    const big = (id: string) =>
      store.transaction((trx) =>
        trx
          .insertInto('workspaces')
          .values({ id, name: 'x'.repeat(200_000), settings: '{}', created_at: 0 })
          .execute(),
      );
    const results = await Promise.allSettled([store.transaction((trx) => open(trx, 'ws_a')), big('ws_b')]);
    expect(results[1]).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_FULL' } });
    // Undone with it, or kept: never told one and done the other, and never told that it was a fault of ours.
    if (results[0]?.status === 'rejected') expect(isStoreFault(results[0].reason)).toBe(true);
    expect(await kept()).toEqual(results[0]?.status === 'rejected' ? [] : ['ws_a']);
    await sql.raw('pragma max_page_count = 1073741823').execute(store.db);
    await store.transaction((trx) => open(trx, 'ws_c'));
    expect(await kept()).toContain('ws_c');
  });
});
