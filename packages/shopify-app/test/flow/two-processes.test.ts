import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopHarness, type ShopHarness, startAnother, startPostgres } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/schema.ts';

const cluster = (await schemaAvailable()) ? await startPostgres() : undefined;
afterAll(() => cluster?.stop());

describe.skipIf(cluster === undefined)('Shopify Flow, told by two processes on one PostgreSQL', { timeout: 120_000 }, () => {
  let h: ShopHarness;
  let other: Awaited<ReturnType<typeof startAnother>>;
  let workspaceId: string;

  beforeEach(async () => {
    const databaseUrl = (await cluster?.createDatabase()) ?? '';
    h = await createShopHarness({ databaseUrl });
    ({ workspaceId } = await h.install());
    await h.drain();
    other = await startAnother(h, databaseUrl);
  }, 120_000);
  afterEach(async () => {
    await other.close();
    await h.close();
  });

  it('hears of each form and each failure once, and the shop is subscribed once', async () => {
    await h.sendToHubspot(workspaceId, ['form.submitted']);
    const ids = ['submission-1', 'submission-2', 'submission-3', 'submission-4'];
    for (const id of ids) {
      const form = { id: 'contact', title: 'Contact' };
      const fields = [{ key: 'body', label: 'Message', type: 'textarea', value: `No address, so HubSpot cannot take ${id}` }];
      const at = new Date(h.clock.now()).toISOString();
      expect((await h.shop.storefront('/forms', { body: { id, kind: 'contact', form, fields, seconds: 30, at } })).status).toBe(200);
    }
    await h.drain();
    h.clock.advance(10 * 60_000);
    await Promise.all([h.worker.drain(), other.worker.drain()]);
    const told = h.shop.state.flowTriggers.map(
      ({ handle, payload }) => `${handle} ${String((payload as Record<string, unknown>)['Event ID'])}`,
    );
    expect(told).toHaveLength(2 * ids.length);
    expect(new Set(told).size).toBe(told.length);
    expect(h.shop.state.subscriptions.size).toBe(2);
    expect(h.fake.violations).toEqual([]);
  });
});
