import { describe, expect, it } from 'vitest';
import { movedControls } from '../wordpress/support/steady.ts';
import { aBusyShop } from './support/busy-shop.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

const PLACES = [
  '/flows',
  '/destinations',
  '/destinations/new',
  '/activity',
  '/activity/dead',
  '/quarantine',
  '/quarantine/review',
  '/quarantine/duplicate',
  '/quarantine/same-person',
  '/quarantine/quality',
  '/quarantine/rules',
  '/health',
  '/history',
  '/webhooks',
  '/alerts',
  '/alerts/channels',
  '/alerts/channels/new',
  '/map',
  '/names',
  '/permissions',
  '/audit',
  '/privacy',
];

describe.skipIf(!canOpenPanel)('no button moves while answers come', { timeout: 240_000 }, () => {
  const openMerchant = useMerchants();

  it('wherever in the panel one goes', async () => {
    const merchant = await openMerchant({ before: aBusyShop });
    const { page, panel, troubles } = merchant;
    const app = page.url();
    const watched = { page, panel: () => merchant.frame(), api: '/shopify/api/' };
    const openApp = async () => {
      // What was asked for the screen before is not known any more.
      await page.goto('about:blank');
      await page.goto(app);
    };
    const moved: Record<string, string[]> = { home: await movedControls({ ...watched, open: openApp }) };
    for (const place of PLACES) {
      await openApp();
      await panel.getByRole('heading', { level: 2 }).first().waitFor();
      moved[place] = await movedControls({ ...watched, open: () => merchant.visit(place) });
    }
    expect(Object.entries(moved).filter(([, controls]) => controls.length > 0)).toEqual([]);
    expect(troubles()).toEqual([]);
  });

  it('keeps what somebody is about to do while what stands beside it cannot be read', async () => {
    const merchant = await openMerchant({ before: aBusyShop });
    const { page, panel } = merchant;
    const app = page.url();
    const isHealth = (url: URL) => url.pathname.endsWith('/health');
    await page.goto('about:blank');
    await page.route(isHealth, (route) =>
      route.fulfill({ status: 503, json: { error: { code: 'unavailable', message: 'Not just now.' } } }),
    );
    await page.goto(app);
    await panel.getByText('Not just now.').waitFor();
    await merchant.visit('/destinations');
    await panel.getByRole('button', { name: 'Remove' }).first().click();
    const dialog = panel.getByRole('dialog');
    await dialog.waitFor();
    const askedAgain = await page.waitForRequest((request) => isHealth(new URL(request.url())));
    await askedAgain.response();
    expect(await dialog.count()).toBe(1);
  });
});
