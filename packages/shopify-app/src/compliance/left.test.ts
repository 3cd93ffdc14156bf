import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/support/shop-app.ts';
import { SHOP } from '../../test/support/store.ts';
import { keepRequest } from './keep.ts';
import { complianceTask } from './task.ts';

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
  await test.ask('POST', '/workspace/open', {});
  await test.ask('POST', '/workspace/leave');
});
afterEach(() => test.close());

/** As Shopify asks, done as far as it can be. */
async function request(topic: 'customers/redact' | 'shop/redact', payload: object): Promise<void> {
  const now = test.clock.now();
  await keepRequest(test.parts, topic, {
    shop: SHOP,
    webhookId: topic,
    triggeredAt: now,
    receivedAt: now,
    payload: { shop_domain: SHOP, ...payload },
  });
  await complianceTask(test.parts).run();
}

it('a server elsewhere takes no word of a shop that left: where to erase by hand is named', async () => {
  await request('customers/redact', { customer: { id: 7, email: 'ann@example.com', phone: null }, orders_to_redact: [] });
  const { json } = await test.ask('GET', '/privacy-requests');
  expect(json['items']).toMatchObject([
    {
      state: 'done',
      receipt: {
        companion: null,
        destinations: [
          {
            connection: expect.stringContaining('“Steep & Co”') as string,
            url: 'https://handoff.test/console',
            erasure: 'by_hand',
          },
        ],
      },
    },
  ]);
});

it('the same for the whole shop is told to whoever runs the app, for nobody else is left', async () => {
  await test.store.db.updateTable('shopify_shops').set({ state: 'uninstalled' }).execute();
  await request('shop/redact', {});
  expect(test.logs).toContainEqual(
    expect.objectContaining({ level: 'error', fields: { shop: SHOP, origin: 'https://handoff.test', workspace: 'ws_1', source: 'src_1' } }),
  );
  expect(await test.store.db.selectFrom('shopify_left').selectAll().execute()).toEqual([]);
});
