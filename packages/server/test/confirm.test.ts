import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the confirm tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('an uncertain delivery that had arrived, on $engine', ({ engine }) => {
  let shop: Shop;
  let eventId: string;
  let deliveryId: string;

  beforeEach(async () => {
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    await shop.publish([
      { key: 'message', operation: 'message' },
      { key: 'deal', operation: 'deal', after: 'message' },
    ]);
    shop.crm.inject({ when: 'after', answer: 'reset' });
    eventId = await shop.send(formSubmission());
    await shop.server.drain();
    expect(await shop.states()).toEqual(['uncertain', 'blocked']);
    deliveryId = (await shop.deliveries())[0]?.id as string;
  });
  afterEach(() => shop.server.close());

  const confirm = (id = deliveryId) =>
    shop.server.client('confirmDelivery', { params: { ...shop.params, deliveryId: id }, body: { arrived: true } });
  const replay = () => shop.server.client('replayDeliveries', { params: shop.params, body: { deliveryIds: [deliveryId] } });
  const alerts = async () => (await shop.server.client('workspaceHealth', { params: shop.params })).alerts;
  const audited = async () =>
    (await shop.server.client('listAudit', { params: shop.params, query: { limit: 200 } })).items.filter(
      ({ entity }) => entity === 'delivery',
    );

  test('is done once a person says so; nobody is asked any more, and the step that waited for it goes on', async () => {
    expect(await alerts()).toMatchObject([{ kind: 'uncertain', message: expect.stringContaining('confirm it') as string }]);
    expect(await confirm()).toMatchObject({ id: deliveryId, state: 'succeeded', error: null, result: { confirmedBy: 'test' } });
    expect(await alerts()).toEqual([]);
    await shop.server.drain();
    expect([shop.crm.messages.length, shop.crm.deals.length]).toEqual([1, 1]);
    expect(await shop.states()).toEqual(['succeeded', 'succeeded']);
    expect(await audited()).toMatchObject([
      {
        action: 'delivery.confirmed',
        actor: 'token:test',
        entityId: deliveryId,
        before: { state: 'uncertain' },
        after: { state: 'succeeded' },
      },
    ]);
    const { timeline } = await shop.server.client('getEvent', { params: { ...shop.params, eventId } });
    expect(timeline.find(({ kind }) => kind === 'confirmed')?.message).toBe('Our CRM: arrived, says test.');
  });

  test('saying it again changes nothing', async () => {
    const once = await confirm();
    shop.server.clock.advance(60_000);
    expect(await confirm()).toEqual(once);
    expect(await audited()).toHaveLength(1);
  });

  test('after that, doing again what is missing of the event sends nothing', async () => {
    await confirm();
    await shop.server.drain();
    const replayed = await shop.server.client('replayEvent', { params: { ...shop.params, eventId }, body: {} });
    expect(replayed.skipped.map(({ code }) => code)).toEqual(['done', 'done']);
    await shop.server.drain();
    expect(shop.crm.messages).toHaveLength(1);
  });

  test('what is not uncertain cannot be confirmed', async () => {
    const [, deal] = await shop.deliveries();
    await expect(confirm(deal?.id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('It is blocked') as string,
    });
    await replay();
    await expect(confirm()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('replayed') as string });
    await expect(confirm('dlv_no')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('where one person confirms it and another replays it at once, one of the two happens', async () => {
    const [confirmed, replayed] = await Promise.allSettled([confirm(), replay()]);
    await shop.server.drain();
    // Replaying what was confirmed a moment before is a wish like any other; confirming what is on its way again is not.
    if (confirmed.status === 'rejected') expect(confirmed.reason).toMatchObject({ code: 'conflict' });
    expect(replayed).toMatchObject({ status: 'fulfilled', value: { deliveryIds: [expect.any(String)] } });
    expect(shop.crm.messages).toHaveLength(2);
    expect(await alerts()).toEqual([]);
    const [message] = await shop.deliveries();
    expect(message?.state).toBe(confirmed.status === 'rejected' ? 'cancelled' : 'succeeded');
    expect(shop.crm.deals).toHaveLength(1);
  });
});
