import type { BrowserContext, FrameLocator, Page, Route } from 'playwright-core';
import { adminPage } from './admin-page.ts';
import { pageScripts } from './scripts.ts';

export interface AdminOptions {
  /** The address with which Shopify opens the app in its frame: `shop.embeddedUrl()` of the fake. */
  address: string;
  /** The app, in this process. */
  app: (request: Request) => Promise<Response>;
  /** A session token for who is signed in to the admin. */
  sessionToken: () => Promise<string>;
  /** The merchant is asked for optional scopes; answers whether they agreed. */
  grantScopes?: (scopes: string[]) => Promise<boolean>;
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
  const { address, app, sessionToken, grantScopes = async () => true } = options;
  const { origin, searchParams } = new URL(address);
  const shop = searchParams.get('shop') ?? '';
  const admin = `https://admin.shopify.com/store/${shop.replace('.myshopify.com', '')}/apps/handoff`;
  const scripts = await pageScripts();
  const refused: string[] = [];
  const broken: string[] = [];

  await context.route('**/*', async (route) => {
    const asked = new URL(route.request().url());
    if (asked.protocol === 'data:' || asked.protocol === 'blob:') return route.continue();
    if (asked.origin === origin) return answerFrom(route, app, broken);
    if (asked.origin === 'https://cdn.shopify.com' && /\/app-bridge[\w-]*\.js$/.test(asked.pathname))
      return script(route, scripts.appBridge);
    if (asked.origin === 'https://cdn.shopify.com' && /\/polaris[\w-]*\.js$/.test(asked.pathname)) return script(route, scripts.polaris);
    if (asked.href === admin) {
      const body = adminPage({ shop, appAddress: address, script: scripts.admin });
      return route.fulfill({ contentType: 'text/html', body });
    }
    if (asked.origin === 'https://admin.shopify.com' && asked.pathname === '/fake-admin/session-token') {
      return route.fulfill({ contentType: 'text/plain', body: await sessionToken() });
    }
    if (asked.origin === 'https://admin.shopify.com' && asked.pathname === '/fake-admin/scopes') {
      const agreed = await grantScopes(route.request().postDataJSON() as string[]);
      return route.fulfill({ json: { result: agreed ? 'granted-all' : 'declined-all' } });
    }
    refused.push(asked.href);
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
