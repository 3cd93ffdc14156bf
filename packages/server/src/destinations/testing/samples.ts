import type { Envelope } from '@handoff/shared/event';

/** A contact form as a WordPress site sends it. */
export const formSubmitted: Envelope = {
  id: '01K9ZFORM0000000000000000A',
  idempotencyKey: 'form.submitted:wpforms-12-345:1',
  type: 'form.submitted',
  occurredAt: '2026-11-21T09:30:00.000Z',
  source: { type: 'wordpress', url: 'https://studio.example' },
  subject: {
    email: 'ada@example.com',
    phone: '+4930123456',
    name: 'Ada Lovelace',
    firstName: 'Ada',
    lastName: 'Lovelace',
    company: 'Analytical Ltd',
    country: 'DE',
  },
  data: {
    form: { id: '12', title: 'Contact', plugin: 'wpforms' },
    fields: {
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      phone: '+4930123456',
      message: 'I would like an offer for 3 engines.',
      budget: '10000',
    },
    labels: { name: 'Your name', email: 'E-mail', phone: 'Phone', message: 'Message', budget: 'Budget' },
    types: { name: 'text', email: 'email', phone: 'tel', message: 'textarea', budget: 'number' },
  },
  context: {
    ip: '203.0.113.7',
    page: 'https://studio.example/contact',
    referrer: 'https://search.example/',
    utm: { source: 'newsletter', campaign: 'autumn' },
    locale: 'de-DE',
  },
  consent: [
    {
      channel: 'email',
      state: 'subscribed',
      at: '2026-11-21T09:30:00.000Z',
      wording: 'Yes, send me news.',
      evidence: 'https://studio.example/contact',
    },
  ],
};

/** A paid order as a shop sends it. */
export const orderCreated: Envelope = {
  id: '01K9ZORDER000000000000000A',
  idempotencyKey: 'order.created:5544332211:1',
  type: 'order.created',
  occurredAt: '2026-11-21T10:15:00.000Z',
  source: { type: 'shopify', shop: 'engines.myshopify.com' },
  subject: {
    email: 'grace@example.com',
    phone: '+12025550123',
    firstName: 'Grace',
    lastName: 'Hopper',
    name: 'Grace Hopper',
    country: 'US',
    externalIds: { shopify: '998877' },
  },
  data: {
    orderId: '5544332211',
    number: '#1042',
    status: 'paid',
    currency: 'EUR',
    total: '149.90',
    subtotal: '120.00',
    tax: '23.93',
    shipping: '5.97',
    discountCodes: ['AUTUMN'],
    lines: [
      { id: 'l1', productId: 'p1', variantId: 'v1', sku: 'ENG-1', title: 'Difference engine', quantity: 1, unitPrice: '100.00' },
      { id: 'l2', productId: 'p2', variantId: 'v2', sku: 'CARD-9', title: 'Punched cards', quantity: 2, unitPrice: '10.00' },
    ],
    billingAddress: { name: 'Grace Hopper', line1: '1 Navy Yard', city: 'Washington', region: 'DC', postalCode: '20374', country: 'US' },
    shippingAddress: { name: 'Grace Hopper', line1: '1 Navy Yard', city: 'Washington', region: 'DC', postalCode: '20374', country: 'US' },
    adminUrl: 'https://admin.shopify.com/store/engines/orders/5544332211',
  },
  consent: [{ channel: 'email', state: 'not_subscribed' }],
};

/** A contact form of Contact Form 7, with nothing known of the person but what they typed. */
export const contactForm7: Envelope = {
  ...formSubmitted,
  subject: { email: 'ada@example.com', name: 'Ada Lovelace' },
  data: {
    form: { id: '5', title: 'Contact form 1', plugin: 'cf7' },
    fields: { 'your-name': 'Ada Lovelace', 'your-email': 'ada@example.com', 'your-message': 'Hello', topics: ['a', 'b'], news: true },
  },
};

/** A paid order of WooCommerce whose prices hold 19 % VAT, with a coupon, shipping and a fee, as the plugin sends it. */
export const wooPaid: Envelope = {
  id: '01K9ZWOOPAID0000000000000A',
  idempotencyKey: 'order.paid:woocommerce-1042:3f2a9c01',
  type: 'order.paid',
  occurredAt: '2026-11-21T11:05:00.000Z',
  source: { type: 'woocommerce', url: 'https://tea.example' },
  subject: { email: 'ada@example.com', phone: '030 901820', name: 'Ada Lovelace', firstName: 'Ada', lastName: 'Lovelace', country: 'DE' },
  data: {
    orderId: '1042',
    number: '1042',
    status: 'paid',
    currency: 'EUR',
    total: '97.33',
    subtotal: '86.50',
    tax: '15.54',
    shipping: '5.83',
    discount: '10.00',
    discountCodes: ['autumn10'],
    lines: [
      {
        id: '1',
        productId: '101',
        sku: 'ASSAM-100',
        title: 'Assam Breakfast',
        quantity: 3,
        unitPrice: '12.50',
        discount: '10.00',
        amount: '27.50',
        tax: '4.39',
      },
      {
        id: '2',
        productId: '102',
        variantId: '103',
        sku: 'KETTLE-RED',
        title: 'Kettle - Red',
        quantity: 1,
        unitPrice: '59.00',
        amount: '59.00',
        tax: '9.42',
        properties: { Colour: 'Red' },
      },
    ],
    taxesIncluded: true,
    shopStatus: 'processing',
    adminUrl: 'https://tea.example/wp-admin/admin.php?page=wc-orders&action=edit&id=1042',
    billingAddress: {
      name: 'Ada Lovelace',
      line1: 'Musterstraße 12',
      city: 'Berlin',
      postalCode: '10115',
      phone: '030 901820',
      region: 'Berlin',
      regionCode: 'DE-BE',
      country: 'DE',
    },
    fees: [{ title: 'Cash on delivery', amount: '5.00', tax: '0.80' }],
    taxes: [{ title: 'VAT', rate: 0.19, amount: '15.54' }],
    shippingMethods: ['Flat rate'],
    paymentMethods: ['Card'],
    channel: 'checkout',
  },
};

/** Money paid back for that order by amount: a part of a line without a piece of it, and the fee. */
export const wooRefunded: Envelope = {
  ...wooPaid,
  id: '01K9ZWOOREFUND00000000000A',
  idempotencyKey: 'refund.created:woocommerce-1043:1795259100',
  type: 'refund.created',
  data: {
    refundId: '1043',
    orderId: '1042',
    number: '1042',
    currency: 'EUR',
    amount: '10.00',
    tax: '1.60',
    lines: [{ lineItemId: '1', quantity: 0, amount: '5.00', tax: '0.80', title: 'Assam Breakfast', sku: 'ASSAM-100' }],
    taxesIncluded: true,
    adminUrl: 'https://tea.example/wp-admin/admin.php?page=wc-orders&action=edit&id=1042',
    fees: [{ title: 'Cash on delivery', amount: '5.00', tax: '0.80' }],
  },
};
