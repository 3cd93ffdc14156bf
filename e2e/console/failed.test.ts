import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formSubmission } from '../../packages/server/test/support/harness.ts';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { until } from '../wordpress/support/until.ts';
import { type Business, openBusiness } from './support/business.ts';
import { type ConsoleServer, startConsole } from './support/operator.ts';
import { expectUsable } from './support/usable.ts';

/** One more than a page of them shows. */
const COUNT = 26;
const PHONE = { width: 360, height: 780 };
const WHY = 'HubSpot refused this record: https://api.hubapi.example/crm/v3/objects/contacts/batch/upsert says “lifecyclestage”.';

let server: ConsoleServer;
let browser: Browser;
let business: Business;
let uncertain: string;
beforeAll(async () => {
  [server, browser] = await Promise.all([startConsole(), launchBrowser()]);
  business = await openBusiness(server);
  const params = { workspaceId: business.workspaceId };
  for (let count = 3; count <= COUNT; count += 1) {
    const subject = { email: `wilhelmina.oppenheimer.${count}@oppenheimer-und-soehne.example` };
    await business.site.send(formSubmission({ occurredAt: new Date().toISOString(), subject }));
  }
  const items = await until('all are delivered', async () => {
    const listed = await server.client('listDeliveries', { params, query: { state: 'succeeded', limit: 200 } });
    return listed.items.length === COUNT + 1 && listed.items;
  });
  // As if HubSpot had answered otherwise.
  const { db } = server.server.deps.store;
  const error = JSON.stringify({ code: 'permanent', message: WHY, problems: [] });
  await db.updateTable('deliveries').set({ state: 'dead', error, result: null }).execute();
  uncertain = items[0]?.eventId ?? '';
  await db.updateTable('deliveries').set({ state: 'uncertain' }).where('event_id', '=', uncertain).execute();
});
afterAll(async () => {
  await browser.close();
  await business.close();
  await server.close();
});

const open = async (place: string, locale?: string): Promise<Page> => {
  const { page } = await server.signIn(browser, {
    email: `${crypto.randomUUID()}@agency.example`,
    role: 'owner',
    ...(locale && { locale }),
  });
  await page.goto(`${server.server.url}/console/workspaces/${business.workspaceId}#${place}`);
  return page;
};

/** How far the last of them reaches beyond what its list shows. */
const outside = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    const all = [...document.querySelectorAll(wanted)];
    const edge = document.querySelector('.handoff-table')?.getBoundingClientRect().right ?? 0;
    return all.length === 0 ? ['nothing there'] : all.map((one) => one.getBoundingClientRect().right - edge).filter((out) => out > 0);
  }, selector);

test.each([
  ['a phone', PHONE],
  ['a desk', { width: 1280, height: 900 }],
])('why something failed, and what to do about it, is within sight on %s', async (_name, size) => {
  const page = await open('/activity/dead');
  await page.setViewportSize(size);
  await page.getByText(WHY).first().waitFor();
  await expect.poll(() => outside(page, '.handoff-why')).toEqual([]);
  expect(await outside(page, '.dataviews-all-actions-button')).toEqual([]);
});

test('an event whose arrival is not known fits a phone in German, too', async () => {
  const page = await open(`/activity/${uncertain}`, 'de-AT');
  await page.getByRole('button', { name: 'Es ist nicht angekommen: erneut senden' }).waitFor();
  await page.setViewportSize(PHONE);
  await expectUsable(page, 'event-uncertain-de');
});

test('sending the last one of a page again reports what was done, and does not ask once more', async () => {
  const page = await open('/activity/dead');
  await page.getByText(WHY).first().waitFor();
  await page.getByRole('button', { name: 'Older' }).click();
  await expect.poll(() => page.getByText(WHY).count()).toBe(1);
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Send again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await page.getByText('Deliveries on their way again: 1.').waitFor();
  // The page behind it comes anew meanwhile.
  await expect.poll(() => page.getByText(WHY).count()).toBeGreaterThan(1);
  expect(await page.getByRole('dialog').getByRole('heading').allTextContents()).toEqual(['Sent again']);
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});
