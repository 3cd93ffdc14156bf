import type { DestinationCase } from '../testing/contract.ts';
import { oblio } from './index.ts';
import type { Settings } from './settings.ts';
import { CIF, createOblioTwin, EMAIL, OBLIO_SPEC, oblioContract, SECRET } from './twin.ts';

const checkContract = oblioContract();

export const examples: Record<string, DestinationCase<Settings>> = {
  Oblio: {
    definition: oblio,
    createTwin: (options) => createOblioTwin({ ...options, checkContract }),
    settings: { email: EMAIL, secret: SECRET, cif: CIF, seriesName: 'HND' },
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
        write: /^POST .*\/docs\/invoice$/,
      },
    },
    specs: [OBLIO_SPEC],
    // A refused token is renewed at once, and the call made again: it was not carried out.
    outcomes: { '401': ['ok'] },
  },
};
