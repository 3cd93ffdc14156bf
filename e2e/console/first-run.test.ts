import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formSubmission } from '../../packages/server/test/support/harness.ts';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { until } from '../wordpress/support/until.ts';
import { expectUsable } from './support/usable.ts';
import { type ConsoleServer, startConsole } from './support/operator.ts';

let server: ConsoleServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startConsole(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('a fresh server leads from nothing to a paired site whose first event is seen', async () => {
  const { page, troubles } = await server.signIn(browser, { email: 'olga@agency.example', role: 'owner' });

  await page.getByRole('heading', { name: 'Welcome to Handoff' }).waitFor();
  await expectUsable(page, 'fresh');
  await page.getByLabel('Name of the business').fill('Bloom & Steep');
  await page.getByRole('button', { name: 'Create workspace' }).click();

  await page.getByRole('heading', { level: 1, name: 'Bloom & Steep' }).waitFor();
  await page.getByRole('button', { name: 'Make a connection code' }).click();
  const code = await page.getByLabel('Connection code').inputValue();
  expect(code).toMatch(/^hnd1_/);
  await page.getByText(/Good for another 1[45]:\d\d/).waitFor();
  await expectUsable(page, 'connect-site');

  const site = await server.pair(code, 'bloom.example');
  await page.getByText('The site is connected.').waitFor();
  await expectUsable(page, 'first-event');

  await site.send(formSubmission({ occurredAt: new Date().toISOString() }));
  await page.getByText('The first event has arrived.').waitFor();
  await expectUsable(page, 'say-where');

  await page.getByRole('link', { name: 'Look at the event' }).click();
  await page.getByRole('heading', { level: 2, name: 'Activity' }).waitFor();
  await page.getByRole('link', { name: 'Contact' }).first().click();
  await page.getByText('Do you repair clocks?').first().waitFor();
  expect(troubles()).toEqual([]);
});

test('a workspace is made once, however often the button is pressed on the way to it', async () => {
  const { page } = await server.signIn(browser, { email: 'otto@agency.example', role: 'owner' });
  await page.getByRole('button', { name: 'New workspace' }).click();
  await page.getByLabel('Name of the business').fill('Second Business');
  let presses = 0;
  await page.exposeFunction('pressed', () => void (presses += 1));
  // The way there takes as long as it takes to press the button again.
  await page.route(/\/console\/workspaces\/[^/]+$/, async (route) => {
    const sofar = presses;
    await until('the button was pressed again', async () => presses > sofar + 1);
    await route.fallback();
  });
  await page.getByRole('button', { name: 'Create workspace' }).evaluate((button: HTMLElement) => {
    const { pressed } = globalThis as unknown as { pressed: () => void };
    setInterval(() => {
      button.click();
      pressed();
    }, 500);
  });
  await page.getByRole('heading', { level: 1, name: 'Second Business' }).waitFor();
  const { items } = await server.client('listWorkspaces', {});
  expect(items.filter(({ name }) => name === 'Second Business')).toHaveLength(1);
});
