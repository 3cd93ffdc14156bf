import type { DestinationCase } from '../testing/contract.ts';
import { exact } from './index.ts';
import type { Settings } from './settings.ts';
import { createExactTwin } from './twin.ts';
import { EXACT_SPEC, exactContract } from './twin/contract.ts';
import { DIVISION, TOKEN } from './twin/routes.ts';

const checkContract = exactContract();

export const examples: Record<string, DestinationCase<Settings>> = {
  'Exact Online': {
    definition: exact,
    createTwin: (options) => {
      const twin = createExactTwin({ ...options, checkContract });
      twin.seed('crm/Accounts', { Name: 'Grace Hopper', Email: 'grace@example.com', Status: 'C' });
      return twin;
    },
    settings: { country: 'nl', division: DIVISION, itemCode: 'GOODS', shippingItemCode: 'SHIPPING', vatCodes: '19=2, 7=1, 0=5' },
    accessToken: TOKEN,
    payloads: {
      createSalesInvoice: {
        good: {
          number: '#1041',
          currency: 'EUR',
          total: '29.90',
          tax: '1.96',
          shipping: '4.90',
          taxesIncluded: true,
          taxes: [{ rate: 0.07 }],
          lines: [{ title: 'Assam Breakfast', quantity: 2, unitPrice: '12.50', tax: '1.64' }],
          email: 'grace@example.com',
        },
        bad: { currency: 'euro' },
      },
      upsertAccount: {
        good: { name: 'Ada Lovelace', email: 'ada@example.com', city: 'London', country: 'gb' },
        bad: { phone: '+4930123456' },
      },
    },
    specs: [EXACT_SPEC],
  },
};
