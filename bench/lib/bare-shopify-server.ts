import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createShopifyApp } from '@handoff/shopify-app';
import type * as App from '../../packages/server/src/app.ts';
import type * as Main from '../../packages/server/src/main.ts';
import { keepMemoryLean, roomForWork } from '../../packages/server/src/cli/lean-memory.ts';
import type * as Ports from '../../packages/server/src/shopify/ports.ts';

/**
 * The server with the Shopify app, without a store behind the app's door: the same route on the same HTTP server reads the
 * body, checks Shopify's signature and reads the headers, then answers at once instead of keeping the webhook.
 * Argument: the folder of the server's code, `dist` or `src`.
 */
// As `handoff serve` does: nothing but the store shall differ.
keepMemoryLean();
const folder = process.argv[2] as string;
const extension = folder.endsWith('dist') ? 'js' : 'ts';
const { open } = (await import(`${folder}/main.${extension}`)) as typeof Main;
const { createApp } = (await import(`${folder}/app.${extension}`)) as typeof App;
const { portsOf } = (await import(`${folder}/shopify/ports.${extension}`)) as typeof Ports;

const { deps, config } = await open();
if (config.shopify === undefined) throw new Error('The Shopify app is not configured.');
const nowhere = () => Promise.reject(new TypeError('Nothing is called from here.'));
const ports = portsOf(deps, { origin: deps.publicUrl, fetch: nowhere }, nowhere);
const batch: typeof ports.store.batch = () => () => Promise.resolve(undefined as never);
const shopify = createShopifyApp(
  { ...ports, store: { ...ports.store, batch } },
  { ...config.shopify, appUrl: () => `${deps.publicUrl()}/shopify` },
);
const app = createApp(deps);
app.route('/shopify', shopify.app);
roomForWork();
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0, overrideGlobalObjects: false }, (address: AddressInfo) => {
  process.stdout.write(`The bare server listens on http://127.0.0.1:${address.port}\n`);
});
process.once('SIGTERM', () => {
  server.close();
  process.exit(0);
});
