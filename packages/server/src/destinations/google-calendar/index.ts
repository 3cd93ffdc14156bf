import { z } from 'zod';
import { defineDestination, DestinationFailure, unlessGone, type CallContext, type PersonAtVendor } from '../kit/index.ts';
import { googleAuth } from '../kit/google.ts';
import { classify } from './classify.ts';
import { createEvent, inviteToEvent } from './operations.ts';
import { eventsPath, limits, Settings } from './settings.ts';

export const googleCalendar = defineDestination<Settings>({
  type: 'google-calendar',
  title: 'Google Calendar',
  description: 'Events in a Google calendar, with or without guests.',
  apiVersion: 'v3 (2026-11-21)',
  settings: Settings,
  auth: googleAuth,
  baseUrl: () => 'https://www.googleapis.com',
  limits,
  testConnection,
  classify,
  erasePerson,
  leaving: {
    stays: 'Events stay in the calendar and look like any other.',
    export: 'Nothing that is not in the calendar already.',
    revoke: 'Remove the connection here; the access ends under your Google account’s connections too.',
    url: 'https://myaccount.google.com/connections',
    in: {
      de: {
        stays: 'Termine bleiben im Kalender und sehen aus wie alle anderen.',
        export: 'Nichts, was nicht ohnehin im Kalender steht.',
        revoke: 'Entfernen Sie die Verbindung hier; der Zugriff endet auch unter den Verbindungen Ihres Google-Kontos.',
      },
      fr: {
        stays: 'Les événements restent dans l’agenda et ressemblent à tous les autres.',
        export: 'Rien qui ne soit déjà dans l’agenda.',
        revoke: 'Supprimez la connexion ici ; l’accès prend fin aussi dans les connexions de votre compte Google.',
      },
    },
  },
  operations: { createEvent, inviteToEvent },
});

const Calendar = z.looseObject({ summary: z.string().optional(), accessRole: z.string().optional() });

/** Reads no event: only the calendar's name and what this account may do there. */
async function testConnection(ctx: CallContext<Settings>): Promise<{ account: string }> {
  const query = { maxResults: 1, fields: 'summary,accessRole' };
  const response = await ctx.call({ method: 'GET', path: eventsPath(ctx.settings), query });
  const calendar = Calendar.safeParse(response.json).data ?? {};
  if (calendar.accessRole !== undefined && !['writer', 'owner'].includes(calendar.accessRole)) {
    const message =
      'The Google account of this connection may only read this calendar. Share the calendar with it with the right to make changes to events.';
    throw new DestinationFailure({ kind: 'scope', code: 'read_only', message, missing: [] });
  }
  const { account, calendar: id } = ctx.settings;
  return { account: `${calendar.summary ?? id}${account === undefined ? '' : ` (${account})`}` };
}

/** Deletes the events we made, without mailing anyone. One that is gone is done. */
async function erasePerson(ctx: CallContext<Settings>, { records }: PersonAtVendor): Promise<void> {
  for (const { id } of records) {
    const path = `${eventsPath(ctx.settings)}/${encodeURIComponent(id)}`;
    const call = ctx.call({ method: 'DELETE', path, query: { sendUpdates: 'none' } });
    await unlessGone(call, ({ status }) => status === 404 || status === 410);
  }
}
