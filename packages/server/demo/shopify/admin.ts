import { Hono } from 'hono';
import { adminPage } from '../../../../e2e/shopify/support/admin-page.ts';
import type { PageScripts } from '../../../../e2e/shopify/support/scripts.ts';
import type { ShopHarness } from '../../../shopify-app/testing/harness.ts';
import { ACTS } from './acts.ts';
import { shopPage } from './shop-page.ts';

/** What stands in for admin.shopify.com: the frame around the app, and beside it the page to play shop on. */
export function createAdmin(harness: ShopHarness, scripts: PageScripts, appOrigin: () => string): Hono {
  const { shop, fake } = harness;
  const path = `/store/${shop.domain.replace('.myshopify.com', '')}/apps/handoff`;
  const app = new Hono();
  app.get('/', (c) => c.redirect(path + new URL(c.req.url).search));
  app.get(path, async (c) => {
    const locale = c.req.query('locale');
    const { pathname, search } = new URL(await shop.embeddedUrl(locale === undefined ? {} : { locale }));
    return c.html(adminPage({ shop: shop.domain, appAddress: appOrigin() + pathname + search, script: scripts.admin }));
  });
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.get('/fake-admin/session-token', async (c) => c.text(await shop.sessionToken()));
  app.post('/fake-admin/scopes', async (c) => {
    shop.grant(...(await c.req.json<string[]>()));
    return c.json({ result: 'granted-all' });
  });
  app.get('/shop', (c) => c.html(shopPage(harness, path)));
  app.post('/shop', async (c) => {
    const name = (await c.req.formData()).get('do');
    if (typeof name === 'string') ACTS[name]?.run(fake);
    await fake.deliverDue();
    return c.redirect('/shop', 303);
  });
  return app;
}

/**
 * The app on this machine's own address. Shopify's CDN is replaced by stand-ins, and the page lets itself be framed by the
 * admin above as it otherwise does by Shopify's; everything else is the app's own answer.
 */
export function createAppFront(
  { fetch, mountedAt }: { fetch: ShopHarness['fetch']; mountedAt: string },
  scripts: PageScripts,
  adminOrigin: () => string,
): Hono {
  const front = new Hono();
  front.get('/stand-in/app-bridge.js', (c) => c.body(scripts.appBridge, 200, { 'content-type': 'text/javascript' }));
  front.get('/stand-in/polaris.js', (c) => c.body(scripts.polaris, 200, { 'content-type': 'text/javascript' }));
  front.all('*', async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const answer = await fetch(new Request(mountedAt + pathname + search, c.req.raw));
    if (answer.headers.get('content-type')?.startsWith('text/html') !== true) return answer;
    const headers = new Headers(answer.headers);
    const policy = headers.get('content-security-policy') ?? '';
    headers.set('content-security-policy', policy.replace('https://admin.shopify.com', adminOrigin()));
    const html = (await answer.text())
      .replace(/https:\/\/cdn\.shopify\.com\/\S*?app-bridge\.js/, '/stand-in/app-bridge.js')
      .replace(/https:\/\/cdn\.shopify\.com\/\S*?polaris-1\.js/, '/stand-in/polaris.js');
    return new Response(html, { status: answer.status, headers });
  });
  return front;
}
