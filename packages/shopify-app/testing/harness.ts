import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, type ClientOf, createClient, createClientOf } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { createApp } from '../../server/src/app.ts';
import { readConfig } from '../../server/src/config/config.ts';
import { createHubspotTwin, type HubspotTwin } from '../../server/src/destinations/hubspot/twin/index.ts';
import { destinations } from '../../server/src/destinations/registry.ts';
import { createToken } from '../../server/src/domain/token/create.ts';
import { type Logger, silentLogger } from '../../server/src/observe/logger.ts';
import { createRuntime, type Runtime } from '../../server/src/runtime.ts';
import { createKeyring, newSealingKey } from '../../server/src/secrets/keyring.ts';
import { mountShopify, SHOPIFY_PATH } from '../../server/src/shopify/mount.ts';
import { openStore } from '../../server/src/store/open.ts';
import type { Store } from '../../server/src/store/store.ts';
import { portsOf } from '../../server/src/shopify/ports.ts';
import { type AppWorker, createShopifyApp } from '../src/index.ts';
import { shopEndpoints } from '../src/panel-api/index.ts';
import type { Person } from './auth/session-token.ts';
import { createFakeShopify, type FakeShopify, type FakeShopifyOptions } from './fake.ts';
import type { FakeShop } from './host.ts';

/** A clock that stands still until it is turned. */
export interface HandTurnedClock {
  now: () => number;
  after: (ms: number, work: () => void) => () => void;
  set: (at: number) => void;
  advance: (ms: number) => void;
}

export function createHandTurnedClock(start = Date.UTC(2026, 10, 21, 12)): HandTurnedClock {
  let now = start;
  return { now: () => now, after: () => () => {}, set: (at) => void (now = at), advance: (ms) => void (now += ms) };
}

/** What the panel in a browser does: every call carries a session token made for it. */
export interface PanelApi {
  /** The app's own routes. */
  shop: ClientOf<typeof shopEndpoints>;
  /** The companion's, through the app. */
  server: Client;
}

/**
 * A real server with the app mounted, Shopify around it and HubSpot behind it: one process, no port, no network. For tests
 * alone: the app itself never knows the server.
 */
export interface ShopHarness {
  clock: HandTurnedClock;
  store: Store;
  runtime: Runtime;
  app: Hono;
  worker: AppWorker;
  fake: FakeShopify;
  shop: FakeShop;
  hubspot: HubspotTwin;
  /** The operator's client. */
  operator: Client;
  /** As Shopify or a browser would ask the server. */
  fetch: (request: Request) => Promise<Response>;
  /** Opens the panel of a shop as a person: the first call exchanges the token and registers the shop. */
  openPanelApi: (options?: { shop?: FakeShop; person?: Person }) => PanelApi;
  /** Installs the app and opens a workspace, as a merchant would on the first day. */
  install: (shop?: FakeShop) => Promise<{ panel: PanelApi; workspaceId: string; sourceId: string }>;
  /** Connects HubSpot and publishes a flow that upserts a contact for each of these types of events. */
  sendToHubspot: (workspaceId: string, types: string[]) => Promise<{ connectionId: string; flowId: string }>;
  /** Delivers, takes, processes and pushes until nothing is due now. */
  drain: () => Promise<void>;
  /** Turns the clock on by `ms`, stopping wherever Shopify has something due, and drains at each stop. */
  pass: (ms: number) => Promise<void>;
  /** Ends the server and starts it again on the same data. What it held in memory is gone. */
  restart: () => Promise<void>;
  close: () => Promise<void>;
}

export interface ShopHarnessOptions {
  databaseUrl?: string | undefined;
  env?: Record<string, string>;
  clock?: HandTurnedClock;
  logger?: Logger;
  weather?: FakeShopifyOptions['weather'];
  seed?: number;
  shop?: FakeShopifyOptions['shop'];
  /** Other vendors that are there, besides HubSpot. */
  twins?: Pick<HubspotTwin, 'origins' | 'fetch'>[];
}

export const ORIGIN = 'https://handoff.test';
const API_KEY = '0123456789abcdef0123456789abcdef';
const API_SECRET = 'shpss_fake_0123456789abcdef';
/** A drain that goes on for longer than this goes in circles. */
const MOST_TURNS = 1000;

export async function createShopHarness(options: ShopHarnessOptions = {}): Promise<ShopHarness> {
  const directory = await mkdtemp(join(tmpdir(), 'handoff-shop-'));
  const clock = options.clock ?? createHandTurnedClock();
  const hubspot = createHubspotTwin({ now: clock.now });
  const twins = [hubspot, ...(options.twins ?? [])];
  const fetchApp = (request: Request): Promise<Response> => Promise.resolve(house.app.fetch(request));
  const fake = createFakeShopify({
    clock,
    app: { apiKey: API_KEY, apiSecret: API_SECRET, url: () => ORIGIN + SHOPIFY_PATH, fetch: fetchApp },
    ...(options.weather === undefined ? {} : { weather: options.weather }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.shop === undefined ? {} : { shop: options.shop }),
  });
  const keyring = createKeyring([newSealingKey()]);
  const openHouse = async () => {
    const store = await openStore({ databaseUrl: options.databaseUrl, sqliteFile: join(directory, 'handoff.sqlite') });
    const runtime = await createRuntime({
      store,
      keyring,
      config: readConfig({
        HANDOFF_PUBLIC_URL: ORIGIN,
        HANDOFF_ALLOW_BASE_URL_OVERRIDE: 'true',
        HANDOFF_SHOPIFY_API_KEY: API_KEY,
        HANDOFF_SHOPIFY_API_SECRET: API_SECRET,
        HANDOFF_SHOPIFY_WORKSPACES: 'open',
        ...options.env,
      }),
      clock,
      logger: options.logger ?? silentLogger,
      destinations,
      fetch: (request) => (twins.find(({ origins }) => origins.includes(new URL(request.url).origin)) ?? fake).fetch(request),
      version: '0.0.0-test',
      publicUrl: () => ORIGIN,
    });
    const app = createApp(runtime.deps);
    const worker = await mountShopify(app, runtime.deps);
    if (worker === undefined) throw new Error('The Shopify app was not mounted.');
    return { store, runtime, app, worker };
  };
  const closeHouse = async () => {
    await Promise.all([house.worker.stop(), house.runtime.worker.stop()]);
    await house.store.close();
  };
  let house = await openHouse();
  const { token } = await createToken(house.store.db, { name: 'test', workspaceId: null }, clock.now());
  const operator = createClient({ baseUrl: ORIGIN, token: () => token, fetch: fetchApp });

  const openPanelApi: ShopHarness['openPanelApi'] = ({ shop = fake.shop, person } = {}) => {
    const by = { token: () => shop.sessionToken(person === undefined ? {} : { person }), fetch: fetchApp };
    const baseUrl = `${ORIGIN}${SHOPIFY_PATH}/api`;
    return { shop: createClientOf(shopEndpoints, { baseUrl, ...by }), server: createClient({ baseUrl: `${baseUrl}/server`, ...by }) };
  };
  const drain = async () => {
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const tried = await fake.deliverDue();
      await house.worker.drain();
      await house.runtime.worker.drain();
      if (tried.length === 0 && (fake.nextDueAt() ?? Number.POSITIVE_INFINITY) > clock.now()) return;
    }
    throw new Error(`Something is still due after ${MOST_TURNS} turns.`);
  };

  return {
    clock,
    get store() {
      return house.store;
    },
    get runtime() {
      return house.runtime;
    },
    get app() {
      return house.app;
    },
    get worker() {
      return house.worker;
    },
    fake,
    shop: fake.shop,
    hubspot,
    operator,
    fetch: fetchApp,
    openPanelApi,
    install: async (shop = fake.shop) => {
      shop.install();
      const panel = openPanelApi({ shop });
      const { link } = await panel.shop('openWorkspace', { body: {} });
      if (link === null) throw new Error('No workspace was opened.');
      return { panel, workspaceId: link.workspaceId, sourceId: link.sourceId };
    },
    sendToHubspot: async (workspaceId, types) => {
      const params = { workspaceId };
      const { id: connectionId } = await operator('createConnection', {
        params,
        body: { destination: 'hubspot', name: 'HubSpot', settings: { accessToken: 'pat-eu1-12345678' } },
      });
      const path = (from: string) => ({ do: 'path' as const, path: from });
      const { id: flowId } = await operator('createFlow', {
        params,
        body: {
          name: 'Shop → HubSpot contact',
          spec: {
            trigger: { types },
            steps: [
              {
                key: 'contact',
                connection: connectionId,
                operation: 'upsertContact',
                mapping: {
                  fields: {
                    '/properties/email': { do: 'email', from: path('/subject/email') },
                    '/properties/firstname': path('/subject/firstName'),
                    '/properties/lastname': path('/subject/lastName'),
                  },
                },
              },
            ],
          },
        },
      });
      await operator('publishFlow', { params: { workspaceId, flowId } });
      return { connectionId, flowId };
    },
    drain,
    pass: async (ms) => {
      const end = clock.now() + ms;
      await drain();
      for (let next = fake.nextDueAt(); next !== undefined && next <= end; next = fake.nextDueAt()) {
        clock.set(Math.max(next, clock.now()));
        await drain();
      }
      clock.set(end);
      await drain();
    },
    restart: async () => {
      await closeHouse();
      house = await openHouse();
    },
    close: async () => {
      await closeHouse();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export { type PostgresCluster, startPostgres } from '../../server/test/support/postgres.ts';

/** One more process of the app over the harness's PostgreSQL, with a pool, a memory and a worker of its own. */
export async function startAnother(
  h: ShopHarness,
  databaseUrl: string,
  askCompanion: (request: Request) => Promise<Response> = h.fetch,
): Promise<{ worker: AppWorker; close: () => Promise<void> }> {
  const store = await openStore({ databaseUrl, sqliteFile: '' });
  const { deps } = h.runtime;
  if (deps.config.shopify === undefined) throw new Error('The harness has no Shopify app.');
  const ports = portsOf({ ...deps, store }, { origin: () => ORIGIN, fetch: askCompanion }, deps.fetch);
  const { worker } = createShopifyApp(ports, { ...deps.config.shopify, appUrl: () => ORIGIN + SHOPIFY_PATH });
  return { worker, close: () => store.close() };
}
