import type { Browser, Locator, Page } from 'playwright-core';
import { openWindow } from './browser.ts';

/** The panel in an administrator's browser, and what went wrong in it. */
export interface PanelWindow {
  page: Page;
  /** JavaScript errors, console errors and failed requests that were not meant. */
  troubles: string[];
  /** Whom the browser asked besides this machine, avatars and WordPress.org aside: core asks those. */
  strangers: () => string[];
  /** While `work` runs, requests and messages that match are part of the story. */
  meant: (what: RegExp, work: () => Promise<void>) => Promise<void>;
  /** Opens a screen of the panel by its address behind the `#`, and waits until it is there with its content. */
  open: (route: string, title: string) => Promise<void>;
  /** The part of the page that is ours. */
  panel: Locator;
}

const CORES_OWN = /^https:\/\/([\w.]+\.)?(gravatar\.com|w(ordpress)?\.org)\//;

/** Opens a window and signs in on wp-login.php, as a person does. */
export async function openAdmin(browser: Browser, siteUrl: string, login = 'admin', password = 'password'): Promise<PanelWindow> {
  const { context, refused } = await openWindow(browser);
  const page = await context.newPage();
  const troubles: string[] = [];
  let isMeant: RegExp | undefined;
  const note = (trouble: string) => {
    if (isMeant?.test(trouble) !== true) troubles.push(trouble);
  };
  const isHere = (url: string) => url === '' || url.startsWith(siteUrl);
  page.on('pageerror', (error) => note(`JavaScript: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && isHere(message.location().url)) note(`Console: ${message.text()} (${message.location().url})`);
  });
  page.on('requestfailed', (request) => {
    // A page that one leaves gives up what it still asks for.
    if (isHere(request.url()) && request.failure()?.errorText !== 'net::ERR_ABORTED') note(`No answer: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (isHere(response.url()) && response.status() >= 400) note(`${response.status()}: ${response.request().method()} ${response.url()}`);
  });

  await signIn(page, siteUrl, { login, password });

  const panel = page.locator('#handoff-panel');
  return {
    page,
    troubles,
    panel,
    strangers: () => refused.filter((url) => !CORES_OWN.test(url)),
    meant: async (what, work) => {
      isMeant = what;
      try {
        await work();
      } finally {
        isMeant = undefined;
      }
    },
    open: async (route, title) => {
      const address = `${siteUrl}/wp-admin/admin.php?page=handoff#${route}`;
      // A change behind the `#` alone does not load the page anew.
      if (page.url().startsWith(`${siteUrl}/wp-admin/admin.php?page=handoff`)) await page.evaluate(goWithin, route);
      else await page.goto(address);
      await loaded(panel, title);
    },
  };
}

/**
 * Runs in a page of the panel or the console: goes to a screen by its address behind the `#`. Comes back once the panel has
 * heard of it and shows it or that it loads: until then the screen before may have all that a test waits for.
 */
export function goWithin(route: string): Promise<void> {
  if (location.hash === `#${route}`) return Promise.resolve();
  return new Promise((heard) => {
    addEventListener('hashchange', () => setTimeout(heard), { once: true });
    location.hash = route;
  });
}

/** Waits until the screen of that title shows its content rather than grey lines. */
export async function loaded(panel: Locator, title: string | RegExp): Promise<void> {
  await panel.getByRole('heading', { level: 2, name: title, exact: true }).waitFor();
  await panel.page().waitForFunction(() => document.querySelector('#handoff-panel .handoff-loading') === null);
}

/**
 * HubSpot's address stands in the server's code. This adds to what the browser sends the address of the stand-in, which a
 * server takes that was started for tests; everything else is as a person has it.
 */
export async function leadToTwin(page: Page, origin: string): Promise<void> {
  await page.route(/\/workspaces\/[^/]+\/connections(\?|$)/, async (route) => {
    const request = route.request();
    if (request.method() !== 'POST') return route.fallback();
    return route.continue({ postData: JSON.stringify({ ...(request.postDataJSON() as object), baseUrl: origin }) });
  });
}

/** WordPress' own page, on a machine that may be too busy to answer at once: it is asked again before a test is called off. */
async function signIn(page: Page, siteUrl: string, { login, password }: { login: string; password: string }): Promise<void> {
  const TRIES = 3;
  for (let tried = 1; ; tried += 1) {
    await page.goto(`${siteUrl}/wp-login.php`, { waitUntil: 'domcontentloaded' });
    await page.getByLabel('Username or Email Address').fill(login);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Log In' }).click();
    try {
      await page.waitForURL('**/wp-admin/**', { waitUntil: 'domcontentloaded', timeout: 20_000 });
      return;
    } catch (error) {
      if (tried === TRIES) throw error;
    }
  }
}
