import { createShopifyApp, type ShopifyApp } from '../../src/index.ts';
import { createLittleCompanion, type LittleCompanion } from './companion.ts';
import { createLittleShopify, graphql, type LittleShopify, sessionToken, SHOP_DETAILS } from './shopify.ts';
import { CONFIG, createTestClock, createTestParts, type TestParts } from './store.ts';

/** The whole app between a little Shopify and a little companion. */
export interface TestApp extends TestParts {
  app: ShopifyApp;
  shopify: LittleShopify;
  companion: LittleCompanion;
  /** Asks the panel API as a member of the shop's staff. */
  ask: (method: string, path: string, body?: unknown) => Promise<{ status: number; json: Record<string, unknown>; headers: Headers }>;
  /** Any request to the app; the path begins after where it is mounted. */
  request: (path: string, init?: RequestInit) => Promise<Response>;
}

export async function createTestApp(config: Partial<typeof CONFIG> = {}): Promise<TestApp> {
  const clock = createTestClock();
  const shopify = createLittleShopify();
  shopify.answers = [() => graphql(SHOP_DETAILS)];
  const companion = await createLittleCompanion(clock);
  const test = await createTestParts({ clock, config, ports: { fetch: shopify.fetch, companion: companion.port } });
  const app = createShopifyApp(test.ports, test.parts.config);
  const request = async (path: string, init: RequestInit = {}) => app.app.request(path, init);
  return {
    ...test,
    app,
    shopify,
    companion,
    request,
    ask: async (method, path, body) => {
      const headers = { authorization: `Bearer ${await sessionToken(clock)}` };
      const response = await request(`/api${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      return { status: response.status, json: (await response.json()) as Record<string, unknown>, headers: response.headers };
    },
  };
}
