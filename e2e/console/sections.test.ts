import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formSubmission } from '../../packages/server/test/support/harness.ts';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { until } from '../wordpress/support/until.ts';
import { type Business, openBusiness } from './support/business.ts';
import { expectUsable } from './support/usable.ts';
import { type ConsoleServer, type Operator, startConsole } from './support/operator.ts';

let server: ConsoleServer;
let browser: Browser;
let business: Business;
let olga: Operator;
beforeAll(async () => {
  [server, browser] = await Promise.all([startConsole(), launchBrowser()]);
  business = await openBusiness(server);
  olga = await server.signIn(browser, { email: 'olga@agency.example', role: 'owner' });
  await olga.page.goto(`${server.server.url}/console/workspaces/${business.workspaceId}`);
});
afterAll(async () => {
  await browser.close();
  await business.close();
  await server.close();
});

/** By the menu, as a person goes; then what is on the screen has come. */
async function open(section: string, title: string, text: string | RegExp): Promise<void> {
  const { page } = olga;
  await page.getByRole('navigation', { name: 'Workspace' }).getByRole('link', { name: section, exact: true }).click();
  await page.getByRole('heading', { level: 2, name: title }).waitFor();
  await page.getByText(text).first().waitFor();
}

test.each([
  ['overview', 'Overview', 'Overview', 'Day by day'],
  ['health', 'Health', 'Health', 'HubSpot'],
  ['alerts', 'Alerts', 'Alerts', 'Nothing is wrong.'],
  ['flows', 'Flows', 'Flows', 'Everyone → HubSpot contact'],
  ['destinations', 'Destinations', 'Destinations', 'olga@example.com'],
  ['activity', 'Activity', 'Activity', 'Form submitted'],
  ['quarantine', 'Quarantine', 'Quarantine', 'Handoff only watches this site so far'],
  ['map', 'Map', 'Map', 'As a table'],
  ['names', 'Field names', 'Field names', 'You have not named anything yet'],
  ['members', 'Members', 'Members', 'Nobody signs in to this workspace yet'],
  ['permissions', 'Permissions', 'Permissions', 'What Handoff may do in your accounts'],
  ['audit', 'Changes', 'Changes', 'bloom.example'],
  ['privacy', 'Privacy', 'Privacy', 'Somebody asks for their data'],
  ['sources', 'Sites and shops', 'Sites and shops', 'https://bloom.example'],
])('%s is there, accessible, and fits a phone', async (screen, section, title, text) => {
  await open(section, title, text);
  await expectUsable(olga.page, screen);
});

test('the overview pictures how many events came in a day', async () => {
  await open('Overview', 'Overview', 'Events this month');
  const picture = await olga.page.getByRole('img', { name: /Events a day in the last 30 days/ }).getAttribute('aria-label');
  expect(picture).toMatch(/at most 30 on one day/);
});

test('a flow opens in the editor, and what was changed there is still there after a look elsewhere', async () => {
  const { page } = olga;
  await open('Flows', 'Flows', 'Everyone → HubSpot contact');
  await page.getByRole('link', { name: 'Everyone → HubSpot contact', exact: true }).click();
  const ordered = page.getByRole('checkbox', { name: 'When an order is placed' });
  await ordered.waitFor();
  await expectUsable(page, 'flow');
  await page.getByRole('radio', { name: 'Only these' }).click();
  await page.getByRole('checkbox', { name: 'Contact' }).waitFor();
  await ordered.check();
  await open('Activity', 'Activity', 'Form submitted');
  await page.goBack();
  await ordered.waitFor();
  expect(await ordered.isChecked()).toBe(true);
});

test('leaving asks first where something would be lost', async () => {
  const { page } = olga;
  await open('Privacy', 'Privacy', 'Somebody asks for their data');
  await page.getByLabel('What people wrote and what was sent (days)').fill('80');
  let asked = '';
  page.once('dialog', (dialog) => {
    asked = dialog.message();
    void dialog.accept();
  });
  await open('Activity', 'Activity', 'Form submitted');
  expect(asked).toBe('Your changes are not saved. Leave anyway?');
});

test('an event shows what became of it', async () => {
  const { page } = olga;
  await open('Activity', 'Activity', 'Form submitted');
  await page.getByRole('link', { name: 'Contact' }).first().click();
  await page.getByText('Do you repair clocks?').first().waitFor();
  await expectUsable(page, 'event');
});

test('an owner lifts the opt-out of somebody who asked for it', async () => {
  const { page } = olga;
  const at = '2026-11-01T12:00:00Z';
  const query = { contact: 'grace@example.com' };
  const persons = async () => (await server.client('listPersons', { params: { workspaceId: business.workspaceId }, query })).items;
  const consent = [{ channel: 'email' as const, state: 'unsubscribed' as const, at }];
  await business.site.send(formSubmission({ subject: { email: query.contact }, occurredAt: at, consent }));
  await until('she is known', async () => (await persons()).length === 1);
  await open('Privacy', 'Privacy', 'Somebody wants to hear from you again');
  await page.getByLabel('Who it is: their address or number').fill('grace@example.com');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByLabel('How they asked for it').fill('On the phone.');
  await expectUsable(page, 'opt-out');
  await page.getByRole('button', { name: 'Lift the opt-out' }).click();
  await page.getByText('The opt-out is lifted.').waitFor();
  expect(await persons()).toMatchObject([{ consent: [{ channel: 'email', state: 'subscribed', kind: 'hand' }] }]);
});

test('a site is disconnected, after a question', async () => {
  const { page } = olga;
  await open('Sites and shops', 'Sites and shops', 'https://bloom.example');
  await page.getByRole('button', { name: 'Disconnect bloom.example' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await page.getByText('Disconnected', { exact: true }).waitFor();
  const { items } = await server.client('listSources', { params: { workspaceId: business.workspaceId } });
  expect(items.map(({ revokedAt }) => revokedAt === null)).toEqual([false]);
});

test('nothing broke on the way, no policy was hurt, and nobody else was asked', () => {
  expect(olga.troubles()).toEqual([]);
});
