import { describe, expect, it } from 'vitest';
import { aBusyShop } from './support/busy-shop.ts';
import { inspect } from './support/inspect.ts';
import type { Merchant } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

/** In the order of the menu. */
const SCREENS = ['flows', 'destinations', 'activity', 'quarantine', 'health', 'history', 'webhooks', 'settings'];
/** Those that tabs lead to. */
const PARTS = {
  alerts: '/alerts',
  channels: '/alerts/channels',
  map: '/map',
  names: '/names',
  permissions: '/permissions',
  changes: '/audit',
  privacy: '/privacy',
};

describe.skipIf(!canOpenPanel)('each screen of the panel, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;

  it.each(['en', 'de', 'fr'])('can be used by anyone, zoomed in and on a phone (%s)', async (locale) => {
    const { panel, page, troubles, ...rest } = (merchant = await openMerchant({ before: aBusyShop, locale }));
    const menu = page.getByRole('navigation', { name: 'Apps' }).getByRole('link');
    await menu.last().waitFor();
    const nameOf = (name: string) => (locale === 'en' ? name : `${locale}/${name}`);
    await panel.getByRole('heading', { level: 2 }).first().waitFor();
    await inspect({ page, ...rest }, nameOf('home'));
    for (const [index, link] of (await menu.all()).entries()) {
      const title = (await link.textContent()) ?? '';
      await link.click();
      await panel.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      // What is on its way has come.
      await expect.poll(() => panel.locator('.handoff-loading').count()).toBe(0);
      await inspect({ page, ...rest }, nameOf(SCREENS[index] ?? title));
    }
    for (const [name, path] of Object.entries(PARTS)) {
      await merchant.visit(path);
      await panel.getByRole('navigation').locator('[aria-current=page]').waitFor();
      await expect.poll(() => panel.locator('.handoff-loading').count()).toBe(0);
      await inspect({ page, ...rest }, nameOf(name));
    }
    expect(troubles()).toEqual([]);
  });

  it('can be used by anyone where all of it is drawn, and leads from a box to what it stands for', async () => {
    merchant = await openMerchant({ before: aBusyShop, path: '/map' });
    const { panel, page, troubles } = merchant;
    const picture = panel.getByRole('region', { name: /^The map\./ });
    await picture.getByRole('link', { name: /^HubSpot/ }).waitFor();
    await inspect(merchant, 'map');
    const width = async () => (await picture.locator('svg').boundingBox())?.width ?? 0;
    const before = await width();
    await picture.focus();
    await page.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(before);
    await picture.getByRole('link', { name: /Live/ }).first().click();
    await panel.getByRole('button', { name: 'Publish' }).waitFor();
    expect(troubles()).toEqual([]);
  });

  it('can be used by anyone where one event is told in full', async () => {
    merchant = await openMerchant({ before: aBusyShop, path: '/activity' });
    const { panel, troubles } = merchant;
    await panel
      .getByRole('row', { name: /bob@example\.com/ })
      .getByRole('link', { name: 'New customer' })
      .click();
    await panel.getByText('Property values were not valid').first().waitFor();
    await inspect(merchant, 'event');
    expect(troubles()).toEqual([]);
  });

  it.each(['/', '/flows', '/activity', '/history', '/webhooks', '/settings'])('stands still while %s comes in', async (path) => {
    merchant = await openMerchant({ before: aBusyShop, path });
    await merchant.panel.locator('main').waitFor();
    await expect.poll(() => merchant.panel.locator('.handoff-loading').count()).toBe(0);
    // Shopify asks for at most 0.1. With stand-ins for its elements this tells of our own part only.
    expect(await merchant.frame().evaluate(shiftOfLayout)).toBeLessThan(0.1);
  });
});

/** Runs in the page: by how much what was shown has moved since the page began to load. */
function shiftOfLayout(): Promise<number> {
  return new Promise((found) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ('value' in entry && typeof entry.value === 'number') sum += entry.value;
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => found(sum)));
  });
}
