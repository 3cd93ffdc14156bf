import type { OrderData } from '@handoff/shared/event';
import type { SampleKind, SampleParts } from './samples.ts';

const STATUS: Record<string, OrderData['status']> = {
  'order.paid': 'paid',
  'order.fulfilled': 'fulfilled',
  'order.cancelled': 'cancelled',
};

const GOOD = {
  orderId: 'sample-5001',
  number: '#5001',
  currency: 'EUR',
  total: '131.80',
  subtotal: '119.80',
  tax: '21.05',
  shipping: '12.00',
  discount: '10.00',
  discountCodes: ['AUTUMN10'],
  lines: [
    {
      id: 'sample-l1',
      productId: 'sample-p1',
      variantId: 'sample-v1',
      sku: 'CLOCK-1',
      title: 'Mantel clock',
      quantity: 1,
      unitPrice: '99.90',
      discount: '10.00',
    },
    {
      id: 'sample-l2',
      productId: 'sample-p2',
      variantId: 'sample-v2',
      sku: 'KEY-8',
      title: 'Winding key, 8 mm',
      quantity: 2,
      unitPrice: '14.95',
    },
  ],
  billingAddress: {
    name: 'Grace Hopper',
    company: 'Hopper GmbH',
    line1: 'Musterstraße 12',
    city: 'Berlin',
    region: 'BE',
    postalCode: '10115',
    country: 'DE',
  },
  shippingAddress: {
    name: 'Grace Hopper',
    company: 'Hopper GmbH',
    line1: 'Musterstraße 12',
    city: 'Berlin',
    region: 'BE',
    postalCode: '10115',
    country: 'DE',
  },
  note: 'Please ring twice.',
  tags: ['first-order'],
  adminUrl: 'https://shop.example.com/admin/orders/sample-5001',
} satisfies Omit<OrderData, 'status'>;

/** A guest's order: no account, no company, no state, an amount without cents, a title that is long. */
const EDGE = {
  orderId: 'sample-5002',
  number: 'JP-2026/000 5002-β',
  currency: 'JPY',
  total: '12000',
  lines: [
    {
      id: 'sample-l3',
      sku: '',
      title: `掛け時計「あけぼの」 🕰️ ${'with a very long description '.repeat(12).trim()}`,
      quantity: 3,
      unitPrice: '4000',
    },
  ],
  billingAddress: { name: '山田 太郎', line1: '千代田1-1', line2: '', city: '東京', postalCode: '100-0001', country: 'JP' },
  note: '',
  tags: [],
} satisfies Omit<OrderData, 'status'>;

/** An order as a shop sends it. */
export function sampleOrder(type: string, kind: SampleKind, at: string): SampleParts {
  const status = STATUS[type] ?? 'open';
  switch (kind) {
    case 'good':
      return {
        subject: {
          email: 'grace.hopper@example.com',
          phone: '+4930901820',
          name: 'Grace Hopper',
          firstName: 'Grace',
          lastName: 'Hopper',
          company: 'Hopper GmbH',
          country: 'DE',
          externalIds: { shop: 'sample-7001' },
        },
        data: { ...GOOD, status },
        context: { ip: '192.0.2.10', page: 'https://shop.example.com/checkout', locale: 'de-DE' },
        consent: [
          { channel: 'email', state: 'subscribed', at, wording: 'Keep me up to date.', evidence: 'https://shop.example.com/checkout' },
        ],
      };
    case 'edge':
      return {
        subject: { email: 'Taro.Yamada+Shop@Example.COM', phone: '+81 (0)3-1234-5678', name: '山田 太郎' },
        data: { ...EDGE, status },
      };
    case 'bad':
      return { subject: { email: 'grace.hopper@', phone: 'none' }, data: { status: '', total: 'free', currency: '', lines: [] } };
  }
}
