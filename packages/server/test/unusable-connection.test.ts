import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createKeyring, newSealingKey } from '../src/secrets/keyring.ts';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the tests of unusable connections is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('a connection that cannot be opened, on $engine', ({ engine }) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    await shop.publish([{ key: 'contact' }]);
  });
  afterEach(() => shop.server.close());

  test.each([
    ['its destination is not known to this server', () => Promise.resolve({ destination: 'gone' }), 'knows no destination'],
    ['its secrets are sealed with a key that is lost', async () => ({ secrets: await createKeyring([newSealingKey()]).seal('{}') }), 'key'],
  ])('is held, and its owner told, when %s; afterwards what waited goes out', async (_, damage, words) => {
    const { db } = shop.server.store;
    const of = { params: { ...shop.params, connectionId: shop.connectionId } };
    const before = await db.selectFrom('connections').select(['destination', 'secrets']).executeTakeFirstOrThrow();
    await db
      .updateTable('connections')
      .set(await damage())
      .execute();
    await shop.send(formSubmission());
    await shop.server.drain();
    await shop.send(formSubmission());
    await shop.server.drain();
    const { alerts, connections } = await shop.server.client('workspaceHealth', { params: shop.params });
    expect(connections).toMatchObject([{ hold: { kind: 'auth', until: null, message: expect.stringContaining(words) as string } }]);
    expect(alerts).toMatchObject([{ kind: 'auth', message: expect.stringMatching(/^Our CRM: /) as string }]);
    expect(await shop.states()).toEqual(['pending', 'pending']);

    await db.updateTable('connections').set(before).execute();
    await shop.server.client('resumeConnection', of);
    await shop.server.drain();
    expect(await shop.states()).toEqual(['succeeded', 'succeeded']);
    expect((await shop.server.client('workspaceHealth', { params: shop.params })).alerts).toEqual([]);
  });
});
