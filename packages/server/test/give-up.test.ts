import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the give-up tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('a delivery that shall not be sent any more, on $engine', ({ engine }) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    await shop.publish([
      { key: 'message', operation: 'message' },
      { key: 'deal', operation: 'deal', after: 'message' },
    ]);
  });
  afterEach(() => shop.server.close());

  const fail = async (how: 'dead' | 'uncertain'): Promise<string> => {
    if (how === 'dead') shop.crm.refuse();
    else shop.crm.inject({ when: 'after', answer: 'reset' });
    await shop.send(formSubmission());
    await shop.server.drain();
    const all = await shop.deliveries();
    const found = all.findLast(({ state }) => state === how);
    if (found === undefined) throw new Error(`none is ${how}`);
    return found.id;
  };
  const giveUp = (...deliveryIds: string[]) => shop.server.client('giveUpDeliveries', { params: shop.params, body: { deliveryIds } });
  const alerts = async () => (await shop.server.client('workspaceHealth', { params: shop.params })).alerts;
  const audited = async () =>
    (await shop.server.client('listAudit', { params: shop.params })).items.filter(({ action }) => action === 'delivery.given_up');

  test.each(['dead', 'uncertain'] as const)(
    'one that is %s asks for nobody, says who gave it up, and lets go what waited for it',
    async (how) => {
      const id = await fail(how);
      expect(await alerts()).toHaveLength(1);
      expect(await giveUp(id)).toEqual({ deliveryIds: [id], skipped: [] });
      expect(await alerts()).toEqual([]);
      expect(await shop.states()).toEqual(['cancelled', 'cancelled']);
      const { error } = await shop.server.client('getDelivery', { params: { ...shop.params, deliveryId: id } });
      expect(error).toMatchObject({ code: 'given_up', message: expect.stringMatching(/. Given up by test\.$/) as string });
      expect(await audited()).toMatchObject([
        { actor: 'token:test', entityId: id, before: { states: [how] }, after: { deliveryIds: [id] } },
      ]);
      expect((await shop.server.client('workspaceHealth', { params: shop.params })).deliveries).toMatchObject({ dead: 0, uncertain: 0 });
    },
  );

  test('saying it again changes nothing; neither does giving up what is on its way or not there', async () => {
    const id = await fail('dead');
    const [, waiting] = await shop.deliveries();
    await giveUp(id);
    const again = await giveUp(id, waiting?.id ?? '', 'dlv_no');
    expect(again.deliveryIds).toEqual([]);
    expect(again.skipped.map(({ deliveryId }) => deliveryId)).toEqual([id, waiting?.id, 'dlv_no']);
    expect(await audited()).toHaveLength(1);
  });

  test('it closes the alert of a step once none of its dead letters is left, though its connection was removed', async () => {
    const [one, other] = [await fail('dead'), await fail('dead')];
    const { client } = shop.server;
    const [flow] = (await client('listFlows', { params: shop.params })).items;
    await client('archiveFlow', { params: { ...shop.params, flowId: flow?.id ?? '' } });
    await client('removeConnection', { params: { ...shop.params, connectionId: shop.connectionId } });
    await giveUp(one);
    expect((await alerts()).map(({ kind }) => kind)).toEqual(['dead_letter']);
    await giveUp(other);
    expect(await alerts()).toEqual([]);
  });

  test('it can be sent again afterwards', async () => {
    const id = await fail('dead');
    await giveUp(id);
    const replayed = await shop.server.client('replayDeliveries', { params: shop.params, body: { deliveryIds: [id] } });
    expect(replayed.deliveryIds).toHaveLength(1);
    await shop.server.drain();
    expect(shop.crm.messages).toHaveLength(1);
  });

  test('where one gives it up and another sends it again at once, one of the two happens', async () => {
    const id = await fail('dead');
    const replay = shop.server.client('replayDeliveries', { params: shop.params, body: { deliveryIds: [id] } });
    const [given, replayed] = await Promise.all([giveUp(id), replay]);
    await shop.server.drain();
    // Sending again what was given up a moment before is a wish like any other.
    expect(replayed.deliveryIds).toHaveLength(1);
    expect(given.deliveryIds.length + given.skipped.length).toBe(1);
    expect(await alerts()).toEqual([]);
    expect(shop.crm.messages).toHaveLength(1);
  });
});
