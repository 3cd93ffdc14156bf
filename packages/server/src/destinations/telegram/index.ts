import { z } from 'zod';
import { defineDestination } from '../kit/index.ts';
import { classify } from './classify.ts';
import { methodPath, sendMessage } from './send-message.ts';
import { limits, Settings } from './settings.ts';

const Me = z.looseObject({ result: z.looseObject({ first_name: z.string(), username: z.string().optional() }) });

export const telegram = defineDestination<Settings>({
  type: 'telegram',
  title: 'Telegram',
  description: 'Sends messages into a chat, group or channel.',
  apiVersion: 'Bot API 10.1 (2026-11-21)',
  settings: Settings,
  // The token is part of the path (`methodPath`), not of a header.
  auth: { kind: 'none' },
  baseUrl: () => 'https://api.telegram.org',
  limits,
  testConnection: async (ctx) => {
    const response = await ctx.call({ method: 'GET', path: methodPath(ctx.settings, 'getMe') });
    const { first_name: name, username } = Me.parse(response.json).result;
    return { account: username === undefined ? name : `${name} (@${username})` };
  },
  classify,
  // The part after the colon is the secret; it could be quoted without the rest.
  redact: ({ botToken }) => botToken.split(':').slice(1),
  leaving: {
    stays: 'Messages stay in Telegram.',
    export: 'Nothing: messages are only copies of events, which stay here.',
    revoke: 'Send /revoke to @BotFather for a new token, or /deletebot.',
    in: {
      de: {
        stays: 'Nachrichten bleiben in Telegram.',
        export: 'Nichts: Nachrichten sind nur Kopien von Ereignissen, und die bleiben hier.',
        revoke: 'Senden Sie @BotFather /revoke für ein neues Token, oder /deletebot.',
      },
      fr: {
        stays: 'Les messages restent dans Telegram.',
        export: 'Rien : les messages ne sont que des copies d’événements, qui restent ici.',
        revoke: 'Envoyez à @BotFather /revoke pour obtenir un nouveau jeton, ou /deletebot.',
      },
    },
  },
  operations: { sendMessage },
});
