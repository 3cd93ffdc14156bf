import type { Hono } from 'hono';
import { ShopError } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { requireShop } from '../shop/find.ts';
import { leaveWorkspace } from '../shop/leave-workspace.ts';
import { openWorkspace } from '../shop/open-workspace.ts';
import { pair } from '../shop/pair.ts';
import { sendTest } from '../shop/send-test.ts';
import { saveSettings, settingsOf } from '../shop/settings.ts';
import { shopStatus } from '../shop/status.ts';
import { bindShop } from './bind.ts';
import { shopEndpoints } from './endpoints.ts';
import { proxyRoutes } from './proxy.ts';

/** What the panel asks the app about the shop itself, and its way to the companion. */
export function shopRoutes(app: Hono, parts: Parts): void {
  const statusNow = async (asker: Parameters<typeof shopStatus>[1]) =>
    shopStatus(parts, { ...asker, shop: await requireShop(parts, asker.shop.shop) });

  bindShop(app, parts, shopEndpoints.status, (call) => shopStatus(parts, call));
  bindShop(app, parts, shopEndpoints.openWorkspace, async (call) => {
    await openWorkspace(parts, call, call.body.name);
    return statusNow(call);
  });
  bindShop(app, parts, shopEndpoints.joinWorkspace, async (call) => {
    await pair(parts, call, call.body.code);
    return statusNow(call);
  });
  bindShop(app, parts, shopEndpoints.leaveWorkspace, async (call) => {
    const left = await leaveWorkspace(parts, call);
    return { ...left, status: await statusNow(call) };
  });
  bindShop(app, parts, shopEndpoints.sendTest, (call) => sendTest(parts, call, call.body));
  bindShop(app, parts, shopEndpoints.getSettings, async (call) => settingsOf(call.shop));
  bindShop(app, parts, shopEndpoints.saveSettings, (call) => saveSettings(parts, call.shop.shop, call.body));
  proxyRoutes(app, parts);
}

/** Whatever else is asked under `/api` is an error of the API, not a place in the panel. Mounted after all others. */
export function noSuchRoute(app: Hono): void {
  app.all('/api/*', () => {
    throw new ShopError('not_found', 'The app has no such route. Reload the page: it may be older than the app.');
  });
}
