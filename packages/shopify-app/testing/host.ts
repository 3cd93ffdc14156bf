import { randomUUID } from 'node:crypto';
import type { AppConfig } from './app-config.ts';
import { type Person, sessionToken } from './auth/session-token.ts';
import type { TokenOffice } from './auth/tokens.ts';
import type { Bucket } from './admin/bucket.ts';
import { shopPayload } from './shop/payloads.ts';
import { type ShopVerbs, shopVerbs } from './shop/shop.ts';
import { gid, ordersOfCustomer, type ProtectedData, type ShopState, stamp } from './shop/state.ts';
import { hmacOf, proxySignature, queryHmac } from './webhooks/sign.ts';

/** The app as Shopify sees it from outside. */
export interface AppAtShopify {
  apiKey: string;
  /** The secret Shopify signs with now. */
  secret: () => string;
  /** `https://handoff.test/shopify` */
  url: () => string;
  config: AppConfig;
  fetch: (request: Request) => Promise<Response>;
}

export interface StorefrontPost {
  method?: 'GET' | 'POST';
  body?: unknown;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** The customer who is logged in on the storefront. */
  customerId?: number;
}

/** What Shopify itself does with the app on a shop. */
export interface ShopHost {
  state: ShopState;
  people: Person[];
  bucket: Bucket;
  /** The merchant installs the app from the store and grants what it asks for. Nothing is sent: the app hears when it is opened. */
  install: (scopes?: readonly string[]) => void;
  /** Tokens are void, `app/uninstalled` is sent, and 48 hours later `shop/redact`. */
  uninstall: () => void;
  /** The merchant grants more scopes, or takes some back: `app/scopes_update`. */
  grant: (...scopes: string[]) => void;
  withdraw: (...scopes: string[]) => void;
  /** What Shopify approved of protected customer data. */
  approve: (data: Partial<ProtectedData>) => void;
  /** A customer asks what is stored: `customers/data_request`. Answers the request's id. */
  requestData: (customerId: number) => number;
  /** `customers/redact`, as Shopify sends it some days after a customer was deleted on request. */
  redact: (customerId: number) => void;
  /** Tokens are void although the app is installed. */
  loseAccess: () => void;
  sessionToken: (options?: { person?: Person; claims?: Record<string, unknown>; secret?: string }) => Promise<string>;
  /** The address with which Shopify opens the app in its frame. */
  embeddedUrl: (options?: { path?: string; person?: Person; locale?: string }) => Promise<string>;
  /** A request of the storefront through the app proxy, signed. */
  storefront: (path: string, post?: StorefrontPost) => Promise<Response>;
  /** Shopify Flow runs one of the app's actions. */
  runFlowAction: (path: string, properties: Record<string, unknown>, handle: string) => Promise<Response>;
}

export type FakeShop = ShopVerbs & ShopHost & { domain: string };

const OWNER: Person = {
  id: 104_280_916_237,
  firstName: 'Olga',
  lastName: 'Lind',
  email: 'olga@steep.example',
  locale: 'en',
  accountOwner: true,
};

const FLOW_DEFINITION = 'f1d0a3c2-0000-4000-8000-000000000001';

export function createHost(state: ShopState, app: AppAtShopify, parts: { tokens: TokenOffice; bucket: Bucket }): FakeShop {
  const { tokens, bucket } = parts;
  const people = [OWNER];
  const now = () => state.clock.now();
  const who = { shop_id: state.id, shop_domain: state.domain };
  const person = (customerId: number) => {
    const customer = state.customers.get(customerId);
    return { id: customerId, email: customer?.email ?? null, phone: customer?.phone ?? null };
  };
  const ordersOf = (customerId: number) => ordersOfCustomer(state, customerId).map(({ id }) => id);
  const changeScopes = (current: Set<string>) => {
    const previous = state.scopes;
    if (previous === undefined) throw new Error(`The app is not installed on ${state.domain}.`);
    state.scopes = current;
    state.emit('app/scopes_update', {
      id: state.id,
      shop_id: gid('Shop', state.id),
      previous: [...previous],
      current: [...current],
      updated_at: stamp(state),
    });
  };
  const token: ShopHost['sessionToken'] = (options = {}) =>
    sessionToken({
      shop: state.domain,
      personId: (options.person ?? OWNER).id,
      apiKey: app.apiKey,
      secret: options.secret ?? app.secret(),
      now: now(),
      ...(options.claims === undefined ? {} : { claims: options.claims }),
    });

  return {
    ...shopVerbs(state),
    domain: state.domain,
    state,
    people,
    bucket,
    install: (scopes = app.config.scopes) => {
      state.scopes = new Set(scopes);
      state.redactAt = undefined;
    },
    uninstall: () => {
      state.emit('app/uninstalled', shopPayload(state));
      tokens.revoke(state.domain);
      state.scopes = undefined;
      state.pixel = undefined;
      state.subscriptions.clear();
      state.redactAt = now() + 48 * 3_600_000;
    },
    grant: (...scopes) => changeScopes(new Set([...(state.scopes ?? []), ...scopes])),
    withdraw: (...scopes) => changeScopes(new Set([...(state.scopes ?? [])].filter((scope) => !scopes.includes(scope)))),
    approve: (data) => void Object.assign(state.protectedData, data),
    requestData: (customerId) => {
      const id = state.nextId();
      state.emit('customers/data_request', {
        ...who,
        orders_requested: ordersOf(customerId),
        customer: person(customerId),
        data_request: { id },
      });
      return id;
    },
    redact: (customerId) =>
      state.emit('customers/redact', { ...who, customer: person(customerId), orders_to_redact: ordersOf(customerId) }),
    loseAccess: () => tokens.revoke(state.domain),
    sessionToken: token,
    embeddedUrl: async ({ path = '', person: by = OWNER, locale = by.locale } = {}) => {
      const url = new URL(app.url() + path);
      const handle = state.domain.replace(/\.myshopify\.com$/, '');
      const query = {
        embedded: '1',
        host: Buffer.from(`admin.shopify.com/store/${handle}`).toString('base64').replace(/=+$/, ''),
        id_token: await token({ person: by }),
        locale,
        session: randomUUID(),
        shop: state.domain,
        timestamp: String(Math.floor(now() / 1000)),
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      url.searchParams.set('hmac', queryHmac(url.searchParams, app.secret()));
      return url.href;
    },
    storefront: async (path, { method = 'POST', body, query = {}, headers = {}, customerId } = {}) => {
      const url = new URL(`${app.url()}${app.config.proxy.path}${path}`);
      const signed = {
        ...query,
        shop: state.domain,
        logged_in_customer_id: customerId === undefined ? '' : String(customerId),
        path_prefix: app.config.proxy.prefix,
        timestamp: String(Math.floor(now() / 1000)),
      };
      for (const [name, value] of Object.entries(signed)) url.searchParams.set(name, value);
      url.searchParams.set('signature', proxySignature(url.searchParams, app.secret()));
      return app.fetch(
        new Request(url, {
          method,
          headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7', ...headers },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      );
    },
    runFlowAction: async (path, properties, handle) => {
      const body = JSON.stringify({
        shop_id: state.id,
        shopify_domain: state.domain,
        action_run_id: randomUUID(),
        action_definition_id: FLOW_DEFINITION,
        handle,
        properties,
        step_reference: randomUUID(),
      });
      return app.fetch(
        new Request(app.url() + path, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-shopify-shop-domain': state.domain,
            'x-shopify-hmac-sha256': hmacOf(body, app.secret()),
          },
          body,
        }),
      );
    },
  };
}
