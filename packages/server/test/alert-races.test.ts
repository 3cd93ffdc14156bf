import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { resolveDeliveryAlerts } from '../src/domain/delivery/resolve-alerts.ts';
import { alertKey } from '../src/observe/alerts.ts';
import { claim, type DeliveryRow, type Outcome, settle } from '../src/store/outbox/index.ts';
import { within } from '../src/store/within.ts';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { FLOW, openShop, type Shop } from './support/shop.ts';
import { somebodyWaits } from './support/somebody-waits.ts';

const admin = inject('postgresUrl');

test.skipIf(admin !== undefined)('PostgreSQL is not installed: the races of alerts are not run', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

// On SQLite transactions do not overlap.
describe.skipIf(admin === undefined)('one dead letter is replayed while another of its step is written', () => {
  let shop: Shop;
  const key = alertKey.deadLetter(FLOW, 'contact');

  beforeEach(async () => {
    shop = await openShop({ databaseUrl: await createDatabase(admin as string) });
    await shop.publish([{ key: 'contact' }]);
    shop.crm.refuse();
    await shop.send(formSubmission());
    await shop.server.drain();
  });
  afterEach(() => shop.server.close());

  const store = () => shop.server.store;
  const open = async () =>
    (await store().db.selectFrom('alerts').select('key').where('resolved_at', 'is', null).execute()).map((row) => row.key);

  /** The first dead letter, and the outcome of another delivery that is about to become one. */
  async function scene() {
    const dead = await store().db.selectFrom('deliveries').selectAll().executeTakeFirstOrThrow();
    await store().db.updateTable('connections').set({ hold_kind: 'person' }).execute();
    await shop.send(formSubmission());
    await shop.server.drain();
    await store().db.updateTable('connections').set({ hold_kind: null }).execute();
    const now = shop.server.clock.now();
    const { deliveries } = await claim(store(), { connectionId: shop.connectionId, max: 1, leaseMs: 60_000, now, limits: [] });
    const outcome: Outcome = {
      delivery: deliveries[0] as DeliveryRow,
      state: 'dead',
      runAt: now,
      payload: undefined,
      result: undefined,
      error: undefined,
      attempt: undefined,
      alert: { workspaceId: shop.params.workspaceId, key, kind: 'dead_letter', message: 'Refused.' },
    };
    return { dead, outcome, now };
  }

  test('the alert stays open where the replay comes while the other is being written', async () => {
    const { dead, outcome, now } = await scene();
    let replayed: Promise<unknown> | undefined;
    await store()
      .db.transaction()
      .execute(async (trx) => {
        await settle(within(store(), trx), [outcome], now);
        replayed = shop.server.client('replayDeliveries', { params: shop.params, body: { deliveryIds: [dead.id] } });
        await somebodyWaits(store());
      });
    expect(await replayed).toMatchObject({ deliveryIds: [expect.any(String)] });
    expect(await open()).toEqual([key]);
  });

  test('a new one is opened where the other is written while the replay closes the first', async () => {
    const { dead, outcome, now } = await scene();
    let settled: Promise<boolean[]> | undefined;
    await store()
      .db.transaction()
      .execute(async (trx) => {
        await trx.updateTable('deliveries').set({ state: 'cancelled' }).where('id', '=', dead.id).execute();
        await resolveDeliveryAlerts(trx, shop.params.workspaceId, [dead], now);
        settled = settle(store(), [outcome], now);
        await somebodyWaits(store());
      });
    expect(await settled).toEqual([true]);
    expect(await open()).toEqual([key]);
    expect(await store().db.selectFrom('alerts').select('id').execute()).toHaveLength(2);
  });
});
