import { Hono } from 'hono';
import { authTasks } from './auth/tasks.ts';
import type { ShopifyConfig } from './config.ts';
import { flowRoutes, flowTasks } from './flow/index.ts';
import { historyTasks } from './history/index.ts';
import { pageRoutes } from './page/routes.ts';
import { answerError } from './panel-api/errors.ts';
import { historyRoutes } from './panel-api/history-routes.ts';
import { privacyRoutes } from './panel-api/privacy-routes.ts';
import { noSuchRoute, shopRoutes } from './panel-api/routes.ts';
import { inboxRoutes } from './panel-api/webhook-routes.ts';
import { createParts } from './parts.ts';
import type { ShopifyPorts } from './ports.ts';
import { subscribeTask } from './shop/subscribe.ts';
import { storefrontRoutes } from './storefront/index.ts';
import { createInbox, webhookRoutes, webhookTasks } from './webhooks/index.ts';
import { type AppWorker, createWorker, type Task } from './worker.ts';

export type { ShopifyConfig } from './config.ts';
export type { AppLogger, Companion, EraseLeft, Sealer, ShopifyPorts, ShopifyStore } from './ports.ts';
export type { AppWorker } from './worker.ts';

/** The Shopify app: what it answers, and what it does in the background. */
export interface ShopifyApp {
  app: Hono;
  worker: AppWorker;
}

/** Wires the app over its ports. Nothing runs until `worker.start()` or `worker.drain()`. */
export function createShopifyApp(ports: ShopifyPorts, config: ShopifyConfig): ShopifyApp {
  const parts = createParts(ports, config, () => worker.wake());
  const accept = createInbox(parts);
  const app = new Hono();
  app.onError((error, c) => answerError(c, parts, error));
  webhookRoutes(app, parts, accept);
  storefrontRoutes(app, parts, accept);
  flowRoutes(app, parts, accept);
  shopRoutes(app, parts);
  inboxRoutes(app, parts);
  privacyRoutes(app, parts);
  historyRoutes(app, parts);
  noSuchRoute(app);
  pageRoutes(app, parts);

  const tasks: Task[] = [...authTasks(parts), subscribeTask(parts), ...webhookTasks(parts), ...historyTasks(parts), ...flowTasks(parts)];
  const worker = createWorker(parts, () => tasks);
  return { app, worker };
}
