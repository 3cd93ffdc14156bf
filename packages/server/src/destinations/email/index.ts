import { defineDestination } from '../kit/index.ts';
import { classify } from './classify.ts';
import { sendMail } from './send-mail.ts';
import { baseUrl, limits, Settings } from './settings.ts';

/** Mail through any mail server, by SMTP. */
export const email = defineDestination<Settings>({
  type: 'email',
  title: 'E-mail (SMTP)',
  description: 'Sends mails through your own mail server or mail provider.',
  apiVersion: 'SMTP, RFC 5321 (2026-11-21)',
  settings: Settings,
  auth: {
    kind: 'key',
    // Never sent as a header: the transport takes user name and password from here for its own sign-in.
    apply: ({ user, password }, request) => {
      if (user !== undefined) request.headers.set('authorization', `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
    },
  },
  baseUrl,
  limits,
  testConnection: async (ctx) => {
    await ctx.call({ method: 'GET', path: '/' });
    return { account: `${ctx.settings.from} through ${ctx.settings.host}` };
  },
  classify,
  leaving: {
    stays: 'Mails that were sent stay with whoever got them, and with your mail provider where it keeps sent ones.',
    export: 'Nothing: mails are only copies of events, which stay here.',
    revoke: 'Delete the app password, or change the mailbox’s password, at your mail provider.',
    in: {
      de: {
        stays: 'Gesendete E-Mails bleiben bei ihren Empfängern und bei Ihrem E-Mail-Anbieter, wenn er gesendete aufbewahrt.',
        export: 'Nichts: E-Mails sind nur Kopien von Ereignissen, und die bleiben hier.',
        revoke: 'Löschen Sie bei Ihrem E-Mail-Anbieter das App-Passwort, oder ändern Sie das Passwort des Postfachs.',
      },
      fr: {
        stays: 'Les e-mails envoyés restent chez leurs destinataires, et chez votre fournisseur s’il conserve les messages envoyés.',
        export: 'Rien : les e-mails ne sont que des copies d’événements, qui restent ici.',
        revoke: 'Supprimez le mot de passe d’application, ou changez le mot de passe de la boîte, chez votre fournisseur de messagerie.',
      },
    },
  },
  operations: { sendMail },
});
