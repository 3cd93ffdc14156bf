import { z } from 'zod';
import { defineDestination, DestinationFailure, keptByLaw } from '../kit/index.ts';
import { upsertAccount } from './account.ts';
import { read } from './api.ts';
import { classify } from './classify.ts';
import { createSalesInvoice } from './create-invoice.ts';
import { hostOf, limits, Settings } from './settings.ts';

const ME = '/api/v1/current/Me';
const Me = z.looseObject({
  d: z.looseObject({ results: z.array(z.looseObject({ CurrentDivision: z.number(), FullName: z.string().nullish() })).min(1) }),
});
const AnyAccount = z.looseObject({ ID: z.string() });

export const exact = defineDestination<Settings>({
  type: 'exact',
  title: 'Exact Online',
  description: 'Enters accounts and sales invoices into your books.',
  apiVersion: 'REST v1 (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: (settings) => `${hostOf(settings)}/api/oauth2/auth`,
    tokenUrl: (settings) => `${hostOf(settings)}/api/oauth2/token`,
    clientAuth: 'post',
    pkce: false,
    // Access lives ten minutes, and Exact refuses to renew it before 570 of the 600 seconds have passed.
    refreshBeforeMs: 30_000,
    apply: (_, request, accessToken) => request.headers.set('authorization', `Bearer ${accessToken ?? ''}`),
    // The tokens are for a person; which of their companies is open is asked.
    settingsFromToken: async (answer, fetch, { settings }) => {
      if (settings.division !== undefined) return {};
      const request = new Request(`${hostOf(settings)}${ME}?$select=CurrentDivision,FullName`, {
        headers: { accept: 'application/json', authorization: `Bearer ${String(answer['access_token'])}` },
        redirect: 'manual',
      });
      const me = Me.safeParse(await (await fetch(request)).json().catch(() => undefined));
      const division = me.data?.d.results[0]?.CurrentDivision;
      return division === undefined ? {} : { division: String(division) };
    },
  },
  baseUrl: hostOf,
  limits,
  testConnection: async (ctx) => {
    const { division } = ctx.settings;
    const response = await ctx.call({ method: 'GET', path: ME, query: { $select: 'CurrentDivision,FullName' } });
    const me = Me.safeParse(response.json).data?.d.results[0];
    if (me === undefined)
      throw new DestinationFailure({
        kind: 'retry',
        code: 'not_json',
        message: 'Exact Online did not say whose sign-in this is. Try again in a few minutes.',
      });
    if (division === undefined)
      throw new DestinationFailure({
        kind: 'scope',
        code: 'no_division',
        message: 'This Exact Online connection does not say which company it is for. Enter "Division", or sign in again.',
        missing: [],
      });
    await read(ctx, 'crm/Accounts', "Code eq '0'", AnyAccount);
    return { account: `division ${division}${me.FullName ? ` (signed in as ${me.FullName})` : ''}` };
  },
  classify,
  erasePerson: keptByLaw(
    'Invoices and the like stay in Exact Online, with the name and address they were made out to, because bookkeeping law has you keep them for years. Once nothing has to be kept of them any more, anonymise the account there (Account → Actions → Anonymise).',
  ),
  leaving: {
    stays: 'Accounts and invoices stay in your books; the remarks of each invoice name the delivery.',
    export: 'Accounts and entries are exported in Exact itself; bookkeeping law wants them kept.',
    revoke: 'Remove the connection here, and the app’s authorisation in Exact Online.',
    in: {
      de: {
        stays: 'Konten und Rechnungen bleiben in Ihrer Buchhaltung; die Bemerkungen jeder Rechnung nennen die Zustellung.',
        export: 'Konten und Buchungen werden in Exact selbst exportiert; das Gesetz verlangt, sie aufzubewahren.',
        revoke: 'Entfernen Sie die Verbindung hier und die Freigabe der App in Exact Online.',
      },
      fr: {
        stays: 'Les comptes et les factures restent dans votre comptabilité ; les remarques de chaque facture nomment l’envoi.',
        export: 'Les comptes et les écritures s’exportent dans Exact même ; la loi impose de les conserver.',
        revoke: 'Supprimez la connexion ici, ainsi que l’autorisation de l’application dans Exact Online.',
      },
    },
  },
  operations: { upsertAccount, createSalesInvoice },
});
