import type { CustomerData } from '@handoff/shared/event';
import type { SampleKind, SampleParts } from './samples.ts';

const GOOD = {
  customerId: 'sample-7001',
  state: 'enabled',
  note: 'Collects mantel clocks.',
  tags: ['vip'],
  address: {
    name: 'Grace Hopper',
    company: 'Hopper GmbH',
    line1: 'Musterstraße 12',
    city: 'Berlin',
    region: 'BE',
    postalCode: '10115',
    country: 'DE',
    phone: '+4930901820',
  },
  ordersCount: 3,
  totalSpent: '412.40',
  currency: 'EUR',
  verifiedEmail: true,
} satisfies CustomerData;

/** Just signed up: no order, no address, one name. */
const EDGE = {
  customerId: 'sample-7002',
  note: '',
  tags: [],
  ordersCount: 0,
  totalSpent: '0.00',
  currency: 'EUR',
  verifiedEmail: false,
} satisfies CustomerData;

/** A customer's account at a shop. */
export function sampleCustomer(kind: SampleKind, at: string): SampleParts {
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
        data: { ...GOOD },
        consent: [{ channel: 'email', state: 'subscribed', at, wording: 'Keep me up to date.' }],
      };
    case 'edge':
      return {
        subject: {
          email: 'Bjork+Test@Example.COM',
          phone: '+354 / 555-01 23',
          name: 'Björk',
          firstName: 'Björk',
          lastName: '',
          externalIds: { shop: 'sample-7002' },
        },
        data: { ...EDGE },
      };
    case 'bad':
      return { subject: { email: 'grace.hopper', phone: '-' }, data: { ordersCount: 'many', totalSpent: '', tags: 'vip' } };
  }
}
