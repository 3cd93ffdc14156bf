import type { Envelope, LineItem } from '@handoff/shared/event';
import { describe, expect, it } from 'vitest';
import { customerNode, NEVER, orderNode, refundNode } from '../../test/support/nodes.ts';
import { fixture, FIXTURES, META, run } from '../../test/support.ts';
import { customerRecord } from './customer-payload.ts';
import { eventsOfCustomer } from './events-of-customer.ts';
import { eventsOfOrder } from './events-of-order.ts';
import { orderRecord } from './order-payload.ts';
import { refundRecord } from './refund-payload.ts';
import type { RecordEvent, RecordEvents } from './types.ts';

const WITHHELD = { email: false };
const APPROVED = { email: true };
const meta = (name: string) => () => fixture(name).meta;

/** The same order read back by GraphQL, as it was when the webhook was sent. */
function readOrder(name: string, refunds: string[] = []): RecordEvents {
  const { order, lines } = orderNode(fixture(name).payload);
  return eventsOfOrder(
    orderRecord(order, lines, WITHHELD),
    refunds.map((refund) => {
      const { refund: node, lines: nodes } = refundNode(fixture(refund).payload);
      return refundRecord(node, nodes);
    }),
    meta(name),
  );
}

/** The one event that a webhook of this topic would have brought. */
function ofTopic(events: readonly RecordEvent[], topic: string): RecordEvent {
  const [event, ...more] = events.filter((each) => each.topic === topic);
  if (event === undefined || more.length > 0) throw new Error(`${more.length + (event ? 1 : 0)} events of ${topic}`);
  return event;
}

/** Without what GraphQL does not give: the browser's name, and the ids of products, which would need a scope of their own. */
function comparable({ context, data, ...envelope }: Envelope): unknown {
  const { userAgent: _, ...origin } = context ?? {};
  const lines = (data['lines'] as LineItem[]).map(({ productId: __, variantId: ___, ...line }) => line);
  return { ...envelope, context: origin, data: { ...data, lines } };
}

const keys = ({ events }: RecordEvents) => events.map(({ envelope }) => envelope.idempotencyKey);
const ORDERS = FIXTURES.filter((name) => name.startsWith('orders-'));

describe('an order read by GraphQL', () => {
  it.each(ORDERS)('gives the same event as its webhook: %s', (name) => {
    const { topic } = fixture(name);
    const webhook = run(name);
    if (!webhook.ok) throw new Error('the webhook is not normalised');
    const { envelope } = ofTopic(readOrder(name).events, topic);
    expect([comparable(envelope)]).toEqual(webhook.envelopes.map(comparable));
  });

  it('gives one event for each thing that happened, and its refunds with it', () => {
    const { payload } = fixture('orders-fulfilled');
    const { order, lines } = orderNode({ ...payload, cancelled_at: '2026-11-19T10:00:00+01:00' });
    const { refund, lines: refundLines } = refundNode(fixture('refunds-create-partial').payload);
    const found = eventsOfOrder(orderRecord(order, lines, WITHHELD), [refundRecord(refund, refundLines)], meta('orders-fulfilled'));
    expect(found.events.map(({ topic }) => topic)).toEqual([
      'orders/create',
      'orders/paid',
      'orders/fulfilled',
      'orders/cancelled',
      'orders/updated',
      'refunds/create',
    ]);
    expect(new Set(keys(found)).size).toBe(6);
  });

  it('dates a payment by the payment, however late the order changed', () => {
    const { order, lines } = orderNode(fixture('orders-paid').payload);
    const later = { ...order, updatedAt: '2027-03-01T00:00:00Z' };
    const { envelope } = ofTopic(eventsOfOrder(orderRecord(later, lines, WITHHELD), [], () => META).events, 'orders/paid');
    expect(envelope.occurredAt).toBe(new Date(fixture('orders-paid').payload['updated_at'] as string).toISOString());
    expect(envelope.idempotencyKey).toBe(ofTopic(readOrder('orders-paid').events, 'orders/paid').envelope.idempotencyKey);
  });

  it('does not call an order paid that grew since it was refunded in part', () => {
    const { order, lines } = orderNode(fixture('orders-paid').payload);
    const money = { amount: '5.0', currencyCode: 'EUR' };
    const grown = {
      ...order,
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
      totalOutstandingSet: { shopMoney: money, presentmentMoney: money },
    };
    expect(eventsOfOrder(orderRecord(grown, lines, WITHHELD), [], () => META).events.map(({ topic }) => topic)).not.toContain(
      'orders/paid',
    );
  });

  it('spells yen without decimals, as webhooks do', () => {
    const { envelope } = ofTopic(readOrder('orders-create-jpy').events, 'orders/create');
    expect(envelope.data['total']).toBe('6700');
  });

  it('reads a missing e-mail as none only where the app may see e-mails', () => {
    const { order, lines } = orderNode({ ...fixture('orders-create-guest').payload, email: null });
    const read = (shown: { email: boolean }) =>
      ofTopic(eventsOfOrder(orderRecord(order, lines, shown), [], () => META).events, 'orders/create').envelope.context?.['protectedData'];
    expect(read(WITHHELD)).toBe('email_not_available');
    expect(read(APPROVED)).toBeUndefined();
  });
});

it('a refund read by GraphQL gives the same event as its webhook, and names who ordered', () => {
  const webhook = run('refunds-create-partial');
  if (!webhook.ok) throw new Error('the webhook is not normalised');
  const { events } = readOrder('orders-create-company', ['refunds-create-partial']);
  const { idempotencyKey, occurredAt, data, subject } = ofTopic(events, 'refunds/create').envelope;
  expect([{ idempotencyKey, occurredAt, data }]).toEqual(
    webhook.envelopes.map((each) => ({ idempotencyKey: each.idempotencyKey, occurredAt: each.occurredAt, data: each.data })),
  );
  expect(subject).toEqual(ofTopic(events, 'orders/create').envelope.subject);
});

describe('a customer read by GraphQL', () => {
  const payload = fixture('customers-update').payload;
  const read = (more: Parameters<typeof customerNode>[1] = {}) =>
    eventsOfCustomer(customerRecord(customerNode(payload, more), WITHHELD), () => META);
  const email = (state: string, at: string | null, level: string | null = 'SINGLE_OPT_IN') => ({
    defaultEmailAddress: {
      emailAddress: 'oisin@example.ie',
      marketingState: state,
      marketingOptInLevel: level,
      marketingUpdatedAt: at,
    },
  });
  const ofEmail = (events: RecordEvents) => events.events.filter(({ record }) => record.kind === 'consent:email');

  it.each([
    ['customers-create', 'customers/create'],
    ['customers-update', 'customers/update'],
  ])('gives the same event as its webhook: %s', (name, topic) => {
    const webhook = run(name);
    const found = eventsOfCustomer(customerRecord(customerNode(fixture(name).payload), WITHHELD), meta(name));
    if (!webhook.ok) throw new Error('the webhook is not normalised');
    const { envelope } = ofTopic(found.events, topic);
    // Today's webhooks no longer say these.
    const { tags: _, ordersCount: __, totalSpent: ___, ...data } = envelope.data;
    expect([{ ...envelope, data }]).toEqual(webhook.envelopes);
  });

  it('gives the same consent event as its webhook', () => {
    const webhook = run('customers-email-consent-update');
    if (!webhook.ok) throw new Error('the webhook is not normalised');
    const [event] = ofEmail(read(email('UNSUBSCRIBED', '2026-11-20T18:40:00Z')));
    const { idempotencyKey, occurredAt, data, subject, consent } = webhook.envelopes[0]!;
    expect(event?.envelope).toMatchObject({ idempotencyKey, occurredAt, data, subject, consent });
  });

  it('keeps the time at which somebody decided', () => {
    const [event] = ofEmail(read(email('SUBSCRIBED', '2019-05-01T08:00:00Z')));
    expect(event?.envelope.consent).toMatchObject([{ channel: 'email', state: 'subscribed', at: '2019-05-01T08:00:00.000Z' }]);
    expect(event?.record.version).toBe(Date.parse('2019-05-01T08:00:00Z'));
  });

  it('subscribes nobody without a time of their decision', () => {
    expect(ofEmail(read(email('SUBSCRIBED', null)))).toEqual([]);
    expect(ofEmail(read(email('PENDING', null)))).toEqual([]);
  });

  it('says an opt-out even where its time is not known', () => {
    const [event] = ofEmail(read(email('UNSUBSCRIBED', null)));
    expect(event?.envelope.consent).toMatchObject([{ state: 'unsubscribed' }]);
    expect(event?.envelope.consent?.[0]).not.toHaveProperty('at');
  });

  it('does not take pending or never subscribed for subscribed', () => {
    const events = read({
      ...email('PENDING', '2026-11-01T08:00:00Z'),
      defaultPhoneNumber: {
        phoneNumber: '+353209100142',
        smsMarketingConsent: { ...NEVER, updatedAt: '2026-11-01T08:00:00Z' },
        whatsAppMarketingConsent: {
          state: 'SUBSCRIBED',
          optInLevel: 'CONFIRMED_OPT_IN',
          updatedAt: '2026-11-02T08:00:00Z',
          collectedFrom: 'SHOPIFY',
        },
      },
    });
    // Whoever is known by an e-mail address is named by it, also where the consent is one by phone.
    expect(events.events.map(({ envelope }) => envelope.subject?.email)).toEqual(events.events.map(() => 'oisin@example.ie'));
    expect(events.events.flatMap(({ envelope }) => envelope.consent ?? []).map(({ channel, state }) => [channel, state])).toEqual([
      ['email', 'pending'],
      ['sms', 'not_subscribed'],
      ['whatsapp', 'subscribed'],
    ]);
  });

  it('leaves consent out of the customer’s own events, where an older copy could raise it', () => {
    const { events } = read(email('SUBSCRIBED', '2026-11-01T08:00:00Z'));
    expect(events.filter(({ record }) => record.kind === 'customer').map(({ envelope }) => envelope.consent)).toEqual([
      undefined,
      undefined,
    ]);
  });
});
