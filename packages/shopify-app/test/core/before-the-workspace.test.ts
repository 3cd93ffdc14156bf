import { afterEach, beforeEach, expect, it } from 'vitest';
import { createShopHarness, type ShopHarness } from '../../testing/harness.ts';

let house: ShopHarness;
beforeEach(async () => {
  house = await createShopHarness();
});
afterEach(() => house.close());

it('keeps what the shop did before it had a workspace, and hands it over once it has', async () => {
  house.shop.install();
  const panel = house.openPanelApi();
  await panel.shop('status', {});
  house.shop.createOrder({ email: 'early@example.ie' });
  await house.pass(60 * 60_000);
  expect((await panel.shop('status', {})).waiting).toBeGreaterThan(0);

  const { link } = await panel.shop('openWorkspace', { body: {} });
  await house.pass(60_000);
  const { items } = await panel.server('listEvents', {
    params: { workspaceId: link?.workspaceId ?? '' },
    query: { type: 'order.created' },
  });
  expect(items).toHaveLength(1);
  expect(await panel.shop('status', {})).toMatchObject({ waiting: 0, failed: 0 });
});
