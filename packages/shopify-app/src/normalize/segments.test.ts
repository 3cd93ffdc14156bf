import { describe, expect, it } from 'vitest';
import { META, only } from '../../test/support.ts';
import { normalize } from './index.ts';

const MEMBERSHIP = { shop_id: 'gid://shopify/Shop/1', customer_id: 'gid://shopify/Customer/2', segment_id: 'gid://shopify/Segment/3' };

describe('segments', () => {
  it.each([
    ['customer.joined_segment', 'custom.segment_joined'],
    ['customer.left_segment', 'custom.segment_left'],
  ])('%s tells who and which segment', (topic, type) => {
    const { envelope } = only(normalize(topic, MEMBERSHIP, META));
    expect(envelope).toMatchObject({
      type,
      occurredAt: META.triggeredAt,
      subject: { externalIds: { shopify_customer: '2' } },
      data: { customerId: '2', segmentId: '3' },
    });
  });

  it('keep a customer who comes back apart from the first time, and a delivery that is repeated not', () => {
    const key = (eventId: string | undefined, webhookId: string) =>
      only(normalize('customer.joined_segment', MEMBERSHIP, { ...META, eventId, webhookId })).envelope.idempotencyKey;
    expect(key('first', 'a')).toBe(key('first', 'b'));
    expect(key('second', 'c')).not.toBe(key('first', 'a'));
    expect(key(undefined, 'd')).toContain(String(Date.parse(META.triggeredAt)));
  });

  it('cannot be read without a customer', () => {
    expect(normalize('customer.joined_segment', { segment_id: 'gid://shopify/Segment/3' }, META).ok).toBe(false);
  });
});

describe('what a customer bought', () => {
  const SUMMARY = {
    customerId: 'gid://shopify/Customer/2',
    numberOfOrders: 3,
    amountSpent: { amount: '100.00', currencyCode: 'EUR' },
    lastOrderId: 'gid://shopify/Order/9',
    occurredAt: '2026-11-20T09:00:00.000Z',
  };

  it('is an update of the customer that holds nothing else', () => {
    expect(only(normalize('customers/purchasing_summary', SUMMARY, META)).envelope).toMatchObject({
      type: 'customer.updated',
      idempotencyKey: `customer.updated:2:purchases-${Date.parse(SUMMARY.occurredAt)}`,
      occurredAt: SUMMARY.occurredAt,
      data: { customerId: '2', ordersCount: 3, totalSpent: '100.00', currency: 'EUR', lastOrderId: '9' },
    });
  });

  it('says so also where no order is left', () => {
    const { data } = only(normalize('customers/purchasing_summary', { ...SUMMARY, numberOfOrders: 0, lastOrderId: null }, META)).envelope;
    expect(data).toMatchObject({ ordersCount: 0, lastOrderId: null });
  });
});
