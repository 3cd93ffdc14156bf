import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLittleShopify, graphql, type LittleShopify, sessionToken, SHOP_DETAILS } from '../../test/support/shopify.ts';
import { createTestParts, SHOP, type TestParts } from '../../test/support/store.ts';
import { createParts } from '../parts.ts';
import { requireShop } from '../shop/find.ts';
import { accessToken } from './access.ts';
import { installedShop } from './exchange.ts';
import { readSessionToken } from './session-token.ts';
import { authTasks } from './tasks.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const HOUR_AND_MORE = 61 * MINUTE;

let test: TestParts;
let shopify: LittleShopify;
beforeEach(async () => {
  shopify = createLittleShopify();
  shopify.answers = [() => graphql(SHOP_DETAILS)];
  test = await createTestParts({ ports: { fetch: (request) => shopify.fetch(request) } });
});
afterEach(() => test.close());

const open = async () => installedShop(test.parts, await readSessionToken(test.parts, `Bearer ${await sessionToken(test.clock)}`));
const row = () => requireShop(test.parts, SHOP);
const run = async () => {
  for (const task of authTasks(test.parts)) await task.run();
};

describe('the first visit', () => {
  // Sharp edge 1: the library asks for tokens that never expire unless told.
  it('asks for expiring offline tokens and registers the shop', async () => {
    expect(await open()).toMatchObject({ shop: SHOP, name: 'Steep & Co', currency: 'EUR', scopes: 'read_orders read_customers' });
    expect(shopify.calls[0]).toMatchObject({
      url: `https://${SHOP}/admin/oauth/access_token`,
      body: { expiring: '1', requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token' },
    });
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
  });

  it('keeps no token that never expires', async () => {
    shopify.onToken = () => Response.json({ access_token: 'shpat_forever', scope: 'read_orders' });
    await expect(open()).rejects.toMatchObject({ code: 'unreadable' });
    expect((await row()).tokens).toBeNull();
  });

  it('exchanges once, however many requests the panel begins with', async () => {
    await Promise.all([open(), open(), open(), open()]);
    expect(shopify.grants('token-exchange')).toBe(1);
    await open();
    expect(shopify.grants('token-exchange')).toBe(1);
  });

  it('keeps both tokens in one sealed text', async () => {
    await open();
    const text = JSON.stringify(await row());
    expect(text).not.toContain('shpat_');
    expect(text).not.toContain('shprt_');
    expect(JSON.stringify(test.logs)).not.toMatch(/shpat_|shprt_/);
  });
});

describe('an access token', () => {
  beforeEach(open);

  it('is renewed five minutes before it ends, and the pair is replaced', async () => {
    const first = shopify.pair.access;
    test.clock.advance(54 * MINUTE);
    expect(await accessToken(test.parts, SHOP)).toBe(first);
    test.clock.advance(2 * MINUTE);
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
    expect(shopify.pair.access).not.toBe(first);
    test.clock.advance(HOUR_AND_MORE);
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
    expect(shopify.grants('refresh_token')).toBe(2);
  });

  // Sharp edge 2: to the library a session without an end is active for ever.
  it('without an end counts as one that has ended', async () => {
    await test.store.db.updateTable('shopify_shops').set({ access_expires_at: null }).execute();
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
    expect(shopify.grants('refresh_token')).toBe(1);
  });

  it('is renewed once, however many ask, in this process and in others', async () => {
    test.clock.advance(HOUR_AND_MORE);
    const other = createParts(test.ports, test.parts.config);
    const asked = [test.parts, other, test.parts, other, test.parts];
    const tokens = await Promise.all(asked.map((parts) => accessToken(parts, SHOP)));
    expect(new Set(tokens)).toEqual(new Set([shopify.pair.access]));
    expect(shopify.grants('refresh_token')).toBe(1);
  });

  it('goes on being used while Shopify cannot renew it, as long as it lasts', async () => {
    const first = shopify.pair.access;
    test.clock.advance(56 * MINUTE);
    shopify.onToken = () => new Response('error code: 520', { status: 520 });
    expect(await accessToken(test.parts, SHOP)).toBe(first);
    expect(await accessToken(test.parts, SHOP)).toBe(first);
    expect(shopify.grants('refresh_token')).toBe(1);
    test.clock.advance(5 * MINUTE);
    await expect(accessToken(test.parts, SHOP)).rejects.toMatchObject({ code: 'unreachable', retryAt: test.clock.now() + 30_000 });
    shopify.onToken = undefined;
    await expect(accessToken(test.parts, SHOP)).rejects.toMatchObject({ code: 'unreachable' });
    test.clock.advance(30_000);
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
    expect((await row()).access_problem).toBeNull();
  });

  it('is not lost where the server seals its secrets anew while it is renewed', async () => {
    test.clock.advance(HOUR_AND_MORE);
    shopify.onToken = async () => {
      const { tokens } = await row();
      const resealed = await test.ports.seal.seal(await test.ports.seal.open(tokens ?? ''));
      await test.store.db.updateTable('shopify_shops').set({ tokens: resealed }).execute();
      return undefined;
    };
    await accessToken(test.parts, SHOP);
    shopify.onToken = undefined;
    test.clock.advance(HOUR_AND_MORE);
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
  });

  it('is taken over from a process that died while renewing it', async () => {
    test.clock.advance(HOUR_AND_MORE);
    await test.store.db.updateTable('shopify_shops').set({ refresh_lease: 'dead', refresh_lease_until: test.clock.now() }).execute();
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
  });
});

describe('access that is lost', () => {
  beforeEach(open);

  it('is said on the shop, asked for no more, and mended by opening the app', async () => {
    test.clock.advance(HOUR_AND_MORE);
    shopify.pair = { access: 'shpat_elsewhere', refresh: 'shprt_elsewhere' };
    await expect(accessToken(test.parts, SHOP)).rejects.toMatchObject({ code: 'access_lost', retryAt: undefined });
    await expect(accessToken(test.parts, SHOP)).rejects.toMatchObject({ code: 'access_lost' });
    expect(shopify.grants('refresh_token')).toBe(1);
    expect((await row()).access_problem).toContain('Open Handoff in your Shopify admin');
    expect((await open()).access_problem).toBeNull();
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
  });

  it.each([
    ['secret', () => Response.json({ error: 'invalid_client' }, { status: 401 })],
    ['client id', () => new Response('<html>Oauth error application_cannot_be_found', { status: 400 })],
  ])('is not lost where the app’s %s is wrong for a while', async (_what, refuse) => {
    test.clock.advance(HOUR_AND_MORE);
    shopify.onToken = refuse;
    const error = await accessToken(test.parts, SHOP).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unreachable', retryAt: test.clock.now() + 5 * MINUTE });
    expect(test.logs).toContainEqual(expect.objectContaining({ level: 'error' }));
    shopify.onToken = undefined;
    test.clock.advance(5 * MINUTE);
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
  });

  it.each([
    ['the shop is frozen', 402],
    ['something before Shopify’s sign-in turns calls away', 403],
    ['the shop is locked', 423],
    ['Shopify holds back calls', 430],
  ])('is not lost where %s for a while', async (_what, status) => {
    test.clock.advance(HOUR_AND_MORE);
    shopify.onToken = () => new Response('<html>Not now.</html>', { status });
    await expect(accessToken(test.parts, SHOP)).rejects.toMatchObject({ code: 'unreachable', retryAt: test.clock.now() + 5 * MINUTE });
    expect((await row()).access_problem).toBeNull();
    shopify.onToken = undefined;
    test.clock.advance(5 * MINUTE);
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
  });

  it.each([
    ['JSON', () => Response.json({ error: 'app_not_installed' }, { status: 400 })],
    ['a page', () => new Response('<html><title>400 - Oauth error app_not_installed</title>', { status: 400 })],
  ])('by an uninstall nobody told of is seen where Shopify says so as %s', async (_what, refuse) => {
    test.clock.advance(HOUR_AND_MORE);
    shopify.onToken = refuse;
    await expect(accessToken(test.parts, SHOP)).rejects.toMatchObject({ code: 'access_lost' });
    expect((await row()).access_problem).toContain('Open Handoff in your Shopify admin');
  });

  it('by 90 days of silence is seen without asking Shopify', async () => {
    test.clock.advance(91 * DAY);
    await expect(accessToken(test.parts, SHOP)).rejects.toMatchObject({ code: 'access_lost' });
    expect(shopify.grants('refresh_token')).toBe(0);
    expect((await open()).access_problem).toBeNull();
  });

  it('by a sealing key that is gone is mended the same way', async () => {
    await test.store.db.updateTable('shopify_shops').set({ tokens: 'sealed-with-another-key' }).execute();
    await expect(accessToken(test.parts, SHOP)).rejects.toMatchObject({ code: 'access_lost' });
    expect((await open()).access_problem).toBeNull();
  });

  it('by an uninstall comes back with a reinstall', async () => {
    const before = await row();
    test.clock.advance(DAY);
    await test.store.db
      .updateTable('shopify_shops')
      .set({ state: 'uninstalled', tokens: null, uninstalled_at: test.clock.now() })
      .execute();
    await expect(accessToken(test.parts, SHOP)).rejects.toMatchObject({ code: 'access_lost' });
    expect(await open()).toMatchObject({ state: 'installed', uninstalled_at: null, installed_at: before.installed_at + DAY });
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
  });
});

describe('a shop that nobody opens', () => {
  beforeEach(open);

  it('keeps its access for longer than 90 days', async () => {
    for (let day = 0; day < 100; day += 1) {
      test.clock.advance(DAY);
      await run();
    }
    expect(await accessToken(test.parts, SHOP)).toBe(shopify.pair.access);
    expect(await row()).toMatchObject({ access_problem: null, kept_alive_at: test.clock.now() });
    expect(shopify.grants('token-exchange')).toBe(1);
  });

  it('is renewed once a day and says when next', async () => {
    const [task] = authTasks(test.parts);
    expect(await task?.run()).toEqual({ did: 0, nextAt: test.clock.now() + DAY });
    test.clock.advance(DAY);
    expect(await task?.run()).toEqual({ did: 1, nextAt: test.clock.now() + DAY });
    expect(await task?.run()).toMatchObject({ did: 0 });
  });

  it('does not keep the others from theirs when its renewal fails', async () => {
    shopify.onToken = ({ url }) => (url.includes(SHOP) ? Response.json({ error: 'invalid_request' }, { status: 401 }) : undefined);
    const other = 'other-shop.myshopify.com';
    await test.store.db
      .insertInto('shopify_shops')
      .values({ ...(await row()), shop: other, kept_alive_at: test.clock.now() + 1 })
      .execute();
    test.clock.advance(DAY + 1);
    await run();
    await run();
    expect(shopify.grants('refresh_token')).toBe(2);
    expect((await row()).access_problem).not.toBeNull();
    expect(await requireShop(test.parts, other)).toMatchObject({ access_problem: null, kept_alive_at: test.clock.now() });
  });
});
