import { createPairRequest, decodeConnectionCode, type Endpoint, endpoints } from '@handoff/shared/api';
import { generateEd25519, importSigningKey, sign, type SigningKey } from '@handoff/shared/event';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shopEndpoints } from '../../shopify-app/src/panel-api/index.ts';
import { createShopHarness, ORIGIN, type ShopHarness } from '../../shopify-app/testing/harness.ts';
import type { FakeShop } from '../../shopify-app/testing/host.ts';
import { createToken } from '../src/domain/token/create.ts';
import { checkFormToken } from '../src/screening/facts/form-token.ts';

/**
 * What the matrix of `isolation.test.ts` does not reach: every route without a workspace in its path. The list is the
 * app's own, so that a route added tomorrow fails here until somebody says how it keeps workspaces apart.
 */
let shop: ShopHarness;
/** The workspace that must stay untouched, and everything by which an answer could give it away. */
let theirs: {
  workspaceId: string;
  shopSourceId: string;
  site: Site;
  hook: { id: string; secret: string };
  tokenId: string;
  telltale: RegExp;
};
/** The callers: everything here is of another workspace. */
let ours: { workspaceId: string; token: string; site: Site; hook: { id: string; secret: string; key: SigningKey }; shop: FakeShop };

interface Site {
  sourceId: string;
  secretKey: string;
  key: SigningKey;
}

beforeAll(async () => {
  shop = await createShopHarness();
  const { workspaceId, sourceId } = await shop.install();
  const otherShop = shop.fake.openShop({ domain: 'stranger.myshopify.com' });
  otherShop.install();
  const own = (await shop.operator('createWorkspace', { body: { name: 'Ours' } })).id;
  const hookOf = async (params: { workspaceId: string }) => {
    const made = await shop.operator('createWebhookSource', { params, body: { name: 'Hook' } });
    const secret = new URL(made.secretHookUrl).pathname.split('/').at(-1) as string;
    return { id: made.id, secret, key: await importSigningKey(made.signingSecret) };
  };
  const theirSite = await pair(workspaceId, 'their-site.example');
  const theirHook = await hookOf({ workspaceId });
  await post('/v1/events', JSON.stringify(event('their-key')), theirSite, theirSite.sourceId);
  const theirToken = await createToken(shop.store.db, { name: 'their-token', workspaceId }, shop.clock.now());
  const { items } = await shop.operator('listTokens', {});
  const tokenId = items.find(({ name }) => name === 'their-token')?.id ?? '';
  theirs = {
    workspaceId,
    shopSourceId: sourceId,
    site: theirSite,
    hook: theirHook,
    tokenId,
    telltale: new RegExp([workspaceId, sourceId, theirSite.sourceId, theirHook.id, 'their-', shop.shop.domain, theirToken.token].join('|')),
  };
  ours = {
    workspaceId: own,
    token: (await createToken(shop.store.db, { name: 'ours', workspaceId: own }, shop.clock.now())).token,
    site: await pair(own, 'our-site.example'),
    hook: await hookOf({ workspaceId: own }),
    shop: otherShop,
  };
}, 60_000);
afterAll(() => shop.close());

async function pair(workspaceId: string, name: string): Promise<Site> {
  const { code } = await shop.operator('createConnectionCode', { params: { workspaceId } });
  const decoded = decodeConnectionCode(code);
  if (!decoded.ok) throw new Error(decoded.message);
  const { secretKey } = await generateEd25519();
  const body = await createPairRequest({ kind: 'wordpress', name, url: `https://${name}`, connection: decoded.connection, secretKey });
  const { sourceId, workspace } = await shop.operator('pairSource', { body });
  expect(workspace.id).toBe(workspaceId);
  return { sourceId, secretKey, key: await importSigningKey(secretKey) };
}

const event = (key: string) => ({
  id: key,
  idempotencyKey: key,
  type: 'form.submitted',
  occurredAt: '2026-11-21T11:59:00Z',
  subject: {},
  data: {},
});

interface Asked {
  status: number;
  text: string;
  headers: Headers;
}

async function ask(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Asked> {
  const request = new Request(ORIGIN + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined || method === 'GET' ? {} : { body }),
  });
  const response = await shop.fetch(request);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Signed by one site, said to be from another. */
async function post(path: string, body: string, by: { key: SigningKey }, saidToBe: string): Promise<Asked> {
  const signed = await sign([by.key], { id: `msg_${crypto.randomUUID()}`, timestamp: Math.floor(shop.clock.now() / 1000), body });
  return ask('POST', path, { 'handoff-source': saidToBe, ...signed }, body);
}

const asOurToken = () => ({ authorization: `Bearer ${ours.token}` });
const refusedFor =
  (...statuses: number[]) =>
  (answer: Asked) =>
    expect(statuses).toContain(answer.status);
const forbidden = (method: string, path: string) => async () => refusedFor(403)(await ask(method, path, asOurToken(), '{}'));
const silent =
  (method: string, path: string, headers = {}) =>
  async () =>
    expect((await ask(method, path, headers)).text).not.toMatch(theirs.telltale);
const unsigned = (path: string) => async () => refusedFor(401)(await ask('POST', path, {}, '{}'));
/** A person who is signed in at Shopify, in another shop. */
const asOtherShop = async () => ({ authorization: `Bearer ${await ours.shop.sessionToken()}` });
const elsewhere = 'its own test';

/** How each route keeps workspaces apart; a string says which test proves it. */
const PROOFS: Record<string, (() => Promise<unknown>) | string> = {
  'POST /v1/events': async () => refusedFor(401)(await post('/v1/events', JSON.stringify(event('x')), ours.site, theirs.site.sourceId)),
  'POST /v1/events/known': async () => {
    const body = JSON.stringify({ keys: ['their-key'] });
    refusedFor(401)(await post('/v1/events/known', body, ours.site, theirs.site.sourceId));
    expect((await post('/v1/events/known', body, ours.site, ours.site.sourceId)).text).toBe('{"known":[]}');
    expect((await post('/v1/events/known', body, theirs.site, theirs.site.sourceId)).text).toBe('{"known":["their-key"]}');
  },
  'POST /v1/hooks/:sourceId': async () => refusedFor(401)(await post(`/v1/hooks/${theirs.hook.id}`, '{}', ours.hook, theirs.hook.id)),
  'POST /v1/hooks/:sourceId/:secret': async () =>
    refusedFor(401, 404)(await ask('POST', `/v1/hooks/${theirs.hook.id}/${ours.hook.secret}`, {}, '{}')),
  'POST /v1/sources/pair': async () => void (await pair(ours.workspaceId, 'second-site.example')),
  'POST /v1/sources/:sourceId/rotate-key': async () => {
    const { secretKey } = await generateEd25519();
    const { createRotateKeyRequest } = await import('@handoff/shared/api');
    const timestamp = Math.floor(shop.clock.now() / 1000);
    const body = await createRotateKeyRequest({
      sourceId: theirs.site.sourceId,
      oldSecretKey: ours.site.secretKey,
      newSecretKey: secretKey,
      timestamp,
    });
    refusedFor(401)(await ask('POST', `/v1/sources/${theirs.site.sourceId}/rotate-key`, {}, JSON.stringify(body)));
  },
  'GET /v1/sources/:sourceId/challenge': async () => {
    const { text } = await ask('GET', `/v1/sources/${ours.site.sourceId}/challenge`);
    const { formToken } = JSON.parse(text) as { formToken: string };
    const key = shop.runtime.deps.serverKeys.fingerprintKey;
    expect(checkFormToken(key, ours.site.sourceId, formToken, shop.clock.now())).toBe('valid');
    expect(checkFormToken(key, theirs.site.sourceId, formToken, shop.clock.now())).toBe('wrong');
  },
  'ALL /v1/sources/:sourceId/challenge': async () => {
    const path = `/v1/sources/${theirs.site.sourceId}/challenge`;
    const allowed = async (origin: string) => (await ask('GET', path, { origin })).headers.get('access-control-allow-origin');
    expect(await allowed('https://our-site.example')).toBeNull();
    expect(await allowed('https://their-site.example')).toBe('https://their-site.example');
  },
  'GET /health': silent('GET', '/health'),
  'GET /ready': silent('GET', '/ready'),
  'GET /openapi.json': silent('GET', '/openapi.json'),
  'GET /metrics': forbidden('GET', '/metrics'),
  'GET /oauth/callback': async () => refusedFor(400)(await ask('GET', '/oauth/callback?state=made-up&code=x')),
  'GET /v1/destinations': async () => {
    const answer = await ask('GET', '/v1/destinations', asOurToken());
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(theirs.telltale);
  },
  'GET /v1/workspaces': forbidden('GET', '/v1/workspaces'),
  'POST /v1/workspaces': forbidden('POST', '/v1/workspaces'),
  'GET /v1/tokens': forbidden('GET', '/v1/tokens'),
  'POST /v1/tokens': forbidden('POST', '/v1/tokens'),
  'DELETE /v1/tokens/:tokenId': async () => forbidden('DELETE', `/v1/tokens/${theirs.tokenId}`)(),
  'GET /v1/operators': forbidden('GET', '/v1/operators'),
  'POST /v1/operators': forbidden('POST', '/v1/operators'),
  'PATCH /v1/operators/:memberId': forbidden('PATCH', '/v1/operators/mem_x'),
  'DELETE /v1/operators/:memberId': forbidden('DELETE', '/v1/operators/mem_x'),
  'GET /v1/overview': async () => {
    const answer = await ask('GET', '/v1/overview', asOurToken());
    refusedFor(200, 403)(answer);
    expect(answer.text).not.toMatch(theirs.telltale);
  },
  'GET /v1/audit': forbidden('GET', '/v1/audit'),
  'GET /v1/session': forbidden('GET', '/v1/session'),
  'DELETE /v1/session': forbidden('DELETE', '/v1/session'),
  'GET /v1/sessions': forbidden('GET', '/v1/sessions'),
  'DELETE /v1/sessions': forbidden('DELETE', '/v1/sessions'),
  'DELETE /v1/sessions/:sessionId': forbidden('DELETE', '/v1/sessions/ses_x'),
  'ALL /v1/session': `${elsewhere}: sign-in.test.ts`,
  'GET /console/sign-in': silent('GET', '/console/sign-in?email=their-manager@example.com'),
  'POST /console/sign-in': `${elsewhere}: sign-in.test.ts`,
  'GET /console/sign-in/link/:secret': async () => refusedFor(401)(await ask('GET', '/console/sign-in/link/made-up')),
  'POST /console/sign-in/link': `${elsewhere}: sign-in.test.ts`,
  'GET /console/sign-in/oidc': `${elsewhere}: oidc.test.ts`,
  'GET /console/sign-in/callback': `${elsewhere}: oidc.test.ts`,
  'GET /console/assets/:name': async () => refusedFor(404)(await ask('GET', '/console/assets/..%2f..%2fpackage.json')),
  'POST /shopify/webhooks': unsigned('/shopify/webhooks'),
  'POST /shopify/proxy/forms': unsigned('/shopify/proxy/forms?shop=steep.myshopify.com'),
  'POST /shopify/proxy/seen': unsigned('/shopify/proxy/seen?shop=steep.myshopify.com'),
  'POST /shopify/pixel': 'anybody may write, nobody may read: packages/shopify-app/test/storefront/pixel.test.ts',
  'POST /shopify/flow/send-customer': unsigned('/shopify/flow/send-customer'),
  'POST /shopify/flow/pause-destination': unsigned('/shopify/flow/pause-destination'),
  'ALL /shopify/api/*': async () => refusedFor(404)(await ask('GET', '/shopify/api/nothing-here', await asOtherShop())),
  'GET /shopify/assets/:name': async () => refusedFor(404)(await ask('GET', '/shopify/assets/..%2f..%2fpackage.json')),
  'GET /shopify/*': silent('GET', '/shopify/flows?shop=stranger.myshopify.com&embedded=1', { accept: 'text/html' }),
};
for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
  PROOFS[`${method} /shopify/api/server/*`] = async () => {
    const answer = await ask(method, `/shopify/api/server/v1/workspaces/${theirs.workspaceId}/flows`, await asOtherShop(), '{}');
    refusedFor(404, 409)(answer);
    expect(answer.text).not.toMatch(theirs.telltale);
  };

const routeOf = ({ method, path }: Endpoint, under = '') => `${method} ${under}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
const inMatrix = new Set(
  Object.values(endpoints)
    .filter(({ path }) => path.includes('{workspaceId}'))
    .map((endpoint) => routeOf(endpoint)),
);
const ofShops = (Object.entries(shopEndpoints) as [string, Endpoint][]).map(([name, endpoint]) => ({
  name,
  route: routeOf(endpoint, '/shopify/api'),
  endpoint,
}));
/** Middleware that goes around all routes, and the console’s page: one file for everyone, without a word of any workspace. */
const isPage = (route: string) => route === 'ALL /*' || /^GET \/console(\/?$|\/(?!sign-in|assets))/.test(route);

test('every route of the app is tried with things of another workspace, or says which test does', () => {
  const routes = new Set(shop.app.routes.map(({ method, path }) => `${method} ${path}`));
  const shopRoutes = new Set(ofShops.map(({ route }) => route));
  const untried = [...routes].filter((route) => !inMatrix.has(route) && !shopRoutes.has(route) && !(route in PROOFS) && !isPage(route));
  console.info(
    `isolation: ${routes.size} routes: ${inMatrix.size} in the matrix of workspaces, ${shopRoutes.size} of the Shopify panel, ` +
      `${Object.keys(PROOFS).length} proved here or named; ${untried.length} untried`,
  );
  expect(untried).toEqual([]);
  expect(Object.keys(PROOFS).filter((route) => !routes.has(route))).toEqual([]);
});

describe('routes without a workspace in their path', () => {
  const proofs = Object.entries(PROOFS).filter((entry): entry is [string, () => Promise<unknown>] => typeof entry[1] === 'function');
  test.each(proofs)('%s', async (_, proof) => {
    expect.hasAssertions();
    await proof();
  });

  test('the pages of the console hold nothing of a workspace', async () => {
    for (const { path } of shop.app.routes.filter((route) => isPage(`${route.method} ${route.path}`) && route.path !== '/*'))
      expect(
        (await ask('GET', path.replaceAll(/:\w+/g, theirs.workspaceId), { accept: 'text/html' })).text.replaceAll(theirs.workspaceId, ''),
      ).not.toMatch(theirs.telltale);
  });
});

describe('the panel of a shop, asked', () => {
  test.each(ofShops)('$name by nobody', async ({ endpoint, route }) => {
    const answer = await ask(endpoint.method, route.split(' ')[1] as string, {}, '{}');
    expect(answer.status).toBe(401);
  });

  test.each(ofShops)('$name by another shop: it hears nothing of this one', async ({ endpoint, route }) => {
    const path = (route.split(' ')[1] as string).replaceAll(/:\w+/g, theirs.shopSourceId);
    const answer = await ask(endpoint.method, path, await asOtherShop(), '{}');
    expect(answer.text).not.toMatch(theirs.telltale);
    expect(answer.status).toBeLessThan(500);
  });

  test('and what the other shop asked changed nothing of this one', async () => {
    const { items } = await shop.operator('listSources', { params: { workspaceId: theirs.workspaceId } });
    expect(items.find(({ id }) => id === theirs.shopSourceId)).toMatchObject({ revokedAt: null });
  });
});
