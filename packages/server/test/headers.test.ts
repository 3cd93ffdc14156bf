import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createShopHarness, ORIGIN, type ShopHarness } from '../../shopify-app/testing/harness.ts';
import { protect } from '../src/http/middleware/protect.ts';

let shop: ShopHarness;
beforeAll(async () => {
  shop = await createShopHarness();
  await shop.install();
}, 60_000);
afterAll(() => shop.close());

const ask = (path: string, init: RequestInit = {}) => shop.fetch(new Request(ORIGIN + path, init));
const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';

/** Where pages of other sites may read an answer, and why. */
const READABLE_ELSEWHERE = new Set(['/shopify/pixel']);

test('every route answers with headers that keep browsers and caches from making something else of it', async () => {
  const routes = new Set(
    shop.app.routes.filter(({ path }) => path !== '/*').map(({ method, path }) => `${method === 'ALL' ? 'GET' : method} ${path}`),
  );
  for (const route of [...routes, 'GET /nothing-here', 'DELETE /nothing-here']) {
    const [method = '', path = ''] = route.split(' ');
    const response = await ask(path.replaceAll(/:\w+/g, 'x').replace('*', 'x'), {
      method,
      headers: { origin: 'https://evil.example', accept: 'text/html' },
      ...(method === 'GET' ? {} : { body: '{}' }),
    });
    const { headers } = response;
    expect(headers.get('x-content-type-options'), route).toBe('nosniff');
    expect(headers.get('referrer-policy'), route).toMatch(/^(no-referrer|strict-origin|same-origin)$/);
    expect(headers.get('strict-transport-security'), route).toBe('max-age=31536000');
    expect(headers.get('cache-control'), route).toMatch(/no-store|no-cache|immutable/);
    expect(policyOf(response), route).toMatch(/frame-ancestors (?!\*)/);
    expect(headers.get('access-control-allow-origin'), route).toBe(READABLE_ELSEWHERE.has(path) ? '*' : null);
    expect(headers.get('access-control-allow-credentials'), route).toBeNull();
    expect(headers.get('x-powered-by') ?? headers.get('server'), route).toBeNull();
  }
  expect(routes.size).toBeGreaterThan(100);
});

test('the panel in Shopify’s admin is framed by its shop’s admin, and by nobody else', async () => {
  const page = (query: string) => ask(`/shopify/flows?${query}`, { headers: { accept: 'text/html' } });
  expect(policyOf(await page(`shop=${shop.shop.domain}&embedded=1`))).toContain(
    `frame-ancestors https://${shop.shop.domain} https://admin.shopify.com`,
  );
  expect(policyOf(await page('shop=evil.example&embedded=1'))).toContain("frame-ancestors 'none'");
  expect(policyOf(await page(`shop=${encodeURIComponent('a.myshopify.com; script-src *')}&embedded=1`))).toContain(
    "frame-ancestors 'none'",
  );
});

describe('the challenge of a form', () => {
  test('is read by pages of the source’s own site only, also after the question a browser asks before', async () => {
    const { items } = await shop.operator('listWorkspaces', {});
    const workspaceId = items[0]?.id ?? '';
    const source = (await shop.operator('listSources', { params: { workspaceId } })).items[0];
    const own = new URL(source?.url ?? '').origin;
    const path = `/v1/sources/${source?.id ?? ''}/challenge`;
    const allowed = async (origin: string, method = 'GET') => {
      const headers = { origin, 'access-control-request-method': 'GET' };
      return (await ask(path, { method, headers })).headers.get('access-control-allow-origin');
    };
    for (const method of ['GET', 'OPTIONS']) {
      expect(await allowed(own, method)).toBe(own);
      expect(await allowed('https://evil.example', method)).toBeNull();
      expect(await allowed('null', method)).toBeNull();
      expect(await allowed(own.replace('https', 'http'), method)).toBeNull();
    }
    expect((await ask(path, { headers: { origin: own } })).headers.get('vary')).toContain('Origin');
    expect(
      (await ask('/v1/sources/src_nobody/challenge', { method: 'OPTIONS', headers: { origin: own } })).headers.get(
        'access-control-allow-origin',
      ),
    ).toBeNull();
  });
});

test('a server on plain http does not ask browsers to come by https only', async () => {
  const app = new Hono();
  app.use(protect({ limits: shop.runtime.deps.limits, publicUrl: () => 'http://localhost:8787' }));
  app.get('/', (c) => c.json({}));
  expect((await app.request('/')).headers.get('strict-transport-security')).toBeNull();
});

test('what a caller sends cannot put a header into an answer', async () => {
  for (const path of [
    '/v1/%0d%0aset-cookie:%20a=b',
    '/oauth/callback?error=x%0d%0aset-cookie:a=b',
    '/console/sign-in?email=%0d%0aset-cookie:a=b',
    '/shopify/%0d%0ax?shop=a%0d%0ab',
  ])
    expect((await ask(path, { headers: { accept: 'text/html' } })).headers.getSetCookie(), path).toEqual([]);
});
