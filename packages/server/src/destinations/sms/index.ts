import { defineDestination, unlessGone, type CallContext, type PersonAtVendor } from '../kit/index.ts';
import { classify } from './classify.ts';
import { messagePath, messagesPath } from './message.ts';
import { sendSms } from './send-sms.ts';
import { limits, Settings } from './settings.ts';

export const sms = defineDestination<Settings>({
  type: 'sms',
  title: 'SMS (Twilio)',
  description: 'Sends SMS through your Twilio account.',
  apiVersion: '2010-04-01 (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'key',
    apply: ({ accountSid, keySid, authToken }, request) =>
      request.headers.set('authorization', `Basic ${Buffer.from(`${keySid ?? accountSid}:${authToken}`).toString('base64')}`),
  },
  baseUrl: () => 'https://api.twilio.com',
  limits,
  // The account's own page is closed to standard API keys; its messages are what a connection needs.
  testConnection: async (ctx) => {
    await ctx.call({ method: 'GET', path: messagesPath(ctx.settings), query: { PageSize: 1 } });
    return { account: `Twilio account …${ctx.settings.accountSid.slice(-6)}, sending from ${ctx.settings.from}` };
  },
  classify,
  erasePerson,
  leaving: {
    stays: 'Messages that were sent stay in Twilio’s log.',
    export: 'The log of messages, in Twilio’s console.',
    revoke: 'Delete the API key, or change the auth token, in Twilio’s console; release the number if nothing else uses it.',
    in: {
      de: {
        stays: 'Gesendete Nachrichten bleiben im Protokoll von Twilio.',
        export: 'Das Protokoll der Nachrichten, in der Konsole von Twilio.',
        revoke:
          'Löschen Sie in der Konsole von Twilio den API-Schlüssel, oder ändern Sie das Auth-Token; geben Sie die Nummer frei, wenn nichts anderes sie benutzt.',
      },
      fr: {
        stays: 'Les messages envoyés restent dans le journal de Twilio.',
        export: 'Le journal des messages, dans la console de Twilio.',
        revoke:
          'Supprimez la clé d’API, ou changez le jeton d’authentification, dans la console de Twilio ; libérez le numéro si rien d’autre ne l’utilise.',
      },
    },
  },
  operations: { sendSms },
});

/** Deletes the messages we sent from Twilio's log. One that is gone is done; one still on its way is tried again. */
async function erasePerson(ctx: CallContext<Settings>, { records }: PersonAtVendor): Promise<void> {
  for (const { operation, id } of records) {
    if (operation !== 'sendSms') continue;
    await unlessGone(ctx.call({ method: 'DELETE', path: messagePath(ctx.settings, id) }));
  }
}
