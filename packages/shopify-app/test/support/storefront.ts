import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { answerError } from '../../src/panel-api/errors.ts';
import type { Parts } from '../../src/parts.ts';
import { storefrontRoutes } from '../../src/storefront/index.ts';
import { createInbox } from '../../src/webhooks/accept.ts';
import { CONFIG, SHOP } from './store.ts';

/** The app's storefront routes alone. */
export function createStorefrontApp(parts: Parts): Hono {
  const app = new Hono();
  app.onError((error, c) => answerError(c, parts, error));
  storefrontRoutes(app, parts, createInbox(parts));
  return app;
}

/**
 * The address at which Shopify's proxy asks the app for `/apps/handoff/<path>`: its own parameters and a signature over them all.
 * @param now Epoch milliseconds.
 */
export function proxiedUrl(
  path: string,
  now: number,
  { shop = SHOP, customer = '', secret = CONFIG.apiSecret, extra = [] as [string, string][] } = {},
): string {
  const query = new URLSearchParams([
    ...extra,
    ['shop', shop],
    ['logged_in_customer_id', customer],
    ['path_prefix', '/apps/handoff'],
    ['timestamp', String(Math.floor(now / 1000))],
  ]);
  const text = [...new Set(query.keys())]
    .map((name) => `${name}=${query.getAll(name).join(',')}`)
    .toSorted()
    .join('');
  query.set('signature', createHmac('sha256', secret).update(text).digest('hex'));
  return `https://handoff.test/proxy/${path}?${query.toString()}`;
}
