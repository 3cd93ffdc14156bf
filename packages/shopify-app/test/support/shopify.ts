import { SignJWT } from 'jose';
import { CONFIG, SHOP, type TestClock } from './store.ts';

/** A session token as Shopify makes it, with claims changed or, by `undefined`, left out. */
export function sessionToken(clock: TestClock, changes: Record<string, unknown> = {}, secret = CONFIG.apiSecret): Promise<string> {
  const now = Math.floor(clock.now() / 1000);
  const claims = {
    iss: `https://${SHOP}/admin`,
    dest: `https://${SHOP}`,
    aud: CONFIG.apiKey,
    sub: '42',
    exp: now + 60,
    nbf: now,
    iat: now,
    jti: 'f8912129-1af6-4cad-9ca3-76b0f7621087',
    sid: 'aaea182f2732d44c23057c0fea584021a4485b2bd25d3eb7fd349313ad24c685',
    ...changes,
  };
  const given = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  return new SignJWT(given).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new TextEncoder().encode(secret));
}

export interface ShopifyCall {
  url: string;
  headers: Headers;
  body: Record<string, unknown>;
}

/** The little of Shopify that these tests need: tokens that rotate, and an Admin API whose next answers are given. */
export interface LittleShopify {
  fetch: (request: Request) => Promise<Response>;
  calls: ShopifyCall[];
  /** Calls of the token endpoint, by grant. */
  grants: (type: 'refresh_token' | 'token-exchange') => number;
  /** What the Admin API answers next; the last goes on being answered. */
  answers: ((call: ShopifyCall) => Response | Promise<Response>)[];
  /** Answers instead of the token endpoint. */
  onToken: ((call: ShopifyCall) => Response | Promise<Response | undefined> | undefined) | undefined;
  /** The pair that is valid now. */
  pair: { access: string; refresh: string };
}

export function createLittleShopify(): LittleShopify {
  let made = 0;
  const next = () => {
    made += 1;
    return { access: `shpat_access${made}`, refresh: `shprt_refresh${made}` };
  };
  const shopify: LittleShopify = {
    calls: [],
    answers: [() => graphql({ shop: {} })],
    onToken: undefined,
    pair: next(),
    grants: (type) =>
      shopify.calls.filter(({ body }) => String(body['grant_type']).endsWith(type) && body['requested_token_type'] !== ONLINE).length,
    fetch: async (request) => {
      const text = await request.text();
      const call: ShopifyCall = { url: request.url, headers: request.headers, body: text === '' ? {} : JSON.parse(text) };
      shopify.calls.push(call);
      if (!request.url.endsWith('/admin/oauth/access_token')) return adminAnswer(shopify, call);
      return (await shopify.onToken?.(call)) ?? tokenAnswer(shopify, call, next);
    },
  };
  return shopify;
}

const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token';

function tokenAnswer(shopify: LittleShopify, { body }: ShopifyCall, next: () => LittleShopify['pair']): Response {
  if (body['requested_token_type'] === ONLINE) {
    return Response.json({
      access_token: 'shpua_online',
      scope: '',
      associated_user: { first_name: 'Ada', last_name: 'King', email: 'ada@steep.example' },
    });
  }
  if (body['grant_type'] === 'refresh_token' && body['refresh_token'] !== shopify.pair.refresh) {
    return Response.json({ error: 'invalid_request', error_description: 'This request requires an active refresh_token' }, { status: 401 });
  }
  shopify.pair = next();
  return Response.json({
    access_token: shopify.pair.access,
    scope: 'read_orders,read_customers',
    expires_in: 3600,
    refresh_token: shopify.pair.refresh,
    refresh_token_expires_in: 7_776_000,
  });
}

async function adminAnswer(shopify: LittleShopify, call: ShopifyCall): Promise<Response> {
  if (call.headers.get('x-shopify-access-token') !== shopify.pair.access) {
    return Response.json({ errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }, { status: 401 });
  }
  const answer = shopify.answers.length > 1 ? shopify.answers.shift() : shopify.answers[0];
  if (answer === undefined) throw new Error('no answer was given');
  return answer(call);
}

/** An answer of the Admin API. */
export function graphql(data: unknown, more: Record<string, unknown> = {}): Response {
  return Response.json({ data, extensions: { cost: cost(2000) }, ...more });
}

/** `extensions.cost` of a shop on the smallest plan with so many points left. */
export function cost(currentlyAvailable: number, requestedQueryCost = 10) {
  return { requestedQueryCost, actualQueryCost: 5, throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 } };
}

export const SHOP_DETAILS = {
  shop: {
    name: 'Steep & Co',
    email: 'owner@steep.example',
    currencyCode: 'EUR',
    ianaTimezone: 'Europe/Dublin',
    billingAddress: { countryCodeV2: 'IE' },
    plan: { publicDisplayName: 'Basic' },
  },
  currentAppInstallation: { accessScopes: [{ handle: 'read_orders' }, { handle: 'read_customers' }] },
};
