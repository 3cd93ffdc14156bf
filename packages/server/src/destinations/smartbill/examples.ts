import type { DestinationCase } from '../testing/contract.ts';
import { smartbill } from './index.ts';
import type { Settings } from './settings.ts';
import { CIF, createSmartbillTwin, EMAIL, SMARTBILL_SPEC, smartbillContract, TOKEN } from './twin.ts';

const checkContract = smartbillContract();

export const examples: Record<string, DestinationCase<Settings>> = {
  SmartBill: {
    definition: smartbill,
    createTwin: (options) => createSmartbillTwin({ ...options, checkContract }),
    settings: { email: EMAIL, token: TOKEN, cif: CIF, seriesName: 'HND' },
    payloads: {
      createInvoice: {
        good: {
          number: '#1041',
          currency: 'RON',
          total: '149.90',
          tax: '26.02',
          taxesIncluded: true,
          taxes: [{ rate: 0.21 }],
          lines: [{ title: 'Ceai', quantity: 3, unitPrice: '49.97', discount: '0.01', tax: '26.02' }],
          name: 'Ana Pop',
          email: 'ana@example.com',
        },
        bad: { date: 'azi' },
      },
    },
    specs: [SMARTBILL_SPEC],
    // An invoice has legal effect: a gateway's word that it was not available is not enough to send it again.
    outcomes: { '503': ['unknown'] },
  },
};
