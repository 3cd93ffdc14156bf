import { createShopifyApp } from '@handoff/shopify-app';
import type * as Ports from '../../packages/server/src/shopify/ports.ts';
import { serveBare } from './serve-bare.ts';

/**
 * The server with the Shopify app, without a store behind the app's door: the same route on the same HTTP server reads the
 * body, checks Shopify's signature and reads the headers, then answers at once instead of keeping the webhook.
 */
await serveBare(async ({ open, createApp, load }) => {
  const { portsOf } = (await load('shopify/ports')) as typeof Ports;
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
  return app;
});
