import { defineDestination, DestinationFailure, type CallContext, type PersonAtVendor } from '../kit/index.ts';
import { Webhook } from './answers.ts';
import { classify } from './classify.ts';
import { postMessage } from './post-message.ts';
import { limits, Settings, tokenOf, webhookPath } from './settings.ts';

export const discord = defineDestination<Settings>({
  type: 'discord',
  title: 'Discord',
  description: 'Posts messages into a Discord channel through its webhook.',
  apiVersion: 'v10 (2026-11-21)',
  settings: Settings,
  auth: { kind: 'none' },
  baseUrl: () => 'https://discord.com',
  limits,
  testConnection: async (ctx) => {
    const webhook = Webhook.safeParse((await ctx.call({ method: 'GET', path: webhookPath(ctx.settings) })).json);
    return { account: webhook.data?.name ?? 'Discord webhook' };
  },
  classify,
  // The token is part of the address.
  redact: (settings) => [tokenOf(settings)],
  erasePerson,
  leaving: {
    stays: 'Messages stay in the channel.',
    export: 'Nothing: messages are only copies of events, which stay here.',
    revoke: 'Delete the webhook in the channel’s settings in Discord.',
    in: {
      de: {
        stays: 'Nachrichten bleiben im Kanal.',
        export: 'Nichts: Nachrichten sind nur Kopien von Ereignissen, und die bleiben hier.',
        revoke: 'Löschen Sie den Webhook in Discord in den Einstellungen des Kanals.',
      },
      fr: {
        stays: 'Les messages restent dans le salon.',
        export: 'Rien : les messages ne sont que des copies d’événements, qui restent ici.',
        revoke: 'Supprimez le webhook dans les paramètres du salon, dans Discord.',
      },
    },
  },
  operations: { postMessage },
});

/** Deletes the messages we posted. One that is gone is done. */
async function erasePerson(ctx: CallContext<Settings>, { records }: PersonAtVendor): Promise<void> {
  for (const { operation, id } of records) {
    if (operation !== 'postMessage') continue;
    try {
      await ctx.call({ method: 'DELETE', path: `${webhookPath(ctx.settings)}/messages/${id}` });
    } catch (error) {
      if (!(error instanceof DestinationFailure) || !('code' in error.classification) || error.classification.code !== 'message_gone')
        throw error;
    }
  }
}
