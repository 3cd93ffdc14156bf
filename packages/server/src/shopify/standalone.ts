import type { ShopifyApp } from '@handoff/shopify-app';
import { Hono } from 'hono';
import { ConfigError } from '../config/config.ts';
import type { Fetch } from '../destinations/kit/http.ts';
import type { AppDeps } from '../http/deps.ts';
import { answerError } from '../http/errors.ts';
import { protect } from '../http/middleware/protect.ts';
import { AppError } from '../observe/app-error.ts';
import { SHOPIFY_PATH } from './mount.ts';
import { portsOf } from './ports.ts';

/**
 * The Shopify app alone, with its tables in this store: it keeps every webhook here before it answers, then posts the
 * same signed envelopes to the server in `HANDOFF_SHOPIFY_COMPANION`. `fetch` is the way to Shopify. Shops join a workspace there by connection code.
 */
export async function createStandaloneShopify(deps: AppDeps, fetch: Fetch = deps.fetch): Promise<ShopifyApp> {
  const settings = deps.config.shopify;
  if (settings?.companion === undefined) {
    const missing = settings === undefined ? 'HANDOFF_SHOPIFY_API_KEY and HANDOFF_SHOPIFY_API_SECRET' : 'HANDOFF_SHOPIFY_COMPANION';
    throw new ConfigError(`The configuration is not right:\n  ${missing}: The Shopify app cannot run alone without it.`);
  }
  const origin = settings.companion;
  const { createShopifyApp } = await import('@handoff/shopify-app');
  const shopify = createShopifyApp(portsOf(deps, { origin: () => origin, fetch: deps.fetch }, fetch), {
    ...settings,
    appUrl: () => deps.publicUrl() + SHOPIFY_PATH,
  });
  const app = new Hono();
  app.onError((error, c) => answerError(c, error, deps.logger, deps.clock.now()));
  app.notFound((c) => {
    const error = new AppError(
      'not_found',
      `There is no ${c.req.method} ${c.req.path}. This serves the Shopify app under ${SHOPIFY_PATH} only.`,
    );
    return answerError(c, error, deps.logger, deps.clock.now());
  });
  app.use(protect(deps));
  app.get('/health', async (c) => {
    await deps.readiness.assertStoreWorks(deps.store.ping);
    return c.json({ status: 'ok', version: deps.version, engine: deps.store.engine });
  });
  app.get('/ready', async (c) => {
    await deps.readiness.assertReady(deps.store.ping);
    return c.json({ status: 'ready' });
  });
  app.route(SHOPIFY_PATH, shopify.app);
  return { app, worker: shopify.worker };
}
