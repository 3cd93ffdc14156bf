import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeliveryOptions, webhookRequest } from '../support/deliver.ts';
import { createTestApp, type TestApp } from '../support/shop-app.ts';
import { SHOP } from '../support/store.ts';

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp({ previousApiSecret: 'the-secret-before' });
});
afterEach(() => test.close());

const CUSTOMER = { id: 1, admin_graphql_api_id: 'gid://shopify/Customer/1', email: 'ada@example.com', updated_at: '2026-11-21T12:00:00Z' };

const post = async (topic: string, payload: unknown, options?: DeliveryOptions) =>
  (await test.request('/webhooks', webhookRequest(test.clock, topic, payload, options))).status;
const rows = () => test.store.db.selectFrom('shopify_inbox').selectAll().orderBy('seq').execute();
const topics = () => test.store.db.selectFrom('shopify_topics').selectAll().execute();

describe('a webhook', () => {
  it('is kept as it came before it is answered', async () => {
    const triggeredAt = '2026-11-21T13:00:01.5+01:00';
    const body = '{"id": 820982911946154508, "odd":  true}';
    expect(await post('customers/update', body, { webhookId: 'w1', triggeredAt, headers: { 'x-shopify-event-id': 'e1' } })).toBe(200);
    expect(await rows()).toMatchObject([
      {
        shop: SHOP,
        topic: 'customers/update',
        webhook_id: 'w1',
        event_id: 'e1',
        api_version: '2026-10',
        triggered_at: Date.parse(triggeredAt),
        received_at: test.clock.now(),
        body,
        state: 'pending',
        deliveries: 1,
      },
    ]);
  });

  it.each([
    ['that nobody signed', { headers: { 'x-shopify-hmac-sha256': undefined } }],
    ['signed with another secret', { secret: 'guessed' }],
    ['whose signature is of another body', { headers: { 'x-shopify-hmac-sha256': 'aGVsbG8=' } }],
    ['signed with an empty secret', { secret: '' }],
  ])('%s is refused with 401 and not kept', async (_what, options) => {
    expect(await post('customers/redact', { shop_domain: SHOP }, options)).toBe(401);
    expect(await rows()).toEqual([]);
    expect(await topics()).toEqual([]);
  });

  it('signed with the secret before is taken while Shopify changes over', async () => {
    expect(await post('customers/update', CUSTOMER, { secret: 'the-secret-before' })).toBe(200);
    expect(await rows()).toHaveLength(1);
  });

  it('sent again is answered 200 and kept once', async () => {
    await Promise.all([1, 2, 3].map(() => post('customers/update', CUSTOMER, { webhookId: 'w1' })));
    expect(await post('customers/update', CUSTOMER, { webhookId: 'w1' })).toBe(200);
    expect(await rows()).toMatchObject([{ webhook_id: 'w1', deliveries: 4 }]);
    expect(await topics()).toMatchObject([{ shop: SHOP, topic: 'customers/update', deliveries: 4, missed: 0 }]);
  });

  it('sent again when it was done stays done', async () => {
    await post('customers/update', CUSTOMER, { webhookId: 'w1' });
    await test.store.db.updateTable('shopify_inbox').set({ state: 'done', body: '' }).execute();
    expect(await post('customers/update', CUSTOMER, { webhookId: 'w1' })).toBe(200);
    expect(await rows()).toMatchObject([{ state: 'done', body: '', deliveries: 2 }]);
  });

  it('of a topic or a shop nobody knows is kept too', async () => {
    expect(await post('planets/aligned', { a: 1 })).toBe(200);
    expect(await post('orders/create', { a: 1 }, { shop: 'stranger.myshopify.com' })).toBe(200);
    expect(await rows()).toMatchObject([{ topic: 'planets/aligned' }, { shop: 'stranger.myshopify.com' }]);
  });

  it('without its headers is kept, because the body is signed', async () => {
    const headers = {
      'x-shopify-topic': undefined,
      'x-shopify-webhook-id': undefined,
      'x-shopify-triggered-at': 'yesterday',
      'x-shopify-shop-domain': 'https://evil.example',
    };
    expect(await post('', CUSTOMER, { headers })).toBe(200);
    expect(await post('', CUSTOMER, { headers })).toBe(200);
    expect(await rows()).toMatchObject([{ topic: 'unknown', shop: 'unknown', triggered_at: test.clock.now(), deliveries: 2 }]);
  });

  it('of the next generation says the same without X-', async () => {
    const classic = webhookRequest(test.clock, 'Customer', { topic: 'Customer' }, { webhookId: 'w1' });
    const headers = Object.entries(classic.headers as Record<string, string>).map(([name, value]) => [name.replace(/^x-/, ''), value]);
    const { status } = await test.request('/webhooks', { ...classic, headers: Object.fromEntries(headers) as Record<string, string> });
    expect(status).toBe(200);
    expect(await rows()).toMatchObject([{ topic: 'Customer', shop: SHOP, webhook_id: 'w1' }]);
  });

  it('that cannot be kept is not answered 200, so that Shopify sends it again', async () => {
    await test.store.db.schema.alterTable('shopify_inbox').renameTo('gone').execute();
    expect(await post('customers/update', CUSTOMER)).toBe(503);
    expect(test.logs.filter(({ level }) => level === 'error')).toHaveLength(1);
    await test.store.db.schema.alterTable('gone').renameTo('shopify_inbox').execute();
    expect(await post('customers/update', CUSTOMER)).toBe(200);
  });

  it('larger than any of Shopify’s is refused before it is read', async () => {
    expect(await post('customers/update', 'x'.repeat(10 * 1024 * 1024 + 1))).toBe(413);
    expect(await rows()).toEqual([]);
  });
});
