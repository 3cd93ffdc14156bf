import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { DestinationFailure } from '../src/destinations/kit/types.ts';
import { erasePerson } from '../src/domain/people/erase.ts';
import { runErasures } from '../src/domain/people/run-erasures.ts';
import type { Store } from '../src/store/store.ts';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const EMAIL = 'ada@example.com';
const DAY = 86_400_000;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the erasure tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('erasing at destinations, on $engine', ({ engine }) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    await shop.publish([{ key: 'contact' }, { key: 'deal', operation: 'deal', after: 'contact' }]);
    await shop.send(formSubmission({ subject: { email: EMAIL } }));
    await shop.send(formSubmission({ subject: { email: 'bo@example.com' } }));
    await shop.server.drain();
  });
  afterEach(() => shop.server.close());

  const { run, erase, list, alerts, stored } = {
    run: () => runErasures(shop.server.runtime.deps),
    erase: () => shop.server.client('erasePerson', { params: shop.params, body: { email: EMAIL } }),
    list: async () => (await shop.server.client('listErasures', { params: shop.params })).items,
    alerts: async () => (await shop.server.client('listAlerts', { params: shop.params })).items.filter(({ kind }) => kind === 'erasure'),
    stored: () => shop.server.store.db.selectFrom('erasures').selectAll().execute(),
  };
  const people = () => shop.crm.contacts.map(({ email }) => email);

  test('the destination is asked once, told of as asked, and forgets only this person', async () => {
    const receipt = await erase();
    expect(receipt.destinations.map(({ erasure }) => erasure)).toEqual(['asked', 'asked']);
    expect(JSON.stringify(await stored())).not.toContain(EMAIL);
    expect(people()).toEqual([EMAIL, 'bo@example.com']);

    expect(await run()).toBe(1);
    expect(people()).toEqual(['bo@example.com']);
    expect(shop.crm.deals.map(({ email }) => email)).toEqual(['bo@example.com']);
    expect(await list()).toMatchObject([{ state: 'done', attempts: 1, connection: 'Our CRM' }]);
    expect(await stored()).toMatchObject([{ person: '' }]);
    expect(await run()).toBe(0);
    await erase();
    expect(await list()).toHaveLength(1);
  });

  test('where all of a source is erased none is asked, and the receipt does not say so', async () => {
    const receipt = await shop.server.client('eraseSource', { params: { ...shop.params, sourceId: shop.site.sourceId }, body: {} });
    expect(receipt.destinations.length).toBeGreaterThan(0);
    expect(new Set(receipt.destinations.map(({ erasure }) => erasure))).toEqual(new Set(['by_hand']));
    expect(await list()).toEqual([]);
    expect(people()).toEqual([EMAIL, 'bo@example.com']);
  });

  test('two servers at once ask once', async () => {
    await erase();
    expect((await Promise.all([run(), run()])).reduce((sum, taken) => sum + taken, 0)).toBe(1);
  });

  test('what two transactions tried because of a deadlock is asked once, and not forgotten', async () => {
    const { deps } = shop.server.runtime;
    const undone = new Error('deadlock detected');
    // As PostgreSQL has it: the first try is undone, the second one holds.
    const store: Store = {
      ...deps.store,
      transaction: async (work) => {
        const first = deps.store.transaction(async (trx) => {
          await work(trx);
          throw undone;
        });
        await expect(first).rejects.toBe(undone);
        return deps.store.transaction(work);
      },
    };
    const reach = { workspaceId: shop.params.workspaceId, sourceId: undefined, by: 'test' };
    const receipt = await erasePerson({ ...deps, store }, reach, { email: EMAIL }, undefined);
    expect(receipt.destinations.map(({ erasure }) => erasure)).toEqual(['asked', 'asked']);
    expect(await stored()).toHaveLength(1);
    await run();
    expect(people()).toEqual(['bo@example.com']);
  });

  test('what is being sent at that moment is erased there too, once it can no longer arrive', async () => {
    const calling = shop.crm.fetch;
    let erasing: Promise<unknown> | undefined;
    Object.assign(shop.crm, {
      fetch: async (request: Request) => {
        // The destination is asked, as far as it is, while the record is still on its way to it.
        if (request.url.endsWith('/contacts')) {
          erasing = erase().then(run);
          await erasing;
        }
        return calling(request);
      },
    });
    await shop.send(formSubmission({ subject: { email: EMAIL } }));
    await shop.server.drain();
    expect(erasing).toBeDefined();
    shop.server.clock.advance(10 * 60_000);
    await run();
    expect(people()).not.toContain(EMAIL);
    expect((await list()).every(({ state }) => state === 'done')).toBe(true);
  });

  test('a destination that is away is asked again later', async () => {
    await erase();
    shop.crm.inject({ when: 'before', answer: { status: 503 } });
    await run();
    expect(await list()).toMatchObject([{ state: 'pending', attempts: 1, finishedAt: null }]);
    expect(people()).toContain(EMAIL);
    shop.server.clock.advance(60_000);
    await run();
    expect(await list()).toMatchObject([{ state: 'done', attempts: 2, message: null }]);
    expect(people()).toEqual(['bo@example.com']);
  });

  test('a destination that refuses is told to a person, who does it by hand and says so', async () => {
    await erase();
    shop.crm.inject({ when: 'before', answer: { status: 422 } });
    await run();
    const [failed] = await list();
    expect(failed).toMatchObject({ state: 'failed' });
    expect(await alerts()).toMatchObject([{ fix: expect.stringContaining('by hand') as string, resolvedAt: null }]);
    expect(await stored()).toMatchObject([{ person: '' }]);

    const params = { ...shop.params, erasureId: failed!.id };
    expect(await shop.server.client('confirmErasure', { params })).toMatchObject({ state: 'done' });
    expect((await alerts()).filter(({ resolvedAt }) => resolvedAt === null)).toEqual([]);
    await expect(shop.server.client('confirmErasure', { params })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('what the destination says of the person is not kept', async () => {
    await erase();
    const refusal = { code: 'no_contact', message: 'There is no contact ADA@example.com.' };
    for (const failure of [
      { ...refusal, kind: 'retry' as const },
      { ...refusal, kind: 'permanent' as const, problems: [] },
    ]) {
      shop.crm.definition.erasePerson = () => Promise.reject(new DestinationFailure(failure));
      await run();
      expect(JSON.stringify([await list(), await alerts(), await stored()]).toLowerCase()).not.toContain(EMAIL);
      shop.server.clock.advance(DAY);
    }
    expect(await list()).toMatchObject([{ state: 'failed', message: expect.stringContaining('not kept') as string }]);
  });

  test('a connection that was removed meanwhile is told to a person', async () => {
    await erase();
    await shop.server.store.db.updateTable('connections').set({ removed_at: shop.server.clock.now() }).execute();
    await run();
    expect(await list()).toMatchObject([{ state: 'failed', message: expect.stringContaining('removed') as string }]);
  });

  test('what never works is given up after days, and seen', async () => {
    await erase();
    for (let tries = 0; tries < 12; tries += 1) {
      shop.crm.inject({ when: 'before', answer: { status: 503 } });
      await run();
      shop.server.clock.advance(2 * DAY);
    }
    expect(await list()).toMatchObject([{ state: 'failed', attempts: 11 }]);
    expect(await alerts()).toHaveLength(1);
  });
});
