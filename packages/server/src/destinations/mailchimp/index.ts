import { z } from 'zod';
import { defineDestination, DestinationFailure, type CallContext } from '../kit/index.ts';
import { classify } from './classify.ts';
import { upsertCustomer } from './customer.ts';
import { erasePerson } from './erase.ts';
import { upsertOrder } from './order.ts';
import { dataCentreOf, limits, Settings, settingsFromToken } from './settings.ts';
import { upsertMember } from './upsert-member.ts';

const Audiences = z.looseObject({ lists: z.array(z.looseObject({ id: z.string(), name: z.string() })) });

export const mailchimp = defineDestination<Settings>({
  type: 'mailchimp',
  title: 'Mailchimp',
  description: 'Adds people to an audience, with their consent and tags, and orders and customers to a store.',
  apiVersion: '3.0 (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: () => 'https://login.mailchimp.com/oauth2/authorize',
    tokenUrl: () => 'https://login.mailchimp.com/oauth2/token',
    clientAuth: 'post',
    pkce: false,
    // Mailchimp's tokens do not expire and come without a refresh token.
    refreshBeforeMs: 0,
    keyInstead: (settings) => settings.apiKey !== undefined,
    apply: (settings, request, accessToken) => {
      const credentials = settings.apiKey === undefined ? `Bearer ${accessToken ?? ''}` : `Basic ${btoa(`handoff:${settings.apiKey}`)}`;
      request.headers.set('authorization', credentials);
    },
    settingsFromToken,
  },
  baseUrl: (settings) => `https://${dataCentreOf(settings)}.api.mailchimp.com`,
  limits,
  testConnection,
  classify,
  erasePerson,
  leaving: {
    stays:
      'People stay in the audience with their tags. A store that Handoff made, with its orders, can be deleted through Mailchimp’s API only.',
    export: 'Audience → All contacts → Export.',
    revoke: 'Revoke the key under Extras → API keys, or disconnect the app under Integrations.',
    in: {
      de: {
        stays:
          'Personen bleiben mit ihren Tags in der Zielgruppe. Ein Shop, den Handoff angelegt hat, lässt sich mit seinen Bestellungen nur über die API von Mailchimp löschen.',
        export: 'Audience → All contacts → Export.',
        revoke: 'Widerrufen Sie den Schlüssel unter Extras → API keys, oder trennen Sie die App unter Integrations.',
      },
      fr: {
        stays:
          'Les personnes restent dans l’audience avec leurs tags. Une boutique créée par Handoff, avec ses commandes, ne peut être supprimée que par l’API de Mailchimp.',
        export: 'Audience → All contacts → Export.',
        revoke: 'Révoquez la clé sous Extras → API keys, ou déconnectez l’application sous Integrations.',
      },
    },
  },
  operations: { upsertMember, upsertCustomer, upsertOrder },
});

/** Lists the account's audiences: proves the credentials, and that the chosen audience is among them. */
async function testConnection(ctx: CallContext<Settings>): Promise<{ account: string }> {
  const response = await ctx.call({ method: 'GET', path: '/3.0/lists', query: { count: 1000, fields: 'lists.id,lists.name' } });
  const { lists } = Audiences.parse(response.json);
  const audience = lists.find(({ id }) => id === ctx.settings.audience);
  if (audience !== undefined) return { account: `${audience.name} (${dataCentreOf(ctx.settings)})` };
  const offered = lists.map(({ id, name }) => `${name} (${id})`).join(', ');
  const message = `This Mailchimp account has no audience with the ID "${ctx.settings.audience}". It has: ${offered === '' ? 'none' : offered}.`;
  throw new DestinationFailure({ kind: 'permanent', code: 'audience_not_found', message, problems: [{ path: '/audience', message }] });
}
