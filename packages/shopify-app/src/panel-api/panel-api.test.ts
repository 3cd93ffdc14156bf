import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/support/shop-app.ts';
import { sessionToken } from '../../test/support/shopify.ts';
import { SHOP } from '../../test/support/store.ts';
import { requireShop } from '../shop/find.ts';
import { ShopStatus } from './resources.ts';

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

const row = () => requireShop(test.parts, SHOP);
const status = async () => ShopStatus.parse((await test.ask('GET', '/status')).json);
const error = ({ json }: { json: Record<string, unknown> }) =>
  json['error'] as { code: string; message: string; problems?: { path: string }[] };

describe('who asks', () => {
  it('is told by Shopify’s session token, and without one nothing is said', async () => {
    for (const authorization of [undefined, 'Bearer x', `Bearer ${await sessionToken(test.clock, { aud: 'other' })}`]) {
      const response = await test.request('/api/status', authorization === undefined ? {} : { headers: { authorization } });
      expect(response.status).toBe(401);
      // App Bridge makes a new token and asks again.
      expect(response.headers.get('x-shopify-retry-invalid-session-request')).toBe('1');
    }
    expect(await test.store.db.selectFrom('shopify_shops').selectAll().execute()).toEqual([]);
  });

  it('is named to the companion by e-mail, or by number where Shopify does not say', async () => {
    expect((await status()).person).toEqual({ name: 'Ada King', email: 'ada@steep.example' });
    await test.ask('POST', '/workspace/open', {});
    await test.ask('GET', '/server/v1/workspaces/ws_1/flows');
    expect(test.companion.calls.at(-1)?.person).toBe('ada@steep.example');

    test.clock.advance(13 * 3_600_000);
    test.shopify.onToken = ({ body }) =>
      String(body['requested_token_type']).endsWith('online-access-token') ? new Response('', { status: 500 }) : undefined;
    await test.ask('GET', '/server/v1/workspaces/ws_1/flows');
    expect(test.companion.calls.at(-1)?.person).toBe(`staff 42 of ${SHOP}`);
  });

  it('is asked of Shopify once', async () => {
    await Promise.all([status(), status(), status()]);
    await status();
    expect(test.shopify.calls.filter(({ body }) => String(body['requested_token_type']).endsWith('online-access-token'))).toHaveLength(1);
  });
});

it('the panel’s language goes along, also where a workspace is opened that has none yet', async () => {
  const headers = { authorization: `Bearer ${await sessionToken(test.clock)}`, 'accept-language': 'de-AT' };
  await test.request('/api/workspace/open', { method: 'POST', headers, body: '{}' });
  await test.request('/api/server/v1/workspaces/ws_1/alerts', { headers });
  const asked = test.companion.calls.filter(({ path }) => /pair$|alerts$/.test(path));
  expect(asked.map((call) => [call.path, call.headers.get('accept-language')])).toEqual([
    ['/v1/sources/pair', 'de-AT'],
    ['/v1/workspaces/ws_1/alerts', 'de-AT'],
  ]);
});

describe('the status', () => {
  it('of a shop that just installed says what there is to do', async () => {
    expect(await status()).toMatchObject({
      shop: { domain: SHOP, name: 'Steep & Co', currency: 'EUR', country: 'IE', timezone: 'Europe/Dublin', plan: 'Basic' },
      link: null,
      mayOpenWorkspace: true,
      access: { state: 'ok', message: null },
      sending: { state: 'not_connected' },
      waiting: 0,
      failed: 0,
      lastWebhookAt: null,
    });
    const { setup, scopes } = await status();
    expect(setup.filter(({ done }) => done)).toEqual([]);
    expect(scopes.filter(({ granted }) => granted).map(({ scope }) => scope)).toEqual(
      expect.arrayContaining(['read_orders', 'read_customers']),
    );
    expect(scopes.find(({ scope }) => scope === 'write_pixels')).toMatchObject({ granted: false, required: false });
  });

  it('follows the checklist', async () => {
    await test.ask('POST', '/workspace/open', {});
    test.companion.instead = ({ path }) => {
      if (path.endsWith('/connections')) return Response.json({ items: [{ authorized: true }] });
      return path.endsWith('/flows') ? Response.json({ items: [{ published: null }, { published: {} }] }) : undefined;
    };
    await test.ask('POST', '/send-test', { type: 'order.created' });
    expect((await status()).setup.filter(({ done }) => done).map(({ key }) => key)).toEqual(['workspace', 'destination', 'flow', 'test']);
  });

  it('is there while neither Shopify nor the companion answers', async () => {
    await test.ask('POST', '/workspace/open', {});
    test.companion.instead = () => Promise.reject(new TypeError('down'));
    test.shopify.onToken = () => new Response('', { status: 503 });
    test.clock.advance(2 * 3_600_000);
    expect(await status()).toMatchObject({ link: { workspaceName: 'Steep & Co' }, access: { state: 'ok' } });
  });

  it('says when the app has to be reconnected, and opening it mends that', async () => {
    await status();
    await test.store.db.updateTable('shopify_shops').set({ access_problem: 'Open it.' }).execute();
    test.shopify.onToken = () => new Response('', { status: 503 });
    expect((await status()).access).toMatchObject({ state: 'reconnect', message: 'Open it.' });
    test.shopify.onToken = undefined;
    expect((await status()).access).toMatchObject({ state: 'ok', message: null });
  });
});

describe('a workspace', () => {
  it('is opened, and the shop signs with a key of its own that is kept sealed', async () => {
    const opened = await test.ask('POST', '/workspace/open', { name: 'Steep' });
    expect(opened.json['link']).toMatchObject({ origin: 'https://handoff.test', sourceId: 'src_1', workspaceId: 'ws_1' });
    expect(JSON.stringify(await row())).not.toContain('whsk_');
    expect(error(await test.ask('POST', '/workspace/open', {}))).toMatchObject({ code: 'conflict' });
  });

  it('is opened once, however often the button is pressed', async () => {
    await status();
    const answers = await Promise.all([1, 2, 3].map(() => test.ask('POST', '/workspace/open', {})));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    expect(test.companion.calls.filter(({ path }) => path === '/v1/sources/pair')).toHaveLength(1);
  });

  it('cannot be opened where strangers may not', async () => {
    delete test.companion.port.openWorkspace;
    expect((await status()).mayOpenWorkspace).toBe(false);
    expect(error(await test.ask('POST', '/workspace/open', {}))).toMatchObject({ code: 'forbidden' });
  });

  it('is joined by a connection code; the pairing before ends', async () => {
    await test.ask('POST', '/workspace/join', { code: await test.companion.code() });
    const joined = await test.ask('POST', '/workspace/join', { code: ` ${await test.companion.code()}\n` });
    expect(joined.json['link']).toMatchObject({ sourceId: 'src_2' });
    expect([...test.companion.revoked]).toEqual(['src_1']);
  });

  it.each([
    ['something else', async () => 'https://handoff.test'],
    ['half a code', async (code: string) => code.slice(0, -20)],
    [
      'the code of another server',
      async (code: string) =>
        `hnd1_${Buffer.from(JSON.stringify({ v: 1, origin: 'https://other.test', code: 'q3nWmKx0d5TtLr7yVb2c9A', thumbprint: 'A'.repeat(43) })).toString('base64url')}${code.slice(0, 0)}`,
    ],
  ])('is not joined by %s, and the answer says at which field', async (_what, change) => {
    const answer = await test.ask('POST', '/workspace/join', { code: await change(await test.companion.code()) });
    expect(answer.status).toBe(422);
    expect(error(answer).problems).toMatchObject([{ path: '/code' }]);
    expect((await row()).source_id).toBeNull();
  });

  it('is not joined where another server answers in its place', async () => {
    const code = await test.companion.code();
    const forged = JSON.parse(Buffer.from(code.slice(5), 'base64url').toString()) as Record<string, unknown>;
    const other = `hnd1_${Buffer.from(JSON.stringify({ ...forged, thumbprint: 'B'.repeat(43) })).toString('base64url')}`;
    expect(error(await test.ask('POST', '/workspace/join', { code: other }))).toMatchObject({ code: 'conflict' });
    expect((await row()).source_id).toBeNull();
  });

  it('is left even where the server cannot be told, and that is said', async () => {
    await test.ask('POST', '/workspace/open', {});
    test.companion.instead = () => Promise.reject(new TypeError('down'));
    const left = await test.ask('POST', '/workspace/leave');
    expect(left.json).toMatchObject({
      serverTold: false,
      message: expect.stringContaining('Disconnect the shop there') as string,
      status: { link: null },
    });
    expect(await row()).toMatchObject({ source_id: null, signing_key: null });
  });

  it('is left, and the server knows', async () => {
    await test.ask('POST', '/workspace/open', {});
    expect((await test.ask('POST', '/workspace/leave')).json).toMatchObject({ serverTold: true, message: null });
    expect([...test.companion.revoked]).toEqual(['src_1']);
    expect(error(await test.ask('POST', '/workspace/leave'))).toMatchObject({ code: 'conflict' });
  });
});

describe('a test', () => {
  it.each(['order.created', 'customer.created', 'form.submitted'] as const)('%s reaches the companion, marked as a test', async (type) => {
    await test.ask('POST', '/workspace/open', {});
    const answer = await test.ask('POST', '/send-test', { type, email: 'me@steep.example' });
    expect(answer.json).toMatchObject({ delivered: true, message: null });
    const [event] = test.companion.events.values();
    expect(event).toMatchObject({ type, context: { test: true }, subject: { email: 'me@steep.example' } });
    expect(answer.json['eventId']).toBe(`evt_${event?.idempotencyKey ?? ''}`);
  });

  it('is for whoever asks where no address is given, and each is new', async () => {
    await test.ask('POST', '/workspace/open', {});
    await test.ask('POST', '/send-test', { type: 'order.created' });
    await test.ask('POST', '/send-test', { type: 'order.created' });
    expect([...test.companion.events.values()].map(({ subject }) => subject?.email)).toEqual(['ada@steep.example', 'ada@steep.example']);
  });

  it('is tried although sending pauses, and says why it did not arrive', async () => {
    await test.ask('POST', '/workspace/open', {});
    test.companion.instead = () =>
      Response.json({ error: { code: 'unavailable', message: 'Full.' } }, { status: 503, headers: { 'retry-after': '60' } });
    for (let count = 0; count < 2; count += 1) {
      const answer = await test.ask('POST', '/send-test', { type: 'order.created' });
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('60');
    }
    test.companion.instead = undefined;
    expect((await test.ask('POST', '/send-test', { type: 'order.created' })).status).toBe(200);
  });
});

describe('settings', () => {
  it('are changed one by one and checked', async () => {
    expect((await test.ask('PUT', '/settings', { reconcileEveryHours: 12 })).json).toMatchObject({
      reconcileEveryHours: 12,
      abandonedAfterMinutes: 60,
    });
    await test.ask('PUT', '/settings', { abandonedAfterMinutes: null });
    expect((await test.ask('GET', '/settings')).json).toEqual({
      reconcileEveryHours: 12,
      abandonedAfterMinutes: null,
      captureForms: true,
      capturePixel: false,
    });
    const refused = await test.ask('PUT', '/settings', { reconcileEveryHours: 0 });
    expect(refused.status).toBe(422);
    expect(error(refused).problems).toMatchObject([{ path: '/reconcileEveryHours' }]);
  });
});

describe('the way to the companion', () => {
  beforeEach(() => test.ask('POST', '/workspace/open', {}));

  it('passes the shop’s own workspace through as it is', async () => {
    const answer = await test.ask('GET', '/server/v1/workspaces/ws_1/events?limit=5&include=envelope');
    expect(answer.json['asked']).toBe('/v1/workspaces/ws_1/events?limit=5&include=envelope');
    const body = { name: 'Ünïcode' };
    await test.ask('POST', '/server/v1/workspaces/ws_1/flows', body);
    expect(test.companion.calls.at(-1)).toMatchObject({ method: 'POST', body: JSON.stringify(body) });
    test.companion.instead = () => Response.json({ error: { code: 'conflict', message: 'Taken.' } }, { status: 409 });
    expect(await test.ask('GET', '/server/v1/destinations')).toMatchObject({ status: 409, json: { error: { message: 'Taken.' } } });
  });

  it.each([
    '/v1/workspaces/ws_2/flows',
    '/v1/workspaces',
    '/v1/tokens',
    '/v1/events',
    '/health',
    '/v1/workspaces/ws_1/sources/src_1/revoke',
    '/v1/workspaces/ws_1/../ws_2/flows',
    '/v1/workspaces/ws_1/%2e%2e/ws_2/flows',
    '/v1/workspaces/ws_1%2f..%2fws_2/flows',
    '/v1/destinations/..%2f..%2fv1%2ftokens',
    '//evil.example/v1/destinations',
    '/v1/workspaces/ws_1/flows%00',
  ])('does not lead to %s', async (path) => {
    const asked = test.companion.calls.length;
    const answer = await test.ask('POST', `/server${path}`, {});
    expect(answer.status).toBe(404);
    expect(test.companion.calls).toHaveLength(asked);
  });

  it('says so where something else answers in its place, and notes that the shop was disconnected', async () => {
    test.companion.instead = () => new Response('<html>', { status: 200 });
    expect(error(await test.ask('GET', '/server/v1/destinations'))).toMatchObject({ code: 'unavailable' });
    test.companion.instead = () => Response.json({ error: { code: 'source_revoked', message: 'Disconnected.' } }, { status: 401 });
    await test.ask('GET', '/server/v1/destinations');
    test.companion.instead = undefined;
    expect((await status()).sending).toMatchObject({ state: 'paused', message: 'Disconnected.' });
  });

  it('gives the browser no credential of the companion or of Shopify', async () => {
    const texts = [await test.ask('GET', '/status'), await test.ask('GET', '/server/v1/destinations')].map((answer) =>
      JSON.stringify([answer.json, [...answer.headers]]),
    );
    expect(texts.join()).not.toMatch(/whsk_|shpat_|shprt_|eyJ/);
  });

  it('takes nothing that is too large', async () => {
    expect((await test.ask('POST', '/server/v1/workspaces/ws_1/flows', { text: 'x'.repeat(1_100_000) })).status).toBe(413);
  });
});

it('answers what it does not know in the shape of the API', async () => {
  const answer = await test.ask('GET', '/nothing');
  expect(answer.status).toBe(404);
  expect(error(answer)).toMatchObject({ code: 'not_found' });
});
