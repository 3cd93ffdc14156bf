import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { schemaAvailable } from '../../testing/index.ts';
import { createShopHarness, type ShopHarness } from '../../testing/harness.ts';

const HOUR = 3_600_000;

describe.skipIf(!(await schemaAvailable()))('a shop around a real server', { timeout: 60_000 }, () => {
  let scene: ShopHarness;

  beforeEach(async () => {
    scene = await createShopHarness();
  });
  afterEach(() => scene.close());

  test('installed, a workspace opened, an order ends as a contact in HubSpot', async () => {
    const { shop, hubspot, fake } = scene;
    const { panel, workspaceId } = await scene.install();
    await scene.sendToHubspot(workspaceId, ['order.created']);
    shop.createOrder({ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' });
    await scene.drain();
    expect(hubspot.contacts()).toMatchObject([{ properties: { email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' } }]);
    expect((await panel.shop('status', {})).link).toMatchObject({ workspaceId, workspaceName: shop.state.name });
    expect([...fake.violations, ...hubspot.violations]).toEqual([]);
  });

  test('bad weather changes nothing of what arrives: doubled, late and answered too late, each order once', async () => {
    const { shop, fake, hubspot } = scene;
    const { workspaceId } = await scene.install();
    await scene.sendToHubspot(workspaceId, ['order.created']);
    fake.post.setWeather({ duplicate: 0.3, delay: 0.3, unreachable: 0.2, answer_lost: 0.2 });
    const emails = Array.from({ length: 20 }, (_, number) => `guest${number}@example.com`);
    for (const email of emails) shop.createOrder({ email });
    await scene.pass(5 * HOUR);
    expect(fake.post.waiting()).toEqual([]);
    expect(hubspot.contacts().map(({ properties }) => properties['email'])).toHaveLength(emails.length);
    const { items } = await scene.operator('listEvents', { params: { workspaceId }, query: { type: 'order.created', limit: 200 } });
    expect(items.map(({ state }) => state)).toEqual(emails.map(() => 'processed'));
  });

  test('no token of Shopify’s leaves the app', async () => {
    const { fake, store } = scene;
    const { panel } = await scene.install();
    const shown = JSON.stringify(await panel.shop('status', {}));
    const stored = JSON.stringify(await store.db.selectFrom('shopify_shops').selectAll().execute());
    expect(fake.issuedTokens.length).toBeGreaterThan(0);
    expect(fake.issuedTokens.filter((token) => shown.includes(token) || stored.includes(token))).toEqual([]);
  });
});
