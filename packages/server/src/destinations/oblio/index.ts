import { z } from 'zod';
import { defineDestination, DestinationFailure, keptByLaw } from '../kit/index.ts';
import { callOblio, currentToken } from './access.ts';
import { classify } from './classify.ts';
import { createInvoice } from './create-invoice.ts';
import { limits, Settings } from './settings.ts';

const Companies = z.looseObject({ data: z.array(z.looseObject({ cif: z.string(), company: z.string().nullish() })) });

export const oblio = defineDestination<Settings>({
  type: 'oblio',
  title: 'Oblio',
  description: 'Issues invoices in Oblio (Romania).',
  apiVersion: 'unversioned (2026-11-21)',
  settings: Settings,
  auth: {
    // The e-mail address and the secret are traded for a token, which access.ts keeps for its hour.
    kind: 'key',
    apply: (settings, request) => {
      const token = currentToken(settings);
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
    },
  },
  baseUrl: () => 'https://www.oblio.eu',
  limits,
  testConnection: async (ctx) => {
    const response = await callOblio(ctx, { method: 'GET', path: '/api/nomenclature/companies' });
    const companies = Companies.safeParse(response.json).data?.data ?? [];
    const digits = (cif: string) => cif.replaceAll(/\D/g, '');
    const company = companies.find(({ cif }) => digits(cif) === digits(ctx.settings.cif));
    if (company !== undefined) return { account: `${company.company ?? company.cif} (${company.cif})` };
    const names = companies.map(({ cif }) => cif).join(', ');
    throw new DestinationFailure({
      kind: 'scope',
      code: 'unknown_company',
      message: `This Oblio account has no company with the CIF ${ctx.settings.cif}${names === '' ? '' : `, only ${names}`}. Correct "CIF" in the connection.`,
      missing: [],
    });
  },
  classify,
  redact: (settings) => {
    const token = currentToken(settings);
    return token === undefined ? [] : [token];
  },
  erasePerson: keptByLaw(
    'Invoices and the like stay in Oblio, with the name and address they were made out to, because bookkeeping law has you keep them for years. Oblio may have saved the client with the invoice. Delete it under Clienți once nothing has to be kept of it any more.',
  ),
  leaving: {
    stays: 'Issued invoices stay in Oblio; the law wants them kept.',
    export: 'Invoices are exported under Rapoarte.',
    revoke: 'Reset the password in Oblio, which ends the API secret.',
    in: {
      de: {
        stays: 'Ausgestellte Rechnungen bleiben in Oblio; das Gesetz verlangt, sie aufzubewahren.',
        export: 'Rechnungen werden unter Rapoarte exportiert.',
        revoke: 'Setzen Sie in Oblio das Passwort zurück; damit endet das API-Geheimnis.',
      },
      fr: {
        stays: 'Les factures émises restent dans Oblio ; la loi impose de les conserver.',
        export: 'Les factures s’exportent sous Rapoarte.',
        revoke: 'Réinitialisez le mot de passe dans Oblio, ce qui met fin au secret d’API.',
      },
    },
  },
  operations: { createInvoice },
});
