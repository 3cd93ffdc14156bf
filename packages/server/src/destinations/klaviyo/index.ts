import { z } from 'zod';
import { defineDestination, DestinationFailure, type CallContext } from '../kit/index.ts';
import { get, REVISION } from './api.ts';
import { classify } from './classify.ts';
import { erasePerson } from './erase.ts';
import { limits, Settings, settingsFromToken } from './settings.ts';
import { trackEvent } from './track-event.ts';
import { upsertProfile } from './upsert-profile.ts';

export const klaviyo = defineDestination<Settings>({
  type: 'klaviyo',
  title: 'Klaviyo',
  description: 'People with their consent, and what they did: orders, refunds, forms.',
  apiVersion: `${REVISION} (2026-11-21)`,
  // A year stable and a year deprecated.
  apiVersionEnds: { on: '2028-07-15', source: 'https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy' },
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: () => 'https://www.klaviyo.com/oauth/authorize',
    // Klaviyo blocks these two on www.klaviyo.com.
    tokenUrl: () => 'https://a.klaviyo.com/oauth/token',
    revocationUrl: () => 'https://a.klaviyo.com/oauth/revoke',
    clientAuth: 'basic',
    pkce: true,
    // A token lives an hour, and the old one goes on working until then, so a refresh disturbs nobody.
    refreshBeforeMs: 300_000,
    keyInstead: (settings) => settings.apiKey !== undefined,
    apply: (settings, request, accessToken) => {
      const credentials = settings.apiKey === undefined ? `Bearer ${accessToken ?? ''}` : `Klaviyo-API-Key ${settings.apiKey}`;
      request.headers.set('authorization', credentials);
    },
    settingsFromToken,
  },
  baseUrl: () => 'https://a.klaviyo.com',
  limits,
  testConnection,
  classify,
  erasePerson,
  leaving: {
    stays: 'Profiles, consent and events stay as ordinary Klaviyo data; consent shows “Handoff” as its source.',
    export: 'Audience → Profiles → Export; events under Analytics → Metrics.',
    revoke: 'Revoke the key under Settings → API keys, or remove the app under Integrations.',
    in: {
      de: {
        stays:
          'Profile, Einwilligungen und Ereignisse bleiben als gewöhnliche Klaviyo-Daten; bei Einwilligungen steht „Handoff“ als Quelle.',
        export: 'Audience → Profiles → Export; Ereignisse unter Analytics → Metrics.',
        revoke: 'Widerrufen Sie den Schlüssel unter Settings → API keys, oder entfernen Sie die App unter Integrations.',
      },
      fr: {
        stays:
          'Les profils, les consentements et les événements restent des données Klaviyo ordinaires ; les consentements indiquent « Handoff » comme source.',
        export: 'Audience → Profiles → Export ; les événements sous Analytics → Metrics.',
        revoke: 'Révoquez la clé sous Settings → API keys, ou retirez l’application sous Integrations.',
      },
    },
  },
  operations: { upsertProfile, trackEvent },
});

const Accounts = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string(),
      attributes: z.looseObject({ contact_information: z.looseObject({ organization_name: z.string().nullish() }).nullish() }).optional(),
    }),
  ),
});
const Lists = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

/** Asks whose account it is: proves the credentials, and that the chosen list is there. */
async function testConnection(ctx: CallContext<Settings>): Promise<{ account: string }> {
  const accounts = await ctx.call(get('/api/accounts', { 'fields[account]': 'contact_information.organization_name' }));
  const account = Accounts.safeParse(accounts.json).data?.data[0];
  const { list } = ctx.settings;
  if (list !== undefined) {
    const lists = await ctx.call(get('/api/lists', { filter: `any(id,["${list}"])`, 'fields[list]': 'name' }));
    if (Lists.safeParse(lists.json).data?.data.some(({ id }) => id === list) !== true) throw noSuchList(list);
  }
  const name = account?.attributes?.contact_information?.organization_name;
  return { account: account === undefined ? 'Klaviyo account' : name ? `${name} (${account.id})` : `Klaviyo account ${account.id}` };
}

function noSuchList(list: string): DestinationFailure {
  const message = `This Klaviyo account has no list with the ID "${list}". Open the list in Klaviyo and take the ID from its address, after "/list/".`;
  return new DestinationFailure({ kind: 'permanent', code: 'list_not_found', message, problems: [{ path: '/list', message }] });
}
