import { z } from 'zod';
import { defineDestination } from '../kit/index.ts';
import { classify } from './classify.ts';
import { upsertContact } from './contact.ts';
import { erasePerson } from './erase.ts';
import { createEvent, inviteToEvent } from './event.ts';
import { sendMail } from './mail.ts';
import { limits, Settings } from './settings.ts';

const Me = z.looseObject({ mail: z.string().nullish(), userPrincipalName: z.string().nullish() });
const ME = '/v1.0/me';
const SELECT = 'mail,userPrincipalName';

export const microsoft365 = defineDestination<Settings>({
  type: 'microsoft365',
  title: 'Microsoft 365',
  description: 'Events, contacts and mails in Outlook.',
  apiVersion: 'Microsoft Graph v1.0 (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: ({ tenant }) => `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`,
    tokenUrl: ({ tenant }) => `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    clientAuth: 'post',
    pkce: true,
    // Without it there is no refresh token; Microsoft does not list it among what was granted.
    signInScopes: ['offline_access'],
    extraAuthorizationParams: { prompt: 'select_account' },
    refreshBeforeMs: 120_000,
    apply: (_, request, accessToken) => {
      if (accessToken !== undefined) request.headers.set('authorization', `Bearer ${accessToken}`);
    },
    settingsFromToken: async (answer, fetch) => {
      const headers = { authorization: `Bearer ${String(answer['access_token'])}` };
      const account = await fetch(new Request(`https://graph.microsoft.com${ME}?$select=${SELECT}`, { headers }))
        .then(async (response) => accountOf(await response.json()))
        .catch(() => undefined);
      return account === undefined ? {} : { account };
    },
  },
  baseUrl: () => 'https://graph.microsoft.com',
  limits,
  testConnection: async (ctx) => {
    const response = await ctx.call({ method: 'GET', path: ME, query: { $select: SELECT } });
    return { account: accountOf(response.json) ?? 'Microsoft 365 account' };
  },
  classify,
  erasePerson,
  leaving: {
    stays: 'Events, contacts and sent mails stay and look like any other.',
    export: 'Nothing that is not in Outlook already.',
    revoke: 'Remove the connection here, and delete the app registration when nothing uses it.',
    in: {
      de: {
        stays: 'Termine, Kontakte und gesendete E-Mails bleiben und sehen aus wie alle anderen.',
        export: 'Nichts, was nicht ohnehin in Outlook steht.',
        revoke: 'Entfernen Sie die Verbindung hier, und löschen Sie die App-Registrierung, wenn nichts anderes sie benutzt.',
      },
      fr: {
        stays: 'Les événements, les contacts et les e-mails envoyés restent et ressemblent à tous les autres.',
        export: 'Rien qui ne soit déjà dans Outlook.',
        revoke: 'Supprimez la connexion ici, et l’inscription de l’application quand plus rien ne l’utilise.',
      },
    },
  },
  operations: { createEvent, inviteToEvent, upsertContact, sendMail },
});

/** The mailbox's address, or the name the account signs in with where it has none. */
function accountOf(json: unknown): string | undefined {
  const me = Me.safeParse(json).data;
  const name = me?.mail ?? me?.userPrincipalName ?? '';
  return name === '' ? undefined : name.toLowerCase();
}
