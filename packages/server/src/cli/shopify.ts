import type { Command } from 'commander';
import { listenForShopify } from '../main.ts';
import { say } from './print.ts';
import { stopSignal } from './stop-signal.ts';

/** `handoff shopify`: the Shopify app alone, in front of a Handoff server elsewhere. */
export function shopifyCommand(program: Command): void {
  program
    .command('shopify')
    .description('Start the Shopify app alone; it hands over to the server in HANDOFF_SHOPIFY_COMPANION. `serve` includes it.')
    .action(async () => {
      const server = await listenForShopify();
      const stopped = stopSignal();
      say(
        `The Shopify app listens on ${server.url}/shopify and hands over to ${server.config.shopify?.companion ?? ''}.`,
        `Its address at Shopify must be ${server.deps.publicUrl()}/shopify; see packages/shopify-app/README.md.`,
      );
      await server.close({ drain: (await stopped) === 'SIGTERM' });
    });
}
