import type { Envelope } from '@handoff/shared/event';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { addShop } from '../../../packages/shopify-app/src/shop/add.ts';
import { createStorefrontApp, proxiedUrl } from '../../../packages/shopify-app/test/support/storefront.ts';
import { extensionFile } from '../../../packages/shopify-app/test/support/liquid.ts';
import { createTestParts, SHOP, type TestParts } from '../../../packages/shopify-app/test/support/store.ts';

export const STOREFRONT = 'https://steep-and-co.example';

const CLOUDFLARE = 'https://challenges.cloudflare.com/turnstile/v0/api.js';
/** What Cloudflare's script does with each place for its check, as far as a form sees it. */
const DRAWN = `const draw = (widget, { sitekey, action, 'response-field-name': responseFieldName }) => {
  widget.textContent = 'Success!';
  widget.insertAdjacentHTML('beforeend', '<input type="hidden" name="' + responseFieldName + '" value="token-of-' + sitekey + '-for-' + action + '">');
};
for (const widget of document.querySelectorAll('.cf-turnstile')) {
  const { sitekey, action, responseFieldName } = widget.dataset;
  draw(widget, { sitekey, action, 'response-field-name': responseFieldName });
}
window.turnstile = { render: draw, reset: (widget) => void (widget.querySelector('input').value += '-anew') };`;

/** What becomes of what the page posts to the app's proxy. */
export type ProxyMood = 'works' | 'unreachable' | 'hangs' | 'answers 500';

export interface Storefront {
  page: Page;
  context: BrowserContext;
  app: TestParts;
  /** Sets how the proxy behaves from now on. */
  proxy: (mood: ProxyMood) => void;
  /** What the shop itself got of its forms: nobody but Shopify's own handler sees these. */
  native: URLSearchParams[];
  /** Resolves once the proxy was asked so often. */
  asked: (times: number) => Promise<void>;
  /** The envelopes that the app holds. */
  kept: () => Promise<Envelope[]>;
  open: (body: string, options?: { path?: string; lang?: string }) => Promise<void>;
  close: () => Promise<void>;
}

/** A shop's storefront in a browser: its pages, Shopify's form handler, and Shopify's proxy in front of the app's real routes. */
export async function openStorefront(browser: Browser): Promise<Storefront> {
  const app = await createTestParts({ clock: { now: () => Date.now(), set: () => {}, advance: () => {} } });
  await addShop(app.parts, SHOP);
  const routes = createStorefrontApp(app.parts);

  const context = await browser.newContext();
  const page = await context.newPage();
  const native: URLSearchParams[] = [];
  const pages = new Map<string, string>();
  const waiters: { times: number; resolve: () => void }[] = [];
  let mood: ProxyMood = 'works';
  let asked = 0;

  const throughProxy = async (route: Route): Promise<void> => {
    const answer = mood === 'works' ? await routes.request(proxied(route), postOf(route)) : undefined;
    asked += 1;
    for (const { times, resolve } of waiters) if (asked >= times) resolve();
    if (mood === 'unreachable') return route.abort('connectionrefused');
    if (mood === 'answers 500') return route.fulfill({ status: 500, body: 'no' });
    if (answer === undefined) return;
    // The page may be gone by now, and with it who asked.
    await route.fulfill({ status: answer.status, body: await answer.text() }).catch(() => {});
  };
  await context.route('**/*', async (route) => {
    const request = route.request();
    const { origin, pathname } = new URL(request.url());
    if (request.url() === CLOUDFLARE) return route.fulfill({ contentType: 'text/javascript', body: DRAWN });
    if (origin !== STOREFRONT) return route.abort();
    if (pathname.startsWith('/apps/handoff/')) return throughProxy(route);
    if (pathname === '/handoff-forms.js') {
      return route.fulfill({ contentType: 'text/javascript', body: extensionFile('assets/handoff-forms.js') });
    }
    if (request.method() === 'POST') {
      native.push(new URLSearchParams(request.postData() ?? ''));
      return route.fulfill({ contentType: 'text/html', body: html('<h1>Thanks</h1>', 'en') });
    }
    return route.fulfill({ contentType: 'text/html', body: pages.get(pathname) ?? '<!doctype html><title>Nothing here</title>' });
  });

  return {
    page,
    context,
    app,
    native,
    proxy: (next) => void (mood = next),
    asked: (times) => new Promise((resolve) => (asked >= times ? resolve() : void waiters.push({ times, resolve }))),
    kept: async () => {
      const rows = await app.store.db.selectFrom('shopify_inbox').select('body').orderBy('seq').execute();
      return rows.map(({ body }) => JSON.parse(body));
    },
    open: async (body, { path = '/pages/contact', lang = 'en' } = {}) => {
      pages.set(path, html(body, lang));
      await page.goto(STOREFRONT + path);
    },
    close: async () => {
      await context.close();
      await app.close();
    },
  };
}

function html(body: string, lang: string): string {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Steep & Co</title>
    <style>${extensionFile('assets/handoff-forms.css')}</style>
    <script src="/handoff-forms.js" defer></script></head><body>${body}</body></html>`;
}

/** Where Shopify's proxy asks for what the page asked of the shop. */
function proxied(route: Route): string {
  return proxiedUrl(new URL(route.request().url()).pathname.slice('/apps/handoff/'.length), Date.now());
}

function postOf(route: Route): RequestInit {
  const request = route.request();
  return {
    method: request.method(),
    body: request.postData() ?? '',
    headers: {
      'content-type': request.headers()['content-type'] ?? '',
      'user-agent': 'Visitor/1.0',
      'x-forwarded-for': '203.0.113.7, 10.0.0.1',
    },
  };
}
