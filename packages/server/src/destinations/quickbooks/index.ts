import { z } from 'zod';
import { defineDestination, keptByLaw } from '../kit/index.ts';
import { entityOf, MINOR_VERSION } from './api.ts';
import { classify } from './classify.ts';
import { documentOperation } from './create-document.ts';
import { upsertCustomer } from './customer.ts';
import { limits, Settings } from './settings.ts';

const Company = z.looseObject({ CompanyName: z.string(), Country: z.string().optional() });
const Realm = Settings.shape.realmId;

export const quickbooks = defineDestination<Settings>({
  type: 'quickbooks',
  title: 'QuickBooks Online',
  description: 'Enters customers, sales receipts, invoices and refunds into your books.',
  apiVersion: `v3, minor version ${MINOR_VERSION} (2026-11-21)`,
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: () => 'https://appcenter.intuit.com/connect/oauth2',
    tokenUrl: () => 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
    revocationUrl: () => 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke',
    clientAuth: 'basic',
    pkce: false,
    // Access lives an hour. The refresh token changes about daily and dies after 100 days unused: each new one is kept.
    refreshBeforeMs: 30_000,
    apply: (_, request, accessToken) => request.headers.set('authorization', `Bearer ${accessToken ?? ''}`),
    // The company a person chose comes only in the address they return to.
    settingsFromToken: async (answer, _, { callback }) => {
      const realm = Realm.safeParse(callback.get('realmId') ?? answer['realmId']);
      return realm.success && realm.data !== undefined ? { realmId: realm.data } : {};
    },
  },
  baseUrl: ({ environment, realmId }) =>
    `https://${environment === 'sandbox' ? 'sandbox-quickbooks' : 'quickbooks'}.api.intuit.com/v3/company/${realmId ?? '0'}`,
  limits,
  testConnection: async (ctx) => {
    const { realmId = '0' } = ctx.settings;
    const response = await ctx.call({ method: 'GET', path: `/companyinfo/${realmId}`, query: { minorversion: MINOR_VERSION } });
    const { CompanyName, Country } = entityOf(response, 'CompanyInfo', Company);
    return { account: Country === undefined ? CompanyName : `${CompanyName} (${Country})` };
  },
  classify,
  erasePerson: keptByLaw(
    'Invoices and the like stay in QuickBooks, with the name and address they were made out to, because bookkeeping law has you keep them for years. QuickBooks deletes no customer. Once nothing has to be kept of them any more, empty the customer’s details there and make them inactive.',
  ),
  leaving: {
    stays: 'Customers and documents stay in your books; the private note of each document holds the event’s id.',
    export: 'Settings → Export data.',
    revoke: 'Disconnect the app under Apps → My apps.',
    in: {
      de: {
        stays: 'Kunden und Belege bleiben in Ihrer Buchhaltung; die private Notiz jedes Belegs enthält die Kennung des Ereignisses.',
        export: 'Settings → Export data.',
        revoke: 'Trennen Sie die App unter Apps → My apps.',
      },
      fr: {
        stays:
          'Les clients et les documents restent dans votre comptabilité ; la note privée de chaque document contient l’identifiant de l’événement.',
        export: 'Settings → Export data.',
        revoke: 'Déconnectez l’application sous Apps → My apps.',
      },
    },
  },
  operations: {
    upsertCustomer,
    createSalesReceipt: documentOperation(
      { entity: 'SalesReceipt', title: 'sales receipt', page: 'salesreceipt' },
      {
        title: 'Enter a sales receipt',
        description:
          'For an order that is paid. Its amounts, tax and shipping come to the total of the order exactly, or it is refused. Start the flow with one kind of event, such as paid orders, or an order is entered more than once.',
      },
    ),
    createInvoice: documentOperation(
      { entity: 'Invoice', title: 'invoice', page: 'invoice' },
      {
        title: 'Enter an invoice',
        description:
          'For an order that is still to be paid. QuickBooks does not send it to the customer. Start the flow with one kind of event, such as new orders, or an order is entered more than once.',
      },
    ),
    createRefundReceipt: documentOperation(
      { entity: 'RefundReceipt', title: 'refund receipt', page: 'refundreceipt' },
      { title: 'Enter a refund', description: 'For money that went back to a customer.' },
    ),
  },
});
