import { createFakeShopify, type FakeShopify, type FakeShopifyOptions } from '../../testing/index.ts';

/** A fake with an app that only remembers what it was sent. */
export interface Scene {
  fake: FakeShopify;
  shop: FakeShopify['shop'];
  clock: { now: () => number; advance: (ms: number) => void };
  /** Every webhook the app got, in order. */
  received: { topic: string; headers: Headers; body: Record<string, unknown> }[];
  /** What the app answers; 200 at first. */
  answer: (status: number | 'unreachable') => void;
  exchange: (more?: Record<string, unknown>) => Promise<{ status: number; body: Record<string, unknown> }>;
  refresh: (token: unknown) => Promise<{ status: number; body: Record<string, unknown> }>;
  /** Calls the Admin API with a fresh token, or with the one given. */
  query: (document: string, variables?: Record<string, unknown>, token?: string) => Promise<GraphqlAnswer>;
}

export interface GraphqlAnswer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer is as deep as its question; a test reads it as it knows it
  data: any;
  errors: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
  cost: { requestedQueryCost: number; throttleStatus: { currentlyAvailable: number } } | undefined;
}

const KEY = 'key';
const SECRET = 'secret';

export function createScene(options: Partial<FakeShopifyOptions> = {}): Scene {
  let now = Date.UTC(2026, 10, 21, 12);
  const received: Scene['received'] = [];
  let answering: number | 'unreachable' = 200;
  const clock = { now: () => now, advance: (ms: number) => void (now += ms) };
  const fake = createFakeShopify({
    clock,
    ...options,
    app: {
      apiKey: KEY,
      apiSecret: SECRET,
      url: () => 'https://app.example/shopify',
      fetch: async (request) => {
        if (answering === 'unreachable') throw new TypeError('fetch failed');
        const topic = request.headers.get('x-shopify-topic') ?? '';
        received.push({ topic, headers: request.headers, body: (await request.json()) as Record<string, unknown> });
        return new Response(null, { status: answering });
      },
    },
  });
  const { shop } = fake;
  shop.install();

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fake.fetch(new Request(`https://${shop.domain}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
  const askToken = async (body: Record<string, unknown>) => {
    const response = await post('/admin/oauth/access_token', { client_id: KEY, client_secret: SECRET, ...body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const exchange: Scene['exchange'] = async (more = {}) =>
    askToken({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await shop.sessionToken(),
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
      ...more,
    });

  return {
    fake,
    shop,
    clock,
    received,
    answer: (status) => void (answering = status),
    exchange,
    refresh: (token) => askToken({ grant_type: 'refresh_token', refresh_token: token }),
    query: async (document, variables = {}, token) => {
      const access = token ?? String((await exchange()).body['access_token']);
      const response = await post('/admin/api/2026-10/graphql.json', { query: document, variables }, { 'x-shopify-access-token': access });
      const body = (await response.json()) as { data?: unknown; errors?: unknown; extensions?: { cost: GraphqlAnswer['cost'] } };
      return {
        status: response.status,
        data: body.data,
        errors: Array.isArray(body.errors) ? (body.errors as GraphqlAnswer['errors']) : [],
        cost: body.extensions?.cost,
      };
    },
  };
}
