import { randomInt, randomUUID } from 'node:crypto';
import { type Envelope, parseEnvelope } from '@handoff/shared/event';
import { API_VERSION } from '../admin/library.ts';
import { normalize } from '../normalize/index.ts';
import { formEnvelope } from '../storefront/form-envelope.ts';
import type { ShopRow } from './find.ts';

export type TestType = 'order.created' | 'customer.created' | 'form.submitted';

/** Reserved for fiction. */
const PHONE = '+12025550143';

/** A made-up event of the shop's own kind, marked as a test. It goes through the same code as a real one. */
export function testEvent(type: TestType, shop: ShopRow, email: string, now: number): Envelope {
  const envelope = type === 'form.submitted' ? formOf(shop, email, now) : recordOf(type, shop, email, now);
  const marked = parseEnvelope({ ...envelope, context: { ...envelope.context, test: true } });
  if (!marked.ok) throw new Error(`a test event is no event: ${JSON.stringify(marked.problems)}`);
  return marked.envelope;
}

function formOf(shop: ShopRow, email: string, now: number): Envelope {
  const submission = {
    id: `test-${randomUUID()}`,
    kind: 'contact' as const,
    form: { id: 'contact', title: 'Contact' },
    fields: [
      { key: 'name', label: 'Name', type: 'text', value: 'Handoff Test' },
      { key: 'email', label: 'E-mail', type: 'email', value: email },
      { key: 'body', label: 'Message', type: 'textarea', value: 'This is a test made by Handoff.' },
    ],
    honeypot: '',
    seconds: 30,
    at: new Date(now).toISOString(),
    page: `https://${shop.shop}/pages/contact`,
    referrer: '',
    locale: '',
  };
  return formEnvelope(submission, { shop: shop.shop, customerId: undefined }, { ip: undefined, userAgent: undefined }, now);
}

function recordOf(type: 'order.created' | 'customer.created', shop: ShopRow, email: string, now: number): Envelope {
  const [topic, payload] =
    type === 'order.created' ? ['orders/create', orderOf(shop, email, now)] : ['customers/create', customerOf(shop, email, now)];
  const triggeredAt = new Date(now).toISOString();
  const result = normalize(topic, payload, { shop: shop.shop, webhookId: `test-${randomUUID()}`, triggeredAt, apiVersion: API_VERSION });
  const [envelope] = result.ok ? result.envelopes : [];
  if (envelope === undefined) throw new Error(`a test ${topic} gave no event: ${JSON.stringify(result.problems)}`);
  return envelope;
}

function customerOf(shop: ShopRow, email: string, now: number) {
  const at = new Date(now).toISOString();
  const names = { first_name: 'Handoff', last_name: 'Test' };
  return {
    id: madeUpId(),
    created_at: at,
    updated_at: at,
    ...names,
    email,
    phone: PHONE,
    state: 'enabled',
    currency: shop.currency ?? 'USD',
    default_address: {
      ...names,
      address1: '1 Test Street',
      zip: '10115',
      city: 'Testville',
      country_code: shop.country ?? 'US',
      phone: PHONE,
    },
  };
}

function orderOf(shop: ShopRow, email: string, now: number) {
  const at = new Date(now).toISOString();
  const customer = customerOf(shop, email, now);
  const number = randomInt(100_000, 999_999);
  return {
    id: madeUpId(),
    name: `#TEST-${number}`,
    order_number: number,
    created_at: at,
    processed_at: at,
    updated_at: at,
    test: true,
    currency: customer.currency,
    financial_status: 'paid',
    fulfillment_status: null,
    total_price: '29.90',
    current_total_price: '29.90',
    subtotal_price: '25.00',
    current_subtotal_price: '25.00',
    total_tax: '4.90',
    current_total_tax: '4.90',
    total_discounts: '0.00',
    current_total_discounts: '0.00',
    email,
    contact_email: email,
    phone: PHONE,
    customer,
    billing_address: customer.default_address,
    shipping_address: customer.default_address,
    line_items: [{ id: madeUpId(), title: 'Test product made up by Handoff', quantity: 1, price: '25.00', sku: 'HANDOFF-TEST' }],
  };
}

/** Longer than Shopify's own ids, so that it is nobody's. */
const madeUpId = (): number => 1e15 + randomInt(1, 2 ** 47);
