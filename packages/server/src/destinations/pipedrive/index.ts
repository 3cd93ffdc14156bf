import { z } from 'zod';
import { defineDestination } from '../kit/index.ts';
import { readOne } from './answers.ts';
import { classify } from './classify.ts';
import { createDeal } from './deal.ts';
import { erasePerson } from './erase.ts';
import { createLead } from './lead.ts';
import { createNote } from './note.ts';
import { upsertOrganization } from './organization.ts';
import { upsertPerson } from './person.ts';
import { companyOrigin, limits, Settings, settingsFromToken } from './settings.ts';

const Me = z.looseObject({ name: z.string(), company_name: z.string().optional() });

/** Pipedrive: persons, organisations, leads, deals and notes. */
export const pipedrive = defineDestination<Settings>({
  type: 'pipedrive',
  title: 'Pipedrive',
  description: 'Persons, organisations, leads, deals and notes in Pipedrive.',
  apiVersion: 'v2, leads and notes v1 (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: () => 'https://oauth.pipedrive.com/oauth/authorize',
    tokenUrl: () => 'https://oauth.pipedrive.com/oauth/token',
    revocationUrl: () => 'https://oauth.pipedrive.com/oauth/revoke',
    clientAuth: 'basic',
    pkce: false,
    refreshBeforeMs: 120_000,
    keyInstead: (settings) => settings.apiToken !== undefined,
    apply: (settings, request, accessToken) => {
      if (settings.apiToken !== undefined) request.headers.set('x-api-token', settings.apiToken);
      else request.headers.set('authorization', `Bearer ${accessToken ?? ''}`);
    },
    settingsFromToken,
  },
  baseUrl: companyOrigin,
  limits,
  testConnection: async (ctx) => {
    const me = readOne(Me, await ctx.call({ method: 'GET', path: '/api/v1/users/me' }));
    return { account: `${me.company_name ?? companyOrigin(ctx.settings)} (as ${me.name})` };
  },
  classify,
  erasePerson,
  leaving: {
    stays:
      'Persons, organisations, leads, deals and notes stay. The deal field “Handoff key” and the line “Handoff reference” in notes may be deleted.',
    export: '… → Export in each list, or Settings → Export data.',
    revoke: 'Remove the app under Marketplace → Installed, or make a new API token.',
    in: {
      de: {
        stays:
          'Personen, Organisationen, Leads, Deals und Notizen bleiben. Das Deal-Feld „Handoff key“ und die Zeile „Handoff reference“ in Notizen können gelöscht werden.',
        export: '… → Export in jeder Liste, oder Settings → Export data.',
        revoke: 'Entfernen Sie die App unter Marketplace → Installed, oder erstellen Sie ein neues API-Token.',
      },
      fr: {
        stays:
          'Les personnes, organisations, prospects, affaires et notes restent. Le champ d’affaire « Handoff key » et la ligne « Handoff reference » des notes peuvent être supprimés.',
        export: '… → Export dans chaque liste, ou Settings → Export data.',
        revoke: 'Retirez l’application sous Marketplace → Installed, ou créez un nouveau jeton d’API.',
      },
    },
  },
  operations: { upsertPerson, upsertOrganization, createLead, createDeal, createNote },
});
