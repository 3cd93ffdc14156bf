import type { DestinationCase } from '../testing/contract.ts';
import { quickbooks } from './index.ts';
import type { Settings } from './settings.ts';
import { createQuickbooksTwin } from './twin.ts';
import { QUICKBOOKS_SPEC, quickbooksContract } from './twin/contract.ts';
import { REALM, TOKEN } from './twin/routes.ts';

const checkContract = quickbooksContract();
const sale = {
  number: '#1042',
  currency: 'USD',
  total: '149.90',
  tax: '23.93',
  shipping: '5.97',
  taxesIncluded: false,
  lines: [
    { title: 'Difference engine', sku: 'ENG-1', quantity: 1, unitPrice: '100.00' },
    { title: 'Punched cards', quantity: 2, unitPrice: '10.00' },
  ],
  email: 'grace@example.com',
};
const bad = { ...sale, currency: 'dollars' };

export const examples: Record<string, DestinationCase<Settings>> = {
  QuickBooks: {
    definition: quickbooks,
    createTwin: (options) => {
      const twin = createQuickbooksTwin({ ...options, checkContract });
      twin.seed('Customer', { DisplayName: 'Grace Hopper', PrimaryEmailAddr: { Address: 'grace@example.com' } });
      return twin;
    },
    settings: { realmId: REALM, itemId: '7', refundAccountId: '35' },
    accessToken: TOKEN,
    payloads: {
      createSalesReceipt: { good: sale, bad },
      createInvoice: { good: sale, bad },
      createRefundReceipt: { good: { ...sale, number: 'R-1' }, bad },
      upsertCustomer: {
        good: { givenName: 'Ada', familyName: 'Lovelace', email: 'ada@example.com', billing: { city: 'London' } },
        bad: { phone: '+4930123456' },
      },
    },
    specs: [QUICKBOOKS_SPEC],
  },
};
