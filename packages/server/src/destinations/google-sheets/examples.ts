import { GOOGLE_ACCOUNT } from '../testing/google.ts';
import type { DestinationCase } from '../testing/contract.ts';
import { googleSheets } from './index.ts';
import type { Settings } from './settings.ts';
import { sheetsContract, SHEETS_SPEC } from './twin/contract.ts';
import { ACCESS_TOKEN, createSheetsTwin, SPREADSHEET } from './twin/index.ts';

const checkContract = sheetsContract();

export const examples: Record<string, DestinationCase<Settings>> = {
  'google-sheets': {
    definition: googleSheets,
    createTwin: (options) => createSheetsTwin({ ...options, checkContract }),
    settings: { spreadsheet: `https://docs.google.com/spreadsheets/d/${SPREADSHEET}/edit#gid=0`, account: GOOGLE_ACCOUNT },
    accessToken: ACCESS_TOKEN,
    payloads: {
      appendRow: {
        good: { cells: { Date: '2026-11-21T09:30:00.000Z', Name: 'Ada Lovelace', Total: 149.9 } },
        bad: { cells: { Name: '' } },
        // The header, written before it, may be written again; the row may not.
        write: /^POST .*:append$/,
      },
    },
    specs: [SHEETS_SPEC],
  },
};
