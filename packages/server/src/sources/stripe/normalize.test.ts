import { CustomerData, parseEnvelope, RefundData } from '@handoff/shared/event';
import { describe, expect, it } from 'vitest';
import { SourceSettings } from '../settings.ts';
import { toAmount } from './amount.ts';
import { normalizeStripe, STRIPE_EVENTS } from './normalize.ts';
import { charge, invoice, stripeEvent, subscription } from './samples.ts';

const read = (body: unknown) =>
  normalizeStripe({ body, messageId: undefined, source: { id: 'src_1', name: 'Stripe', settings: SourceSettings.parse({}) }, now: 0 });
const envelopeOf = (...event: Parameters<typeof stripeEvent>) => read(stripeEvent(...event)).envelope;

describe('payments', () => {
  it('say who paid, how much in decimal text, and where to look', () => {
    const envelope = envelopeOf('charge.succeeded', charge);
    expect(envelope).toMatchObject({
      id: 'evt_1Twin000000000000000001',
      idempotencyKey: 'payment.succeeded:ch_1:1',
      type: 'payment.succeeded',
      occurredAt: '2026-11-21T11:59:00.000Z',
      source: { type: 'stripe', event: 'charge.succeeded' },
      subject: { email: 'ada@example.com', name: 'Ada Lovelace', country: 'DE', externalIds: { stripe_customer: 'cus_1' } },
      data: {
        paymentId: 'ch_1',
        paymentIntentId: 'pi_1',
        amount: '149.90',
        currency: 'EUR',
        status: 'succeeded',
        method: 'card',
        orderId: '1042',
        adminUrl: 'https://dashboard.stripe.com/payments/pi_1',
        billingAddress: { name: 'Ada Lovelace', line1: '1 Navy Yard', city: 'Bonn', postalCode: '53111', country: 'DE' },
        object: { id: 'ch_1' },
      },
    });
    expect(envelope).not.toHaveProperty('context');
    expect(parseEnvelope(envelope)).toMatchObject({ ok: true, problems: [] });
  });

  it('that fail say why', () => {
    const failed = { ...charge, status: 'failed', failure_code: 'card_declined', failure_message: 'Your card was declined.' };
    expect(envelopeOf('charge.failed', failed)).toMatchObject({
      type: 'payment.failed',
      data: { failureCode: 'card_declined', failureMessage: 'Your card was declined.' },
    });
  });

  it('find the payer where Stripe has them, also when it was asked to expand objects', () => {
    const bare = {
      ...charge,
      billing_details: { email: null, name: null, phone: null, address: null },
      receipt_email: 'eve@example.com',
      customer: { id: 'cus_9' },
    };
    expect(envelopeOf('charge.succeeded', bare).subject).toEqual({ email: 'eve@example.com', externalIds: { stripe_customer: 'cus_9' } });
    const nobody = { id: 'ch_2', amount: 100, currency: 'eur' };
    expect(envelopeOf('charge.succeeded', nobody)).not.toHaveProperty('subject');
  });

  it('keep no client secret', () => {
    expect(JSON.stringify(read(stripeEvent('charge.succeeded', { ...charge, client_secret: 'pi_1_secret_x' })).kept)).not.toContain(
      'secret_x',
    );
  });
});

describe('refunds', () => {
  it('are one event each, for what was refunded this time', () => {
    const first = envelopeOf('charge.refunded', { ...charge, amount_refunded: 5000 }, {}, { previous_attributes: { amount_refunded: 0 } });
    const second = envelopeOf(
      'charge.refunded',
      { ...charge, amount_refunded: 14_990 },
      {},
      { previous_attributes: { amount_refunded: 5000 } },
    );
    expect(RefundData.parse(first.data)).toMatchObject({
      refundId: 'ch_1-5000',
      orderId: '1042',
      amount: '50.00',
      currency: 'EUR',
      lines: [],
    });
    expect(second.data).toMatchObject({ amount: '99.90', refundedInAll: '149.90' });
    expect(first.subject?.email).toBe('ada@example.com');
    expect(new Set([first.idempotencyKey, second.idempotencyKey]).size).toBe(2);
  });
});

describe('disputes', () => {
  const object = {
    id: 'du_1',
    object: 'dispute',
    amount: 14_990,
    currency: 'eur',
    reason: 'fraudulent',
    status: 'needs_response',
    charge: 'ch_1',
    payment_intent: 'pi_1',
    evidence: { customer_email_address: 'ada@example.com', customer_name: 'Ada Lovelace' },
    evidence_details: { due_by: Date.UTC(2026, 11, 1) / 1000 },
  };

  it('say what is at stake and until when to answer; their end is an event of its own', () => {
    expect(envelopeOf('charge.dispute.created', object)).toMatchObject({
      type: 'payment.disputed',
      idempotencyKey: 'payment.disputed:du_1:1',
      subject: { email: 'ada@example.com' },
      data: { amount: '149.90', reason: 'fraudulent', answerBy: '2026-12-01T00:00:00.000Z', paymentId: 'ch_1' },
    });
    expect(envelopeOf('charge.dispute.closed', { ...object, status: 'lost' })).toMatchObject({
      type: 'custom.dispute_closed',
      data: { status: 'lost' },
    });
  });
});

describe('subscriptions', () => {
  it.each([
    ['customer.subscription.created', 'subscription.created', '1'],
    ['customer.subscription.deleted', 'subscription.cancelled', '1'],
    ['customer.subscription.updated', 'subscription.updated', 'evt_1Twin000000000000000001'],
    ['customer.subscription.paused', 'subscription.paused', 'evt_1Twin000000000000000001'],
    ['customer.subscription.trial_will_end', 'subscription.trial_ending', 'evt_1Twin000000000000000001'],
  ])('%s is %s', (event, type, version) => {
    expect(envelopeOf(event, subscription)).toMatchObject({ type, idempotencyKey: `${type}:sub_1:${version}` });
  });

  it('tell plan, price and period, and what changed', () => {
    const event = envelopeOf('customer.subscription.updated', subscription, {}, { previous_attributes: { status: 'trialing' } });
    expect(event.data).toMatchObject({
      subscriptionId: 'sub_1',
      customerId: 'cus_1',
      status: 'active',
      plan: 'Gold',
      quantity: 2,
      amount: '25.00',
      currency: 'EUR',
      interval: 'month',
      periodEnd: '2026-12-21T11:59:00.000Z',
      cancelAtPeriodEnd: false,
      changed: ['status'],
    });
    expect(event.subject).toEqual({ externalIds: { stripe_customer: 'cus_1' } });
  });

  it('are renewed by the invoice of a further period, in older versions of the API too, and by no other', () => {
    const renewed = {
      type: 'subscription.renewed',
      idempotencyKey: 'subscription.renewed:sub_1:in_1',
      subject: { email: 'ada@example.com', phone: '+4930123456' },
    };
    expect(envelopeOf('invoice.paid', invoice)).toMatchObject({
      ...renewed,
      data: { amount: '25.00', number: 'A-0001', subscriptionId: 'sub_1' },
    });
    expect(envelopeOf('invoice.paid', { ...invoice, parent: undefined, subscription: 'sub_1' })).toMatchObject(renewed);
    expect(envelopeOf('invoice.paid', { ...invoice, billing_reason: 'subscription_create' })).toMatchObject({
      type: 'custom.invoice_paid',
    });
    expect(envelopeOf('invoice.payment_failed', invoice)).toMatchObject({
      type: 'custom.invoice_payment_failed',
      idempotencyKey: expect.stringContaining('evt_'),
    });
  });
});

describe('customers', () => {
  it('come with their address, and each change is an event', () => {
    const object = {
      id: 'cus_1',
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      phone: '+4930123456',
      description: 'VIP',
      address: { city: 'Bonn', country: 'DE' },
    };
    const created = envelopeOf('customer.created', object);
    expect(created).toMatchObject({ idempotencyKey: 'customer.created:cus_1:1', subject: { email: 'ada@example.com', country: 'DE' } });
    expect(CustomerData.parse(created.data)).toMatchObject({ customerId: 'cus_1', note: 'VIP', address: { city: 'Bonn' } });
    const changes = ['evt_a', 'evt_b'].map((id) => envelopeOf('customer.updated', object, { id }).idempotencyKey);
    expect(changes).toEqual(['customer.updated:cus_1:evt_a', 'customer.updated:cus_1:evt_b']);
  });
});

describe('a finished checkout', () => {
  const session = {
    id: 'cs_1',
    amount_total: 5000,
    currency: 'jpy',
    mode: 'payment',
    payment_status: 'paid',
    client_reference_id: '1042',
    customer_details: { email: 'ada@example.com', name: 'Ada Lovelace', phone: null, address: null },
    consent: { promotions: 'opt_in' },
  };

  it('brings the consent to promotional mail, with when and where it was given', () => {
    expect(envelopeOf('checkout.session.completed', session)).toMatchObject({
      type: 'custom.checkout_completed',
      data: { amount: '5000', currency: 'JPY', orderId: '1042' },
      consent: [{ channel: 'email', state: 'subscribed', at: '2026-11-21T11:59:00.000Z', evidence: 'Stripe Checkout cs_1' }],
    });
  });

  it('takes a box that was not ticked for no agreement, and not for an opt-out', () => {
    expect(envelopeOf('checkout.session.completed', { ...session, consent: { promotions: 'opt_out' } }).consent).toMatchObject([
      { state: 'not_subscribed' },
    ]);
    expect(envelopeOf('checkout.session.completed', { ...session, consent: null })).not.toHaveProperty('consent');
  });
});

describe('every event', () => {
  it('of test mode is marked as a test, and of a connected account named', () => {
    const event = envelopeOf('charge.succeeded', charge, { livemode: false, account: 'acct_1' });
    expect(event).toMatchObject({ context: { test: true }, source: { account: 'acct_1' } });
    expect(event.data['adminUrl']).toBe('https://dashboard.stripe.com/acct_1/test/payments/pi_1');
  });

  it('of a type that is not read is kept whole under a name that is parked', () => {
    const { envelope, problems } = read(stripeEvent('payout.paid', { id: 'po_1', amount: 5 }));
    expect(envelope).toMatchObject({
      type: 'stripe.payout.paid',
      idempotencyKey: expect.stringMatching(/^stripe\.payout\.paid:po_1:evt_/),
      data: { object: { amount: 5 } },
    });
    expect(problems).toEqual([]);
    expect(parseEnvelope(envelope).ok).toBe(true);
  });

  it('of a form that is not known is kept with what was not understood', () => {
    const { envelope, problems } = read(stripeEvent('charge.succeeded', { id: 'ch_1', amount: 'much', currency: 'eur' }));
    expect(envelope.type).toBe('stripe.charge.succeeded');
    expect(problems).toEqual([{ path: '/data/object/amount', message: expect.any(String) }]);
  });

  it('that is read is offered to be chosen in Stripe', () => {
    expect(STRIPE_EVENTS).toEqual(
      expect.arrayContaining(['charge.succeeded', 'charge.refunded', 'customer.subscription.deleted', 'invoice.paid']),
    );
  });

  it('in the thin style is refused with the way out', () => {
    expect(() => read({ id: 'evt_1', object: 'v2.core.event', type: 'v1.charge.succeeded' })).toThrow('Snapshot');
  });
});

describe('amounts', () => {
  it.each([
    [1250, 'eur', '12.50'],
    [5, 'usd', '0.05'],
    [500, 'JPY', '500'],
    [12_345, 'kwd', '12.345'],
    [-50, 'eur', '-0.50'],
    [0, 'eur', '0.00'],
    [100, 'isk', '1.00'],
  ])('%i %s is %s', (units, currency, text) => expect(toAmount(units, currency)).toBe(text));
});
