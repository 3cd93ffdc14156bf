import { CustomerList, parseAnswer } from './answers.ts';
import { classify } from './classify.ts';
import { erasePerson } from './erase.ts';
import { saveCustomer } from './save-customer.ts';
import { API_VERSION, isTest, limits, Settings } from './settings.ts';
import { defineDestination } from '../kit/index.ts';

/** Stripe: customers. What happens in Stripe comes in as a source, see `sources/stripe`. */
export const stripe = defineDestination<Settings>({
  type: 'stripe',
  title: 'Stripe',
  description: 'Keeps customers in Stripe up to date.',
  apiVersion: `${API_VERSION} (2026-11-21)`,
  settings: Settings,
  auth: {
    kind: 'key',
    apply: ({ apiKey }, request) => {
      request.headers.set('authorization', `Bearer ${apiKey}`);
      request.headers.set('stripe-version', API_VERSION);
    },
  },
  baseUrl: () => 'https://api.stripe.com',
  limits,
  // A restricted key may read nothing of the account itself, not even its name.
  testConnection: async (ctx) => {
    parseAnswer(CustomerList, await ctx.call({ method: 'GET', path: '/v1/customers', query: { limit: 1 } }));
    return { account: isTest(ctx.settings) ? 'Stripe account (test mode)' : 'Stripe account' };
  },
  classify,
  erasePerson,
  leaving: {
    stays: 'Customers stay as ordinary Stripe customers, with nothing of ours but the fields you mapped.',
    export: 'Customers → Export gives them as a file.',
    revoke: 'Delete the restricted key in Stripe.',
    in: {
      de: {
        stays: 'Kunden bleiben gewöhnliche Stripe-Kunden; von uns bleiben nur die Felder, die Sie zugeordnet haben.',
        export: 'Customers → Export liefert sie als Datei.',
        revoke: 'Löschen Sie den eingeschränkten Schlüssel in Stripe.',
      },
      fr: {
        stays:
          'Les clients restent des clients Stripe ordinaires ; il ne reste de nous que les champs que vous avez mis en correspondance.',
        export: 'Customers → Export les donne sous forme de fichier.',
        revoke: 'Supprimez la clé restreinte dans Stripe.',
      },
    },
  },
  operations: { saveCustomer },
});
