import type { DestinationCase } from '../testing/contract.ts';
import { stripe } from './index.ts';
import type { Settings } from './settings.ts';
import { createStripeTwin, KEY } from './twin.ts';
import { SPEC, stripeContract } from './twin/contract.ts';

const checkContract = stripeContract();

export const examples: Record<string, DestinationCase<Settings>> = {
  Stripe: {
    definition: stripe,
    createTwin: (options) => createStripeTwin({ ...options, checkContract }),
    settings: { apiKey: KEY, deleteOnErasure: true },
    payloads: {
      saveCustomer: {
        good: {
          email: 'ada@example.com',
          name: 'Ada Lovelace',
          address: { line1: '1 Navy Yard', city: 'Washington', country: 'US' },
          metadata: { source: 'shop', orders: 3 },
        },
        bad: { name: 'Nobody' },
      },
    },
    specs: [SPEC],
  },
};
