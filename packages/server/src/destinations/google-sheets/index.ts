import { defineDestination } from '../kit/index.ts';
import { signedInAs } from '../kit/userinfo.ts';
import { appendRow } from './append-row.ts';
import { classify } from './classify.ts';
import { limits, Settings } from './settings.ts';
import { readSheet } from './sheet.ts';

export const googleSheets = defineDestination<Settings>({
  type: 'google-sheets',
  title: 'Google Sheets',
  description: 'Adds a row to a Google spreadsheet.',
  apiVersion: 'v4 (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: () => 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: () => 'https://oauth2.googleapis.com/token',
    revocationUrl: () => 'https://oauth2.googleapis.com/revoke',
    // Revoking any token ends everything the account ever granted to the app.
    grant: ({ account }) => account,
    clientAuth: 'post',
    pkce: true,
    sharedApp: 'google',
    // Without "consent" Google sends a refresh token at the first sign-in only.
    extraAuthorizationParams: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
    refreshBeforeMs: 60_000,
    apply: (_, request, accessToken) => {
      if (accessToken !== undefined) request.headers.set('authorization', `Bearer ${accessToken}`);
    },
    settingsFromToken: async (answer, fetch) => {
      const account = await signedInAs('https://openidconnect.googleapis.com/v1/userinfo', answer, fetch);
      return account === undefined ? {} : { account };
    },
  },
  baseUrl: () => 'https://sheets.googleapis.com',
  limits,
  testConnection: async (ctx) => {
    const { spreadsheet, title } = await readSheet(ctx);
    const { account } = ctx.settings;
    return { account: `"${spreadsheet}", tab "${title}"${account === undefined ? '' : ` (${account})`}` };
  },
  classify,
  leaving: {
    stays: 'The rows stay. The column “Handoff event” may go once no flow writes to the sheet.',
    export: 'Nothing that is not in the sheet already.',
    revoke: 'Remove the connection here; the access ends under your Google account’s connections too.',
    url: 'https://myaccount.google.com/connections',
  },
  operations: { appendRow },
});
