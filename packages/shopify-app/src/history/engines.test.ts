import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { eventsAt } from '../../test/support/events-at.ts';
import { createShopHarness, type PostgresCluster, type ShopHarness, startPostgres } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/index.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const cluster: PostgresCluster | undefined = await startPostgres();
const withSchema = await schemaAvailable();
afterAll(() => cluster?.stop());

describe.each([
  ['SQLite', withSchema, () => Promise.resolve(undefined)],
  ['PostgreSQL', withSchema && cluster !== undefined, () => cluster?.createDatabase()],
])('on %s', { timeout: 60_000 }, (_, possible, database) => {
  let house: ShopHarness;
  afterEach(() => house?.close());

  it.skipIf(!possible)('an import whose process died goes on in another, and a comparison finds what webhooks lost', async () => {
    const weather = { drop: 1 };
    house = await createShopHarness({ databaseUrl: await database(), weather });
    const { shop, clock, store } = house;
    for (let each = 0; each < 5; each += 1) shop.createOrder({ email: `${each}@example.com`, at: clock.now() - 10 * DAY_MS, silent: true });
    const { panel, workspaceId } = await house.install();
    const { id } = await panel.shop('startImport', { body: {} });
    // As a process leaves it that was killed in the middle of a step.
    await store.db
      .updateTable('shopify_jobs')
      .set({ lease: 'of a dead process', lease_until: clock.now() + MINUTE_MS })
      .execute();
    await house.pass(MINUTE_MS / 2);
    const jobOf = async (wanted: string) => (await panel.shop('listJobs', {})).items.find((job) => job.id === wanted);
    expect(await jobOf(id)).toMatchObject({ state: 'running', done: 0 });
    for (let third = 0; third < 15; third += 1) await house.pass(MINUTE_MS / 3);
    expect(await jobOf(id)).toMatchObject({ state: 'done', done: 10, total: 10 });

    shop.createOrder({ email: 'new@example.com' });
    await house.pass(10 * MINUTE_MS);
    const { id: comparison } = await panel.shop('startReconciliation', {});
    await house.pass(MINUTE_MS);
    expect(await jobOf(comparison)).toMatchObject({ state: 'done', message: expect.stringContaining('1 × orders/create') });
    await house.pass(2 * DAY_MS);
    expect((await panel.shop('listJobs', {})).items.filter(({ kind, by }) => kind === 'reconcile' && by === null)).toHaveLength(1);
    const keys = (await eventsAt(house, workspaceId)).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(new Set(keys).size);
    expect(keys.filter((key) => key.startsWith('order.created'))).toHaveLength(6);
  });
});
