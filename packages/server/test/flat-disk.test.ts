import { statSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { purgeDue } from '../src/domain/retention/purge.ts';
import { DAY, writeOld } from './support/old-data.ts';
import { openShop, type Shop } from './support/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.server.close());

const purge = () => purgeDue({ ...shop.server.runtime.deps, pause: () => Promise.resolve() });

async function pragma(name: string): Promise<number> {
  const { rows } = await sql.raw<Record<string, number>>(`pragma ${name}`).execute(shop.server.store.db);
  return Number(Object.values(rows[0] ?? {})[0]);
}

test('over months the SQLite file stays as large as what is kept', async () => {
  const { client, clock } = shop.server;
  await client('setRetention', { params: shop.params, body: { bodies: 30, exchanges: 15, events: 60, keys: 90 } });
  const pages: number[] = [];
  for (let month = 0; month < 10; month += 1) {
    clock.advance(30 * DAY);
    await writeOld(
      shop,
      Array.from({ length: 84 }, (_, index) => ({ age: 29 - Math.floor(index / 3), delivery: 'succeeded' as const })),
    );
    await purge();
    pages.push(await pragma('page_count'));
  }
  // All ages are reached after the fourth month.
  expect(pages[9]).toBeLessThanOrEqual((pages[4] ?? 0) * 1.05);
});

test('once much more is free than what is kept, the file is made smaller', async () => {
  const { store } = shop.server;
  const [old] = await writeOld(shop, [{ age: 500 }]);
  const big = 'x'.repeat(30_000);
  for (let index = 0; index < 20; index += 1) {
    await store.db
      .insertInto('events')
      .columns([
        'id',
        'workspace_id',
        'source_id',
        'type',
        'state',
        'idempotency_key',
        'occurred_at',
        'received_at',
        'process_at',
        'process_failures',
        'body',
        'verdict',
      ])
      .expression((eb) =>
        eb
          .selectFrom('events')
          .select([
            sql<string>`'evt_' || hex(randomblob(13))`.as('id'),
            'workspace_id',
            'source_id',
            'type',
            'state',
            'idempotency_key',
            'occurred_at',
            'received_at',
            'process_at',
            'process_failures',
            sql<string>`${JSON.stringify({ id: 'x', type: 'form.submitted', big })}`.as('body'),
            'verdict',
          ])
          .limit(Math.min(2 ** index, 120)),
      )
      .execute();
  }
  expect(old).toBeDefined();
  const before = await pragma('page_count');
  expect(before * (await pragma('page_size'))).toBeGreaterThan(40_000_000);
  await purge();
  expect(await pragma('page_count')).toBeLessThan(before / 2);
  await sql.raw('pragma wal_checkpoint(truncate)').execute(store.db);
  const { rows } = await sql.raw<{ file: string }>('pragma database_list').execute(store.db);
  expect(statSync(rows[0]?.file ?? '').size).toBeLessThan((before * (await pragma('page_size'))) / 2);
});
