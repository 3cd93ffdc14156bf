import type { Hono } from 'hono';
import type { Parts } from '../parts.ts';
import { discardInbox, retryInbox } from '../webhooks/decide.ts';
import { listInbox } from '../webhooks/list-inbox.ts';
import { listTopics } from '../webhooks/list-topics.ts';
import { bindShop } from './bind.ts';
import { shopEndpoints } from './endpoints.ts';

/** What the panel asks about webhooks, and decides about those that failed. */
export function inboxRoutes(app: Hono, parts: Parts): void {
  bindShop(app, parts, shopEndpoints.listTopics, async (call) => ({ items: await listTopics(parts, call.shop.shop) }));
  bindShop(app, parts, shopEndpoints.listInbox, (call) => listInbox(parts, call.shop.shop, call.query));
  bindShop(app, parts, shopEndpoints.retryInbox, async (call) => ({ changed: await retryInbox(parts, call.shop.shop, call.body.ids) }));
  bindShop(app, parts, shopEndpoints.discardInbox, async (call) => ({ changed: await discardInbox(parts, call.shop.shop, call.body.ids) }));
}
