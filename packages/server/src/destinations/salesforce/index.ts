import { classify } from './classify.ts';
import { erasePerson } from './erase.ts';
import { createTask, upsertAccount, upsertOpportunity } from './keyed.ts';
import { upsertContact, upsertLead } from './person.ts';
import { parseAnswer } from './read.ts';
import { baseUrl, DATA, limits, Settings, settingsFromToken } from './settings.ts';
import { QueryAnswer } from './answers.ts';
import { defineDestination } from '../kit/index.ts';

/** Salesforce: leads, contacts, accounts, opportunities and tasks. */
export const salesforce = defineDestination<Settings>({
  type: 'salesforce',
  title: 'Salesforce',
  description: 'Leads, contacts, accounts, opportunities and tasks in Salesforce.',
  apiVersion: 'v65.0 (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: ({ loginUrl }) => `${loginUrl}/services/oauth2/authorize`,
    tokenUrl: ({ loginUrl }) => `${loginUrl}/services/oauth2/token`,
    revocationUrl: ({ loginUrl }) => `${loginUrl}/services/oauth2/revoke`,
    clientAuth: 'post',
    pkce: true,
    signInScopes: ['refresh_token'],
    // Salesforce does not tell when a token ends (the organization's session timeout): a 401 does, and then it is renewed.
    refreshBeforeMs: 0,
    apply: (_settings, request, accessToken) => {
      if (accessToken !== undefined) request.headers.set('authorization', `Bearer ${accessToken}`);
    },
    settingsFromToken,
  },
  baseUrl,
  limits,
  testConnection: async (ctx) => {
    const response = await ctx.call({ method: 'GET', path: `${DATA}/query`, query: { q: 'SELECT Name,IsSandbox FROM Organization' } });
    const [organization] = parseAnswer(QueryAnswer, response).records;
    const name = typeof organization?.['Name'] === 'string' ? organization['Name'] : 'Salesforce organization';
    return { account: organization?.['IsSandbox'] === true ? `${name} (sandbox)` : name };
  },
  classify,
  erasePerson,
  leaving: {
    stays: 'Leads, contacts, accounts, opportunities and tasks stay. The fields “Handoff_Key__c” may be deleted once no flow runs.',
    export: 'Reports, or the data export in Salesforce’s setup.',
    revoke: 'Remove the connection here, which revokes its token; block or delete the External Client App in Salesforce.',
    in: {
      de: {
        stays:
          'Leads, Kontakte, Accounts, Opportunities und Aufgaben bleiben. Die Felder „Handoff_Key__c“ können gelöscht werden, sobald kein Ablauf mehr läuft.',
        export: 'Berichte, oder der Datenexport im Setup von Salesforce.',
        revoke:
          'Entfernen Sie die Verbindung hier, das widerruft ihr Token; sperren oder löschen Sie die External Client App in Salesforce.',
      },
      fr: {
        stays:
          'Les pistes, contacts, comptes, opportunités et tâches restent. Les champs « Handoff_Key__c » peuvent être supprimés dès qu’aucun flux ne tourne plus.',
        export: 'Les rapports, ou l’export de données dans la configuration de Salesforce.',
        revoke: 'Supprimez la connexion ici, ce qui révoque son jeton ; bloquez ou supprimez l’External Client App dans Salesforce.',
      },
    },
  },
  operations: { upsertLead, upsertContact, upsertAccount, upsertOpportunity, createTask },
});
