import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopHarness, type ShopHarness } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/schema.ts';

const DAY = 24 * 3_600_000;

describe.skipIf(!(await schemaAvailable()))('segments', { timeout: 60_000 }, () => {
  let h: ShopHarness;
  let workspaceId: string;

  beforeEach(async () => {
    h = await createShopHarness();
    ({ workspaceId } = await h.install());
    await h.drain();
  }, 60_000);
  afterEach(() => h.close());

  const subscriptions = () => [...h.shop.state.subscriptions.values()].map(({ topic, uri }) => `${topic} → ${uri}`);
  const WANTED = [
    'CUSTOMER_JOINED_SEGMENT → https://handoff.test/shopify/webhooks',
    'CUSTOMER_LEFT_SEGMENT → https://handoff.test/shopify/webhooks',
  ];

  it('are subscribed to by the API, and tell who joined and who left', async () => {
    expect(subscriptions()).toEqual(WANTED);
    const ada = h.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada' });
    h.shop.joinSegment(ada.id, 7);
    h.shop.leaveSegment(ada.id, 7);
    h.shop.joinSegment(ada.id, 7);
    await h.drain();
    const { items } = await h.operator('listEvents', { params: { workspaceId }, query: { include: 'envelope' } });
    const told = items.filter(({ type }) => type.startsWith('custom.segment_')).toReversed();
    expect(told.map(({ type }) => type).filter((type) => type === 'custom.segment_joined')).toHaveLength(2);
    expect(told.map(({ type }) => type).filter((type) => type === 'custom.segment_left')).toHaveLength(1);
    for (const { envelope } of told) {
      expect(envelope).toMatchObject({ subject: { email: 'ada@example.com' }, data: { customerId: String(ada.id), segmentId: '7' } });
    }
  });

  it('are subscribed to again when Shopify dropped it, the address changed, or the app was installed anew', async () => {
    h.shop.state.subscriptions.clear();
    h.shop.state.subscriptions.set('old', { id: 'old', topic: 'CUSTOMER_LEFT_SEGMENT', uri: 'https://old.test/webhooks', at: 0 });
    await h.drain();
    expect(subscriptions()).toEqual(['CUSTOMER_LEFT_SEGMENT → https://old.test/webhooks']);
    await h.pass(DAY + 1);
    expect(subscriptions()).toEqual(WANTED);

    h.shop.uninstall();
    await h.drain();
    expect(subscriptions()).toEqual([]);
    h.clock.advance(60_000);
    h.shop.install();
    await h.openPanelApi().shop('status', {});
    await h.drain();
    expect(subscriptions()).toEqual(WANTED);
  });

  it('are asked for once a day and no more, also while Shopify does not answer', async () => {
    const asked = () => h.fake.calls.get('listSubscriptions');
    expect(asked()).toBe(1);
    await h.pass(DAY / 2);
    expect(asked()).toBe(1);
    h.fake.interfere(() => new Response('', { status: 503 }));
    h.shop.state.subscriptions.clear();
    await h.pass(DAY / 2 + 1);
    h.fake.interfere(undefined);
    await h.pass(DAY / 24);
    expect(subscriptions()).toEqual(WANTED);
    expect(asked()).toBe(2);
  });
});
