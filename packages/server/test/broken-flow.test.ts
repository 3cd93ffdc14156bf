import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import type { Logger } from '../src/observe/logger.ts';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the broken-flow tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

/** Stands for what a newer Handoff may have saved. */
const UNKNOWN_RULE = '"do":"literal"';

describe.each(engines)('a stored flow that cannot be compiled, on $engine', ({ engine }) => {
  let shop: Shop;
  const error = vi.fn<Logger['error']>();
  const quiet = () => {};

  beforeEach(async () => {
    error.mockClear();
    shop = await openShop({
      databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined,
      logger: { debug: quiet, info: quiet, warn: quiet, error },
    });
    await shop.publish([{ key: 'deal', operation: 'deal' }], { flowId: 'flw_good' });
    await shop.publish(
      [
        { key: 'contact', name: 'x' },
        { key: 'message', operation: 'message', after: 'contact' },
      ],
      { flowId: 'flw_bad' },
    );
  });
  afterEach(() => shop.server.close());

  const store = () => shop.server.store.db;
  const spec = async () =>
    (await store().selectFrom('flow_versions').select('spec').where('flow_id', '=', 'flw_bad').executeTakeFirstOrThrow()).spec;
  const setSpec = (text: string) => store().updateTable('flow_versions').set({ spec: text }).where('flow_id', '=', 'flw_bad').execute();
  const health = () => shop.server.client('workspaceHealth', { params: shop.params });
  const alerts = async () => (await health()).alerts.filter(({ kind }) => kind === 'flow').map(({ message }) => message);
  const outcomes = async () =>
    (await shop.deliveries()).map(({ step_key: step, state }) => `${step} ${state}`).toSorted((a, b) => a.localeCompare(b, 'en'));
  const keep = async () => {
    const eventId = await shop.send(formSubmission());
    await shop.server.drain();
    return eventId;
  };

  test('stops no other flow; what it was to send is a dead letter, and its owner is told once', async () => {
    await setSpec((await spec()).replace(UNKNOWN_RULE, '"do":"horoscope"'));
    const eventId = await keep();
    await keep();
    expect(shop.crm.deals).toHaveLength(2);
    expect(shop.crm.contacts).toEqual([]);
    expect(await alerts()).toEqual([expect.stringContaining('“Contact form” cannot be run')]);
    expect(error.mock.calls.filter(([{ flow }]) => flow === 'flw_bad')).toHaveLength(1);

    const { deliveryList } = await shop.server.client('getEvent', { params: { ...shop.params, eventId } });
    expect(deliveryList.filter(({ flowId }) => flowId === 'flw_bad')).toMatchObject([
      {
        step: 'contact',
        state: 'dead',
        attempts: 0,
        error: { code: 'flow_broken', message: expect.stringContaining('publish it') as string },
      },
      { step: 'message', state: 'dead', error: { code: 'flow_broken' } },
    ]);
  });

  test('once it is mended, replaying the dead letters with the current version sends everything', async () => {
    const sound = await spec();
    await setSpec(sound.replace(UNKNOWN_RULE, '"do":"horoscope"'));
    await keep();
    await shop.publish([{ key: 'contact' }, { key: 'message', operation: 'message', after: 'contact' }], { flowId: 'flw_bad' });
    const replayed = await shop.server.client('replayDeliveries', {
      params: shop.params,
      body: { filter: { states: ['dead'] }, version: 'current' },
    });
    expect(replayed).toMatchObject({ deliveryIds: [expect.any(String), expect.any(String)], skipped: [] });
    await shop.server.drain();
    expect([shop.crm.contacts, shop.crm.messages, shop.crm.deals].map((records) => records.length)).toEqual([1, 1, 1]);
    await keep();
    expect(await alerts()).toEqual([]);
    expect((await health()).deliveries.dead).toBe(0);
  });

  test('archiving it closes the alert', async () => {
    await setSpec((await spec()).replace(UNKNOWN_RULE, '"do":"horoscope"'));
    await keep();
    await shop.server.client('archiveFlow', { params: { ...shop.params, flowId: 'flw_bad' } });
    expect(await alerts()).toEqual([]);
  });

  test('it takes only the events it was for', async () => {
    const conditions = '"conditions":{"is":"equals","path":"/data/fields/topic","value":"wedding"}';
    await setSpec((await spec()).replace(UNKNOWN_RULE, '"do":"horoscope"').replace(/}$/, `,${conditions}}`));
    await keep();
    await shop.send(formSubmission({}, { topic: 'wedding' }));
    await shop.server.drain();
    expect(await outcomes()).toEqual(['contact dead', 'deal succeeded', 'deal succeeded', 'message dead']);
  });

  test('one that breaks after its events were routed loses none of them', async () => {
    await shop.send(formSubmission());
    await store().updateTable('connections').set({ hold_kind: 'person', hold_until: null }).execute();
    await shop.server.drain();
    const sound = await spec();
    // Another process, which has not compiled it yet, finds it broken.
    await store()
      .updateTable('flow_versions')
      .set({ id: 'ver_other', spec: sound.replace(UNKNOWN_RULE, '"do":"horoscope"') })
      .where('flow_id', '=', 'flw_bad')
      .execute();
    await store().updateTable('deliveries').set({ flow_version_id: 'ver_other' }).where('flow_id', '=', 'flw_bad').execute();
    await store().updateTable('connections').set({ hold_kind: null }).execute();
    await shop.server.drain();
    expect(shop.crm.deals).toHaveLength(1);
    expect(await outcomes()).toEqual(['contact dead', 'deal succeeded', 'message blocked']);
  });

  test('one of which nothing can be read stops nobody either, and replaying an event with the current version does what is missing', async () => {
    await setSpec('{"trig');
    const eventId = await keep();
    expect(shop.crm.deals).toHaveLength(1);
    expect(await alerts()).toHaveLength(1);
    await store().deleteFrom('flow_versions').where('flow_id', '=', 'flw_bad').execute();
    await shop.publish([{ key: 'contact' }], { flowId: 'flw_bad_2' });
    await shop.server.client('replayEvent', { params: { ...shop.params, eventId }, body: { version: 'current' } });
    await shop.server.drain();
    expect([shop.crm.contacts.length, shop.crm.deals.length]).toEqual([1, 1]);
  });
});
