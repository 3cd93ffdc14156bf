import { defineDestination } from '../kit/index.ts';
import { googleAuth } from '../kit/google.ts';
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
  auth: googleAuth,
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
    in: {
      de: {
        stays: 'Die Zeilen bleiben. Die Spalte „Handoff event“ kann weg, sobald kein Ablauf mehr in die Tabelle schreibt.',
        export: 'Nichts, was nicht ohnehin in der Tabelle steht.',
        revoke: 'Entfernen Sie die Verbindung hier; der Zugriff endet auch unter den Verbindungen Ihres Google-Kontos.',
      },
      fr: {
        stays: 'Les lignes restent. La colonne « Handoff event » peut disparaître dès qu’aucun flux n’écrit plus dans la feuille.',
        export: 'Rien qui ne soit déjà dans la feuille.',
        revoke: 'Supprimez la connexion ici ; l’accès prend fin aussi dans les connexions de votre compte Google.',
      },
    },
  },
  operations: { appendRow },
});
