import type { BrowserContext, FrameLocator, Page, Route } from 'playwright-core';
import { adminPage } from './admin-page.ts';
import { pageScripts } from './scripts.ts';

export interface AdminOptions {
  /** `example.myshopify.com` */
  shop: string;
  /** Where the app is mounted: `https://handoff.test/shopify`. */
  appUrl: string;
  /** The app, in this process. */
  app: (request: Request) => Promise<Response>;
  /** A session token for who is signed in to the admin. */
  sessionToken: () => Promise<string>;
  /** The merchant is asked for optional scopes; answers whether they agreed. */
  grantScopes?: (scopes: string[]) => Promise<boolean>;
  locale?: string;
  /** Where in the app to start, `/` by default. */
  path?: string;
}

export interface Admin {
  page: Page;
  /** The app's page inside the admin. */
  panel: FrameLocator;
  /** What was asked of anybody else, and refused. */
  refused: string[];
  /** The answers of the app with a status of 500 or more: `500 POST https://…`. */
  broken: string[];
}

/** Opens the app in the fake admin at `https://admin.shopify.com/store/…`. No port is opened and nothing leaves this machine. */
export async function openAdmin(context: BrowserContext, options: AdminOptions): Promise<Admin> {
  const { shop, appUrl, app, sessionToken, grantScopes = async () => true, locale = 'en', path = '/' } = options;
  const store = shop.replace('.myshopify.com', '');
  const admin = `https://admin.shopify.com/store/${store}/apps/handoff`;
  const { origin } = new URL(appUrl);
  const scripts = await pageScripts();
  const refused: string[] = [];
  const broken: string[] = [];
  const query = new URLSearchParams({
    embedded: '1',
    shop,
    host: btoa(`admin.shopify.com/store/${store}`),
    locale,
    id_token: await sessionToken(),
  });

  await context.route('**/*', async (route) => {
    const address = new URL(route.request().url());
    if (address.protocol === 'data:' || address.protocol === 'blob:') return route.continue();
    if (address.origin === origin) return answerFrom(route, app, broken);
    if (address.origin === 'https://cdn.shopify.com' && /\/app-bridge[\w-]*\.js$/.test(address.pathname))
      return script(route, scripts.appBridge);
    if (address.origin === 'https://cdn.shopify.com' && /\/polaris[\w-]*\.js$/.test(address.pathname))
      return script(route, scripts.polaris);
    if (address.href === admin) {
      const body = adminPage({ shop, appAddress: `${appUrl}${path}?${query.toString()}`, script: scripts.admin });
      return route.fulfill({ contentType: 'text/html', body });
    }
    if (address.origin === 'https://admin.shopify.com' && address.pathname === '/fake-admin/session-token') {
      return route.fulfill({ contentType: 'text/plain', body: await sessionToken() });
    }
    if (address.origin === 'https://admin.shopify.com' && address.pathname === '/fake-admin/scopes') {
      const agreed = await grantScopes(route.request().postDataJSON() as string[]);
      return route.fulfill({ json: { result: agreed ? 'granted-all' : 'declined-all' } });
    }
    refused.push(address.href);
    return route.abort();
  });
  const page = await context.newPage();
  await page.goto(admin);
  return { page, panel: page.frameLocator('iframe[name="app-iframe"]'), refused, broken };
}

async function script(route: Route, body: string): Promise<void> {
  await route.fulfill({ contentType: 'text/javascript', body, headers: { 'access-control-allow-origin': '*' } });
}

async function answerFrom(route: Route, app: AdminOptions['app'], broken: string[]): Promise<void> {
  const asked = route.request();
  const body = asked.postDataBuffer();
  const response = await app(
    new Request(asked.url(), {
      method: asked.method(),
      headers: await asked.allHeaders(),
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    }),
  );
  if (response.status >= 500) broken.push(`${response.status} ${asked.method()} ${asked.url()}`);
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
