import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formSubmission } from '../../packages/server/test/support/harness.ts';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { goWithin } from '../wordpress/support/panel.ts';
import { until } from '../wordpress/support/until.ts';
import { type ConsoleServer, type Site, startConsole } from './support/operator.ts';

let server: ConsoleServer;
let browser: Browser;
let workspaceId: string;
let bloom: Site;
let tea: Site;
beforeAll(async () => {
  [server, browser] = await Promise.all([startConsole(), launchBrowser()]);
  ({ id: workspaceId } = await server.client('createWorkspace', { body: { name: 'Bloom & Steep' } }));
  bloom = await join('bloom.example');
  tea = await join('tea.example');
  for (const count of [1, 2]) await sendSpam(tea, count);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** A site that keeps back what its rules say. */
async function join(name: string): Promise<Site> {
  const params = { workspaceId };
  const { code } = await server.client('createConnectionCode', { params });
  const site = await server.pair(code, name);
  const settings = { screening: { observe: false, blockedWords: ['casino'] } };
  await server.client('updateSource', { params: { ...params, sourceId: site.sourceId }, body: { settings } });
  return site;
}

async function sendSpam(site: Site, count: number): Promise<void> {
  await site.send(formSubmission({ occurredAt: new Date().toISOString() }, { message: `Casino ${count}` }));
  await until('it is kept back', async () => {
    const { items } = await server.client('listEvents', {
      params: { workspaceId },
      query: { sourceId: site.sourceId, verdict: 'quarantine' },
    });
    return items.length === count;
  });
}

const open = async (): Promise<Page> => {
  const { page } = await server.signIn(browser, { email: `${crypto.randomUUID()}@agency.example`, role: 'owner' });
  await page.goto(`${server.server.url}/console/workspaces/${workspaceId}#/quarantine`);
  return page;
};

test('the quarantine begins with the site where something waits, and counts what that site’s lists show', async () => {
  const page = await open();
  await page.getByRole('link', { name: 'Kept back (2)' }).waitFor();
  expect(await page.getByLabel('Site or shop').inputValue()).toBe(tea.sourceId);
  await expect.poll(() => page.getByRole('article').count()).toBe(2);

  await page.getByLabel('Site or shop').selectOption({ label: 'bloom.example' });
  await page.getByText('Nothing waits for you here').waitFor();
  await page.getByRole('link', { name: 'Kept back (0)' }).waitFor();
});

test('the site somebody chose is still chosen after a look elsewhere', async () => {
  const page = await open();
  await page.getByLabel('Site or shop').selectOption({ label: 'bloom.example' });
  await page.getByText('Nothing waits for you here').waitFor();
  await page.evaluate(goWithin, '/activity');
  await page.getByRole('heading', { level: 2, name: 'Activity' }).waitFor();
  await page.goBack();
  await page.getByText('Nothing waits for you here').waitFor();
  expect(await page.getByLabel('Site or shop').locator('option:checked').textContent()).toBe('bloom.example');
});

test('whoever deals with the last one stays with that site, though another has something', async () => {
  await sendSpam(bloom, 1);
  await sendSpam(tea, 3);
  const page = await open();
  await page.getByRole('link', { name: 'Kept back (3)' }).waitFor();
  await page.getByLabel('Choose all on this page').click();
  await page.getByRole('button', { name: 'All of them are spam' }).click();
  await page.getByText('Nothing waits for you here').waitFor();
  expect(await page.getByLabel('Site or shop').inputValue()).toBe(tea.sourceId);
});
