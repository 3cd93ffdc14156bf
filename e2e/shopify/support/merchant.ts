import axe from 'axe-core';
import type { Browser, Frame, FrameLocator, Page } from 'playwright-core';
import { createShopHarness, type ShopHarness, type ShopHarnessOptions } from '../../../packages/shopify-app/testing/harness.ts';
import { PATIENCE_MS } from '../../wordpress/support/browser.ts';
import { openAdmin } from './open-admin.ts';

/** A merchant in front of the Shopify admin, with the app, the server, Shopify and HubSpot in this process. */
export interface Merchant {
  harness: ShopHarness;
  page: Page;
  /** The app's page in the admin. */
  panel: FrameLocator;
  /** JavaScript and console errors, answers of 500 and more, and whom the browser asked besides us: empty at the end. */
  troubles: () => string[];
  /** Clicks in the app's menu in the admin, and waits for the screen. */
  go: (menu: string, title?: string) => Promise<void>;
  /** Goes to a place of the panel as a link in it would, without loading the page anew. */
  visit: (path: string) => Promise<void>;
  /** Closes the app, does what takes long, and opens it again: left open its session tokens would run out while the clock is turned. */
  away: (work: () => Promise<void>) => Promise<void>;
  /** What axe has against the app's page as it is now: `rule: element`. */
  axe: () => Promise<string[]>;
  /** The same page, to look into it. */
  frame: () => Frame;
  close: () => Promise<void>;
}

export interface MerchantOptions extends ShopHarnessOptions {
  /** Before the app is opened: install it, put customers into the shop. Installed by default. */
  before?: (harness: ShopHarness) => Promise<void> | void;
  grantScopes?: (harness: ShopHarness, scopes: string[]) => Promise<boolean>;
  /** What App Bridge answers; a good session token by default. */
  sessionToken?: (harness: ShopHarness) => Promise<string>;
  locale?: string;
  /** Where in the app to start. */
  path?: string;
  viewport?: { width: number; height: number };
}

/** Opens the app in the admin, as a merchant does. */
export async function openAsMerchant(browser: Browser, options: MerchantOptions = {}): Promise<Merchant> {
  const {
    before = (made) => made.shop.install(),
    grantScopes,
    sessionToken,
    locale,
    path,
    viewport = { width: 1280, height: 900 },
    ...parts
  } = options;
  const harness = await createShopHarness(parts);
  await before(harness);
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  context.setDefaultTimeout(PATIENCE_MS);
  const troubles: string[] = [];
  context.on('weberror', (error) => troubles.push(`JavaScript: ${error.error().stack ?? error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`Console: ${message.text()} (${message.location().url})`);
  });
  const admin = await openAdmin(context, {
    address: await harness.shop.embeddedUrl({ ...(locale === undefined ? {} : { locale }), ...(path === undefined ? {} : { path }) }),
    app: harness.fetch,
    sessionToken: () => sessionToken?.(harness) ?? harness.shop.sessionToken(),
    grantScopes: async (scopes) => (grantScopes === undefined ? false : grantScopes(harness, scopes)),
  });
  const { page, panel } = admin;
  return {
    harness,
    page,
    panel,
    troubles: () => [...troubles, ...admin.broken, ...admin.refused.map((address) => `Asked a stranger: ${address}`)],
    go: async (menu, title = menu) => {
      await page.getByRole('navigation', { name: 'Apps' }).getByRole('link', { name: menu, exact: true }).click();
      await panel.getByRole('heading', { level: 1, name: title }).waitFor();
    },
    visit: (to) =>
      frameOf(page).evaluate((place) => {
        const base = document.getElementById('handoff-panel')?.dataset['base'] ?? '';
        history.pushState(null, '', `${base}${place}${location.search}`);
        dispatchEvent(new PopStateEvent('popstate'));
      }, to),
    away: async (work) => {
      const here = page.url();
      await page.goto('about:blank');
      await work();
      await page.goto(here);
    },
    axe: () => axeOf(frameOf(page)),
    frame: () => frameOf(page),
    close: async () => {
      await context.close();
      await harness.close();
    },
  };
}

function frameOf(page: Page): Frame {
  const frame = page.frame({ name: 'app-iframe' });
  if (frame === null) throw new Error('The admin shows no app.');
  return frame;
}

async function axeOf(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  const { violations } = await frame.evaluate(async (): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
