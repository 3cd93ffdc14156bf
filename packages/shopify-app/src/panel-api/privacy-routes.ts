import type { Hono } from 'hono';
import { exportFor, listRequests } from '../compliance/list.ts';
import type { Parts } from '../parts.ts';
import { bindShop } from './bind.ts';
import { shopEndpoints } from './endpoints.ts';

/** What the panel asks about privacy requests. */
export function privacyRoutes(app: Hono, parts: Parts): void {
  bindShop(app, parts, shopEndpoints.listPrivacyRequests, async ({ shop }) => ({ items: await listRequests(parts, shop.shop) }));
  bindShop(app, parts, shopEndpoints.exportPrivacyRequest, ({ shop, params }) => exportFor(parts, shop.shop, params.id));
}
