import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { newId } from '../src/store/ids.ts';
import { tidy } from '../src/store/outbox/index.ts';
import { createHarness, type Harness } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const DAY = 86_400_000;

describe.each(engines)('what has run out, on $engine', ({ engine }) => {
  let server: Harness;
  beforeEach(async () => {
    server = await createHarness({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
  });
  afterEach(() => server.close());

  test('links, sign-ins, sessions and limits nobody uses any more go; those in use stay', async () => {
    const { db } = server.store;
    const now = server.clock.now();
    const link = { email: 'olga@example.com', created_at: now, used_at: null };
    await db
      .insertInto('login_links')
      .values([
        { ...link, hash: 'old', expires_at: now - 1 },
        { ...link, hash: 'open', expires_at: now + 1 },
      ])
      .execute();
    const session = { email: 'olga@example.com', method: 'link' as const, device: 'x', created_at: now - 100 * DAY };
    await db
      .insertInto('sessions')
      .values([
        { ...session, id: newId('ses'), hash: 'forgotten', last_used_at: now - 91 * DAY },
        { ...session, id: newId('ses'), hash: 'used', last_used_at: now - DAY },
      ])
      .execute();
    const limit = { tokens: 1, slots: null };
    await db
      .insertInto('limits')
      .values([
        { ...limit, scope: 'unused', updated_at: now - 91 * DAY, queued_until: 0 },
        { ...limit, scope: 'asked for again', updated_at: now - 91 * DAY, queued_until: now + 1 },
        { ...limit, scope: 'used', updated_at: now - DAY, queued_until: 0 },
      ])
      .execute();
    await tidy(server.store, now);
    expect((await db.selectFrom('login_links').select('hash').execute()).map(({ hash }) => hash)).toEqual(['open']);
    expect((await db.selectFrom('sessions').select('hash').execute()).map(({ hash }) => hash)).toEqual(['used']);
    expect((await db.selectFrom('limits').select('scope').orderBy('scope').execute()).map(({ scope }) => scope)).toEqual([
      'asked for again',
      'used',
    ]);
  });
});
