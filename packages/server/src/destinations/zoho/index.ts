import { Organizations } from './answers.ts';
import { classify } from './classify.ts';
import { ERASURE_SCOPES, erasePerson } from './erase.ts';
import { upsertAccount, upsertDeal } from './keyed.ts';
import { upsertContact, upsertLead } from './person.ts';
import { parseAnswer } from './read.ts';
import { accountsUrl, API, baseUrl, centreOf, isApiDomain, limits, Settings } from './settings.ts';
import { defineDestination } from '../kit/index.ts';

const bearer = (accessToken: string) => `Zoho-oauthtoken ${accessToken}`;

/** Zoho CRM: leads, contacts, accounts and deals. */
export const zoho = defineDestination<Settings>({
  type: 'zoho',
  title: 'Zoho CRM',
  description: 'Leads, contacts, accounts and deals in Zoho CRM.',
  apiVersion: 'v8 (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: (settings) => `${accountsUrl(settings)}/oauth/v2/auth`,
    tokenUrl: (settings, callback) => `${accountsUrl(settings, callback)}/oauth/v2/token`,
    revocationUrl: (settings) => `${accountsUrl(settings)}/oauth/v2/token/revoke`,
    clientAuth: 'post',
    // Zoho documents PKCE for mobile and desktop apps only; this is a server's app with a secret.
    pkce: false,
    scopeSeparator: ',',
    signInScopes: ERASURE_SCOPES,
    // Without these Zoho gives no refresh token, or none the second time.
    extraAuthorizationParams: { access_type: 'offline', prompt: 'consent' },
    refreshBeforeMs: 60_000,
    apply: (_settings, request, accessToken) => {
      if (accessToken !== undefined) request.headers.set('authorization', bearer(accessToken));
    },
    settingsFromToken: async (answer, fetch, { settings, callback }) => {
      const dataCentre = centreOf(callback) ?? settings.dataCentre;
      const { api_domain: told } = answer;
      const found = { dataCentre, ...(isApiDomain(told) ? { apiDomain: told } : {}) };
      const request = new Request(`${baseUrl({ ...settings, apiDomain: undefined, ...found })}${API}/org`, {
        headers: { authorization: bearer(String(answer['access_token'])) },
      });
      const response = await fetch(request);
      const zgid = Organizations.safeParse(await response.json().catch(() => undefined)).data?.org[0]?.zgid;
      return { ...found, ...(zgid === undefined ? {} : { organizationId: zgid }) };
    },
  },
  baseUrl,
  limits,
  testConnection: async (ctx) => {
    const response = await ctx.call({ method: 'GET', path: `${API}/org` });
    const [organization] = parseAnswer(Organizations, response).org;
    return { account: organization?.company_name ?? 'Zoho CRM organization' };
  },
  classify,
  erasePerson,
  leaving: {
    stays: 'Leads, contacts, accounts and deals stay. The field “Handoff_Key” may be deleted once no flow runs.',
    export: 'Setup → Data Administration → Export.',
    revoke: 'Remove the connection here, which revokes its token; the app is listed under your Zoho account’s connected apps too.',
    in: {
      de: {
        stays: 'Leads, Kontakte, Accounts und Deals bleiben. Das Feld „Handoff_Key“ kann gelöscht werden, sobald kein Ablauf mehr läuft.',
        export: 'Setup → Data Administration → Export.',
        revoke:
          'Entfernen Sie die Verbindung hier, das widerruft ihr Token; die App steht auch unter den verbundenen Apps Ihres Zoho-Kontos.',
      },
      fr: {
        stays:
          'Les prospects, contacts, comptes et affaires restent. Le champ « Handoff_Key » peut être supprimé dès qu’aucun flux ne tourne plus.',
        export: 'Setup → Data Administration → Export.',
        revoke:
          'Supprimez la connexion ici, ce qui révoque son jeton ; l’application figure aussi parmi les applications connectées de votre compte Zoho.',
      },
    },
  },
  operations: { upsertLead, upsertContact, upsertAccount, upsertDeal },
});
