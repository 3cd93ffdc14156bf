import { defineDestination, DestinationFailure, keptByLaw } from '../kit/index.ts';
import { classify } from './classify.ts';
import { createInvoice, seriesOf } from './create-invoice.ts';
import { limits, Settings } from './settings.ts';

export const smartbill = defineDestination<Settings>({
  type: 'smartbill',
  title: 'SmartBill',
  description: 'Issues invoices in SmartBill (Romania).',
  apiVersion: 'SBORO, unversioned (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'key',
    apply: ({ email, token }, request) =>
      request.headers.set('authorization', `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`),
  },
  baseUrl: () => 'https://ws.smartbill.ro/SBORO/api',
  limits,
  testConnection: async (ctx) => {
    const { cif, seriesName } = ctx.settings;
    const series = await seriesOf(ctx);
    if (series.includes(seriesName)) return { account: `${cif}, series ${seriesName}` };
    throw new DestinationFailure({
      kind: 'scope',
      code: 'unknown_series',
      message: `SmartBill has no invoice series "${seriesName}" for ${cif}${series.length === 0 ? '' : `, only ${series.join(', ')}`}. Correct "Series" in the connection, or create it there.`,
      missing: [],
    });
  },
  classify,
  erasePerson: keptByLaw(
    'Invoices and the like stay in SmartBill, with the name and address they were made out to, because bookkeeping law has you keep them for years. Handoff saves no client of its own in SmartBill. If there is one from elsewhere, delete it there once nothing has to be kept of it any more.',
  ),
  leaving: {
    stays: 'Issued invoices stay in SmartBill; the law wants them kept.',
    export: 'Invoices are exported under Rapoarte.',
    revoke: 'Make a new token in SmartBill, which ends the old one.',
    in: {
      de: {
        stays: 'Ausgestellte Rechnungen bleiben in SmartBill; das Gesetz verlangt, sie aufzubewahren.',
        export: 'Rechnungen werden unter Rapoarte exportiert.',
        revoke: 'Erstellen Sie in SmartBill ein neues Token; damit endet das alte.',
      },
      fr: {
        stays: 'Les factures émises restent dans SmartBill ; la loi impose de les conserver.',
        export: 'Les factures s’exportent sous Rapoarte.',
        revoke: 'Créez un nouveau jeton dans SmartBill, ce qui met fin à l’ancien.',
      },
    },
  },
  operations: { createInvoice },
});
