import { z } from 'zod';
import { defineDestination } from '../kit/index.ts';
import { addTag } from './add-tag.ts';
import { read } from './answers.ts';
import { classify } from './classify.ts';
import { API } from './contact.ts';
import { erasePerson } from './erase.ts';
import { setSubscription } from './set-subscription.ts';
import { limits, Settings } from './settings.ts';
import { startAutomation } from './start-automation.ts';
import { syncContact } from './sync-contact.ts';

const Me = z.looseObject({ user: z.looseObject({ username: z.string().nullish(), email: z.string().nullish() }) });

/** ActiveCampaign: contacts, tags, lists and automations. */
export const activecampaign = defineDestination<Settings>({
  type: 'activecampaign',
  title: 'ActiveCampaign',
  description: 'Contacts, tags, lists and automations in ActiveCampaign.',
  apiVersion: '3 (2026-11-21)',
  settings: Settings,
  auth: { kind: 'key', apply: ({ apiKey }, request) => request.headers.set('api-token', apiKey) },
  baseUrl: ({ url }) => `https://${url}`,
  limits,
  testConnection: async (ctx) => {
    const { user } = read(Me, await ctx.call({ method: 'GET', path: `${API}/users/me` }));
    return { account: `${ctx.settings.url.split('.')[0] ?? ''} (as ${user.username ?? user.email ?? 'its user'})` };
  },
  classify,
  erasePerson,
  leaving: {
    stays: 'Contacts, tags and list memberships stay in ActiveCampaign; tags Handoff made carry the description “Made by Handoff”.',
    export: 'Contacts → Export gives everything.',
    revoke: 'Make a new API key under Settings → Developer: the old one stops working at once.',
    in: {
      de: {
        stays:
          'Kontakte, Tags und Listenmitgliedschaften bleiben in ActiveCampaign; Tags, die Handoff angelegt hat, tragen die Beschreibung „Made by Handoff“.',
        export: 'Contacts → Export liefert alles.',
        revoke: 'Erstellen Sie unter Settings → Developer einen neuen API-Schlüssel: Der alte gilt sofort nicht mehr.',
      },
      fr: {
        stays:
          'Les contacts, les tags et les inscriptions aux listes restent dans ActiveCampaign ; les tags créés par Handoff portent la description « Made by Handoff ».',
        export: 'Contacts → Export donne tout.',
        revoke: 'Créez une nouvelle clé d’API sous Settings → Developer : l’ancienne cesse aussitôt de fonctionner.',
      },
    },
  },
  operations: { syncContact, addTag, setSubscription, startAutomation },
});
