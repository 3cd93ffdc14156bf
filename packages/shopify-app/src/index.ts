import { Hono } from 'hono';
import type { ShopifyConfig } from './config.ts';
import { createParts } from './parts.ts';
import type { ShopifyPorts } from './ports.ts';
import { type AppWorker, createWorker, type Task } from './worker.ts';

export type { ShopifyConfig } from './config.ts';
export type { AppLogger, Companion, Sealer, ShopifyPorts, ShopifyStore } from './ports.ts';
export type { AppWorker } from './worker.ts';

/** The Shopify app: what it answers, and what it does in the background. */
export interface ShopifyApp {
  app: Hono;
  worker: AppWorker;
}

/** Wires the app over its ports. Nothing runs until `worker.start()` or `worker.drain()`. */
export function createShopifyApp(ports: ShopifyPorts, config: ShopifyConfig): ShopifyApp {
  const parts = createParts(ports, config, () => worker.wake());
  const app = new Hono();
  // Each module mounts its own routes here: webhooks, storefront, flow, panel API, page.
  const tasks: Task[] = [];
  const worker = createWorker(parts, () => tasks);
  return { app, worker };
}
