import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { type Business, openBusiness } from './support/business.ts';
import { type ConsoleServer, startConsole } from './support/operator.ts';

let server: ConsoleServer;
let browser: Browser;
let business: Business;
let page: Page;
beforeAll(async () => {
  [server, browser] = await Promise.all([startConsole(), launchBrowser()]);
  business = await openBusiness(server);
  ({ page } = await server.signIn(browser, { email: 'olga@agency.example', role: 'owner' }));
});
afterAll(async () => {
  await browser.close();
  await business.close();
  await server.close();
});

const open = (place: string) => page.goto(`${server.server.url}/console/workspaces/${business.workspaceId}#${place}`);
const press = (target: Locator) => target.press('Enter');
const expectFocusAt = async (title: string) => {
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(title);
};

test('the keyboard goes on from the heading once a flow has left the list, the last one too', async () => {
  await open('/flows');
  const more = page.getByRole('button', { name: /^More for / });
  await more.first().waitFor();
  for (let left = await more.count(); left > 0; left -= 1) {
    await press(more.first());
    await press(page.getByRole('menuitem', { name: 'Archive' }));
    await press(page.getByRole('dialog').getByRole('button', { name: 'Archive' }));
    await expect.poll(() => more.count()).toBe(left - 1);
    await expectFocusAt('Flows');
  }
});

test('and once a destination was removed', async () => {
  await open('/destinations');
  await press(page.getByRole('button', { name: 'Remove' }));
  await press(page.getByRole('dialog').getByRole('button', { name: 'Remove' }));
  await page.getByText('No account is connected yet').waitFor();
  await expectFocusAt('Destinations');
});
