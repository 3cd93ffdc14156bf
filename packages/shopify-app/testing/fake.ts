import { readAppConfig } from './app-config.ts';
import { createBucket } from './admin/bucket.ts';
import { BULK_HOST, type BulkOffice, createBulkOffice } from './admin/bulk.ts';
import { createEndpoint } from './admin/endpoint.ts';
import { createExecutor } from './admin/execute.ts';
import { createTokenOffice } from './auth/tokens.ts';
import { type AppAtShopify, createHost, type FakeShop } from './host.ts';
import { adminSchema, API_VERSION } from './schema.ts';
import { createIds, type ShopIdentity, type ShopState } from './shop/state.ts';
import { createPost, type Post, type Tried } from './webhooks/post.ts';
import type { Weather } from './webhooks/weather.ts';

export interface FakeShopifyOptions {
  clock: { now: () => number };
  app: {
    apiKey: string;
    apiSecret: string;
    /** Where the app is mounted: `https://handoff.test/shopify`. */
    url: () => string;
    /** The app, or the whole server: webhooks, storefront and Flow are sent here. */
    fetch: (request: Request) => Promise<Response>;
  };
  /** The first shop, where it is not to be Steep & Co. */
  shop?: Partial<ShopIdentity>;
  weather?: Weather;
  /** Draws the weather. */
  seed?: number;
  /** How long a bulk operation takes (ms). */
  bulkMs?: number;
}

/** One Shopify: all its shops, its Admin API, and its delivery of webhooks, on the clock given. */
export interface FakeShopify {
  /** All the hosts the app may call: `<shop>.myshopify.com` and the files of bulk operations. Any other is refused. */
  fetch: (request: Request) => Promise<Response>;
  /** The first shop. */
  shop: FakeShop;
  openShop: (identity?: Partial<ShopIdentity>) => FakeShop;
  /** Does all that is due now: finishes bulk operations, makes each due try to deliver a webhook once. */
  deliverDue: () => Promise<Tried[]>;
  /** When something is next due (epoch ms). */
  nextDueAt: () => number | undefined;
  post: Post;
  /** Shopify signs with another secret from now on; the old one still takes tokens until `dropOldSecret`. */
  rotateSecret: (secret: string) => void;
  dropOldSecret: () => void;
  /** What a real Shopify would not have put up with, and what this fake does not implement. Stays empty. */
  violations: string[];
  /** What the app is subscribed to. */
  topics: readonly string[];
  /** Every token handed out. */
  issuedTokens: readonly string[];
  tokenCounts: Readonly<{ exchanged: number; refreshed: number }>;
  /** Calls of the Admin API by operation name. */
  calls: ReadonlyMap<string, number>;
  /** Answers the next calls to a shop in place of the fake: an outage, a 429. `undefined` lets a call through. */
  interfere: (answer: ((request: Request) => Response | undefined) | undefined) => void;
}

const STEEP: ShopIdentity = {
  domain: 'steep-and-co.myshopify.com',
  name: 'Steep & Co',
  email: 'olga@steep.example',
  owner: 'Olga Lind',
  currency: 'EUR',
  country: 'DE',
  timezone: 'Europe/Berlin',
  plan: 'Basic',
};

/** Points of the standard plan: 100 a second. */
const BUCKET = { size: 2000, restoreRate: 100 };
const BULK_MS = 5000;

interface Shop {
  host: FakeShop;
  bulk: BulkOffice;
}

export function createFakeShopify(options: FakeShopifyOptions): FakeShopify {
  const { clock } = options;
  let secrets = [options.app.apiSecret];
  const secret = () => secrets[0] ?? '';
  const config = readAppConfig();
  const app: AppAtShopify = { apiKey: options.app.apiKey, secret, url: options.app.url, config, fetch: options.app.fetch };
  const violations: string[] = [];
  const calls = new Map<string, number>();
  const tokens = createTokenOffice({ clock, apiKey: app.apiKey, secrets: () => secrets });
  const post = createPost({
    clock,
    send: app.fetch,
    secret,
    apiVersion: API_VERSION,
    ...(options.weather === undefined ? {} : { weather: options.weather }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  });
  const nextId = createIds();
  const shops = new Map<string, Shop>();
  let interference: ((request: Request) => Response | undefined) | undefined;
  // Built once something is asked of it: what needs no schema works without one.
  let machinery: ReturnType<typeof build> | undefined;
  const build = async () => {
    const admin = await adminSchema();
    const violation = (what: string) => void violations.push(what);
    const executor = createExecutor(admin, violation);
    return { schema: admin.schema, executor, endpoint: createEndpoint({ admin, executor, violation }) };
  };
  const prepare = () => (machinery ??= build());

  const openShop = (identity: Partial<ShopIdentity> = {}): FakeShop => {
    const who = { ...STEEP, ...identity };
    const state: ShopState = {
      ...who,
      id: nextId(),
      customers: new Map(),
      orders: new Map(),
      checkouts: new Map(),
      emails: new Map(),
      ordersByCustomer: new Map(),
      scopes: undefined,
      protectedData: { name: true, email: true, phone: true, address: true },
      redactAt: undefined,
      pixel: undefined,
      flowTriggers: [],
      subscriptions: new Map(),
      clock,
      nextId,
      emit: (topic, payload, { eventId } = {}) => {
        // What Shopify owes by law comes also to those who are gone.
        if (state.scopes === undefined && !topic.endsWith('/redact') && topic !== 'customers/data_request') return;
        const path = config.subscriptions.get(topic);
        const byApi = [...state.subscriptions.values()].filter((one) => one.topic === topic.toUpperCase().replaceAll(/[/.]/g, '_'));
        for (const uri of [...(path === undefined ? [] : [app.url() + path]), ...byApi.map((one) => one.uri)]) {
          post.add({ shop: who.domain, topic, uri, payload, ...(eventId === undefined ? {} : { eventId }) });
        }
      },
    };
    const host = createHost(state, app, { tokens, bucket: createBucket(clock, BUCKET) });
    shops.set(who.domain, {
      host,
      bulk: createBulkOffice({ shop: state, app: config, prepare, duration: () => options.bulkMs ?? BULK_MS }),
    });
    return host;
  };

  const answerShop = async (shop: Shop, request: Request, path: string): Promise<Response> => {
    const { host, bulk } = shop;
    if (path === '/admin/oauth/access_token' && request.method === 'POST') {
      return tokens.answer(
        { domain: host.domain, scopes: () => host.state.scopes, person: (id) => host.people.find((one) => one.id === id) },
        await request.json(),
      );
    }
    if (path !== `/admin/api/${API_VERSION}/graphql.json` || request.method !== 'POST') {
      violations.push(`${request.method} ${path} is nothing the app should ask for.`);
      return new Response('Not Found', { status: 404 });
    }
    const token = request.headers.get('x-shopify-access-token') ?? '';
    if (tokens.check(host.domain, token) === undefined) {
      return Response.json({ errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }, { status: 401 });
    }
    const name = /^\s*(?:query|mutation)\s+(\w+)/.exec(((await request.clone().json()) as { query: string }).query)?.[1] ?? '';
    calls.set(name, (calls.get(name) ?? 0) + 1);
    const { endpoint } = await prepare();
    return endpoint(request, { shop: host.state, app: config, bulk, bucket: host.bucket });
  };

  return {
    fetch: async (request) => {
      const { host, pathname } = new URL(request.url);
      const shop = shops.get(host);
      if (shop !== undefined) return interference?.(request) ?? answerShop(shop, request, pathname);
      if (host === BULK_HOST) {
        const file = [...shops.values()]
          .map(({ bulk }) => bulk.download(request.url, request.headers.get('range')))
          .find((found) => found !== undefined);
        return interference?.(request) ?? file ?? new Response('NoSuchKey', { status: 404 });
      }
      violations.push(`The app called ${host}.`);
      throw new TypeError(`There is no ${host} here.`);
    },
    shop: openShop(options.shop),
    openShop,
    deliverDue: async () => {
      for (const { host, bulk } of shops.values()) {
        await bulk.finishDue();
        const { state } = host;
        if (state.redactAt !== undefined && state.redactAt <= clock.now()) {
          state.redactAt = undefined;
          state.emit('shop/redact', { shop_id: state.id, shop_domain: state.domain });
        }
      }
      return post.deliverDue();
    },
    nextDueAt: () => {
      const times = [post.nextDueAt(), ...[...shops.values()].flatMap(({ host, bulk }) => [host.state.redactAt, bulk.nextDueAt()])];
      const known = times.filter((time) => time !== undefined);
      return known.length === 0 ? undefined : Math.min(...known);
    },
    post,
    rotateSecret: (next) => void (secrets = [next, ...secrets]),
    dropOldSecret: () => void (secrets = secrets.slice(0, 1)),
    violations,
    topics: [...config.subscriptions.keys()],
    issuedTokens: tokens.issued,
    tokenCounts: tokens.counts,
    calls,
    interfere: (answer) => void (interference = answer),
  };
}
