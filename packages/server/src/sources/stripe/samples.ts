import { createHmac } from 'node:crypto';

// Events of the shapes Stripe posts (API version 2026-10-28), for tests and the demo.

const CREATED = Date.UTC(2026, 10, 21, 11, 59) / 1000;

/** An event around an object. */
export function stripeEvent(
  type: string,
  object: Record<string, unknown>,
  more: Record<string, unknown> = {},
  data: Record<string, unknown> = {},
) {
  return {
    id: 'evt_1Twin000000000000000001',
    object: 'event',
    api_version: '2026-10-28.endive',
    created: CREATED,
    livemode: true,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object, ...data },
    ...more,
  };
}

/** The header Stripe sends along: over the raw text, by the secret as it is written. */
export function stripeSignature(text: string, secret: string, atMs: number): string {
  const timestamp = Math.floor(atMs / 1000);
  const digest = createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex');
  return `t=${timestamp},v1=${digest},v0=${'0'.repeat(64)}`;
}

export const charge = {
  id: 'ch_1',
  object: 'charge',
  amount: 14_990,
  amount_refunded: 0,
  currency: 'eur',
  status: 'succeeded',
  customer: 'cus_1',
  payment_intent: 'pi_1',
  description: 'Difference engine',
  billing_details: {
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    phone: null,
    address: { line1: '1 Navy Yard', line2: null, city: 'Bonn', state: null, postal_code: '53111', country: 'DE' },
  },
  receipt_email: null,
  receipt_url: 'https://pay.stripe.com/receipts/1',
  failure_code: null,
  failure_message: null,
  payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
  metadata: { order_id: '1042' },
};

export const subscription = {
  id: 'sub_1',
  object: 'subscription',
  customer: 'cus_1',
  status: 'active',
  currency: 'eur',
  cancel_at_period_end: false,
  cancel_at: null,
  canceled_at: null,
  trial_end: null,
  items: {
    object: 'list',
    data: [
      {
        id: 'si_1',
        quantity: 2,
        current_period_end: CREATED + 2_592_000,
        price: { id: 'price_1', nickname: 'Gold', product: 'prod_1', unit_amount: 1250, currency: 'eur', recurring: { interval: 'month' } },
      },
    ],
  },
  metadata: {},
};

export const invoice = {
  id: 'in_1',
  object: 'invoice',
  number: 'A-0001',
  currency: 'eur',
  amount_paid: 2500,
  amount_due: 2500,
  billing_reason: 'subscription_cycle',
  customer: 'cus_1',
  customer_email: 'ada@example.com',
  customer_name: 'Ada Lovelace',
  customer_phone: '+4930123456',
  customer_address: null,
  hosted_invoice_url: 'https://invoice.stripe.com/i/1',
  invoice_pdf: null,
  next_payment_attempt: null,
  parent: { type: 'subscription_details', subscription_details: { subscription: 'sub_1', metadata: {} } },
  metadata: {},
};
