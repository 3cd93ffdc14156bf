import type { AppWorker, Companion } from '@handoff/shopify-app';
import type { Hono } from 'hono';
import type { Fetch } from '../destinations/kit/http.ts';
import { createConnectionCode } from '../domain/source/create-connection-code.ts';
import { createWorkspace } from '../domain/workspace/create.ts';
import type { AppDeps } from '../http/deps.ts';
import { eraseLeft } from './erase-left.ts';
import { portsOf } from './ports.ts';

export const SHOPIFY_PATH = '/shopify';

/**
 * Serves the Shopify app under `/shopify` where one is registered, and answers its worker. `app` is this server: the
 * shops hand over to it as any paired site does, only without a network between. Loaded only where it is used: most
 * servers have no Shopify app, and need not hold its library in memory. `fetch` is its way to Shopify.
 */
export async function mountShopify(app: Hono, deps: AppDeps, fetch: Fetch = deps.fetch): Promise<AppWorker | undefined> {
  const settings = deps.config.shopify;
  if (settings === undefined) return undefined;
  const { createShopifyApp } = await import('@handoff/shopify-app');
  const companion: Companion = {
    origin: deps.publicUrl,
    fetch: async (request) => app.fetch(request),
    eraseLeft: (ask) => eraseLeft(deps, ask),
    ...(settings.openWorkspaces ? { openWorkspace: (ask) => openWorkspace(deps, ask) } : {}),
  };
  const shopify = createShopifyApp(portsOf(deps, companion, fetch), { ...settings, appUrl: () => deps.publicUrl() + SHOPIFY_PATH });
  app.route(SHOPIFY_PATH, shopify.app);
  return shopify.worker;
}

async function openWorkspace(deps: AppDeps, ask: { name: string; by: string }): Promise<string> {
  const workspace = await createWorkspace(deps, ask);
  return (await createConnectionCode(deps, workspace.id, ask.by)).code;
}
