import { z } from 'zod';
import { classify } from './classify.ts';
import { upsertCompany } from './company.ts';
import { setConsent } from './consent.ts';
import { upsertContact } from './contact.ts';
import { createDeal } from './deal.ts';
import { erasePerson } from './erase.ts';
import { createNote } from './note.ts';
import { API, limits, Settings } from './settings.ts';
import { defineDestination } from '../kit/types.ts';

/** HubSpot tells the account's number with the tokens. */
const HubId = z.union([z.int(), z.string().regex(/^\d+$/)]);

/** HubSpot CRM: contacts, companies, deals, notes and consent. */
export const hubspot = defineDestination<Settings>({
  type: 'hubspot',
  title: 'HubSpot',
  description: 'Contacts, companies, deals, notes and consent in HubSpot CRM.',
  apiVersion: '2026-09 (2026-11-21)',
  // Out since 2026-09-08, and supported for 18 months at least.
  apiVersionEnds: { on: '2028-03-08', source: 'https://developers.hubspot.com/docs/guides' },
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: () => 'https://app.hubspot.com/oauth/authorize',
    tokenUrl: () => `https://api.hubapi.com/oauth/${API}/token`,
    revocationUrl: () => `https://api.hubapi.com/oauth/${API}/token/revoke`,
    clientAuth: 'post',
    pkce: true,
    // HubSpot: "401 is not a valid indicator" that a token has run out; go by expires_in, a little early.
    refreshBeforeMs: 120_000,
    keyInstead: (settings) => settings.accessToken !== undefined,
    apply: (settings, request, accessToken) => {
      const token = settings.accessToken ?? accessToken;
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
    },
    settingsFromToken: async (answer) => {
      const hubId = HubId.safeParse(answer['hub_id']);
      return hubId.success ? { portalId: String(hubId.data) } : {};
    },
  },
  baseUrl: () => 'https://api.hubapi.com',
  limits,
  testConnection: async (ctx) => {
    await ctx.call({ method: 'GET', path: `/crm/properties/${API}/contacts` });
    const { portalId } = ctx.settings;
    return { account: portalId === undefined ? 'HubSpot account' : `HubSpot account ${portalId}` };
  },
  classify,
  erasePerson,
  leaving: {
    stays:
      'Contacts, companies, deals and notes stay as ordinary HubSpot records. The property “handoff_key” of deals and companies may be deleted once no flow runs.',
    export: 'Contacts or Deals → Export.',
    revoke: 'Delete the key under Development → Keys, or remove the app under Connected Apps.',
    in: {
      de: {
        stays:
          'Kontakte, Unternehmen, Deals und Notizen bleiben als gewöhnliche HubSpot-Datensätze. Die Eigenschaft „handoff_key“ von Deals und Unternehmen kann gelöscht werden, sobald kein Ablauf mehr läuft.',
        export: 'Contacts oder Deals → Export.',
        revoke: 'Löschen Sie den Schlüssel unter Development → Keys, oder entfernen Sie die App unter Connected Apps.',
      },
      fr: {
        stays:
          'Les contacts, entreprises, transactions et notes restent des fiches HubSpot ordinaires. La propriété « handoff_key » des transactions et des entreprises peut être supprimée dès qu’aucun flux ne tourne plus.',
        export: 'Contacts ou Deals → Export.',
        revoke: 'Supprimez la clé sous Development → Keys, ou retirez l’application sous Connected Apps.',
      },
    },
  },
  operations: { upsertContact, upsertCompany, createDeal, createNote, setConsent },
});
