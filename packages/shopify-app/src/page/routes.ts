import type { Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { isShopDomain } from '../auth/shop-domain.ts';
import { ShopError } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { readAsset, readPanelFiles } from './assets.ts';
import { panelDocument, plainDocument } from './document.ts';

/** The embedded page at every address of the panel, and the panel's files. Mounted last: whatever no other route took is a place in the panel. */
export function pageRoutes(app: Hono, parts: Parts): void {
  app.get('/assets/:name', compress(), async (c) => {
    const asset = await readAsset(parts.config, c.req.param('name'));
    if (asset === undefined) throw new ShopError('not_found', 'There is no such file of the panel. Reload the page: it was built anew.');
    // The name changes with the content.
    return c.body(asset.body, 200, { ...PLAIN, 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' });
  });

  app.get('*', async (c) => {
    if (c.req.header('accept')?.includes('text/html') !== true) {
      throw new ShopError('not_found', 'There is nothing here. Open Handoff in your Shopify admin.');
    }
    const shop = c.req.query('shop');
    if (!isShopDomain(shop) || !isFramed(c)) return outside(c, parts, isShopDomain(shop) ? shop : undefined);
    const locale = localeOf(c);
    const files = await readPanelFiles(parts.config, locale);
    if (files === undefined) {
      return answer(
        c,
        503,
        plainDocument('Handoff’s panel is missing', 'The panel was not built on this server. Whoever runs it has to run “npm run build”.'),
        shop,
      );
    }
    const base = new URL(parts.config.appUrl()).pathname.replace(/\/$/, '');
    return answer(c, 200, panelDocument({ apiKey: parts.config.apiKey, base, files, locale }), shop);
  });
}

/** Shopify's admin says so in the address; where that got lost, the browser says it. */
function isFramed(c: Context): boolean {
  return c.req.query('embedded') === '1' || c.req.header('sec-fetch-dest') === 'iframe';
}

function outside(c: Context, parts: Parts, shop: string | undefined): Response {
  const words = 'Handoff lives in your Shopify admin. Open it there: Apps, then Handoff. To install it, find it in the Shopify App Store.';
  const store = shop?.replace(/\.myshopify\.com$/, '');
  const link =
    store === undefined
      ? undefined
      : { href: `https://admin.shopify.com/store/${store}/apps/${parts.config.apiKey}`, words: 'Open Handoff in the Shopify admin' };
  return answer(c, 200, plainDocument('This is Handoff’s Shopify app', words, link), undefined);
}

const PLAIN = { 'x-content-type-options': 'nosniff' };

/** `shop`: the one whose admin may frame the page; undefined: nobody may. */
function answer(c: Context, status: 200 | 503, html: string, shop: string | undefined): Response {
  const ancestors = shop === undefined ? `'none'` : `https://${shop} https://admin.shopify.com`;
  return c.html(html, status, {
    ...PLAIN,
    'content-security-policy': `frame-ancestors ${ancestors}; base-uri 'none'; object-src 'none'`,
    // The address holds a session token.
    'referrer-policy': 'strict-origin',
    'cache-control': 'no-store',
  });
}

function localeOf(c: Context): string {
  const locale = c.req.query('locale') ?? '';
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale) ? locale : 'en';
}
