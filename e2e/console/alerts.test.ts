import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellPeople } from '../../packages/server/src/domain/alerting/notifier.ts';
import { openAlert, resolveAlert } from '../../packages/server/src/observe/alerts.ts';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { type Business, openBusiness } from './support/business.ts';
import { type ConsoleServer, type Operator, startConsole } from './support/operator.ts';
import { expectUsable } from './support/usable.ts';

let server: ConsoleServer;
let browser: Browser;
let business: Business;
let olga: Operator;

beforeAll(async () => {
  [server, browser] = await Promise.all([startConsole(), launchBrowser()]);
  business = await openBusiness(server);
  const { workspaceId } = business;
  const { store, clock } = server.server.deps;
  const params = { workspaceId };
  const [connection] = (await server.client('listConnections', { params })).items;
  const about = { kind: 'connection' as const, id: connection?.id ?? '' };
  const now = clock.now();
  const message = 'HubSpot no longer takes the key: 401.';
  await openAlert(store.db, { workspaceId, key: 'a', kind: 'auth', message, about }, now);
  await openAlert(store.db, { workspaceId, key: 'b', kind: 'expiry', message: 'The access ends on 2026-12-05.', about }, now);
  await openAlert(store.db, { workspaceId, key: 'c', kind: 'breaker', message: 'It timed out ten times.', about }, now - 3_600_000);
  await resolveAlert(store.db, workspaceId, 'c', now - 1_800_000);
  olga = await server.signIn(browser, { email: 'olga@agency.example', role: 'owner' });
});
afterAll(async () => {
  await browser.close();
  await business.close();
  await server.close();
});

const open = (screen: string) => olga.page.goto(`${server.server.url}/console/workspaces/${business.workspaceId}#${screen}`);

test('an open alert says what happened and what to do, leads there, and somebody takes it on', async () => {
  const { page } = olga;
  await open('/alerts');
  await page.getByText('HubSpot no longer takes the key: 401.').waitFor();
  await page.getByText('What to do: Open the connection and sign in again').waitFor();
  await page.getByText('It timed out ten times.').waitFor({ state: 'hidden' });
  await expectUsable(page, 'alerts-open');
  await page.getByRole('button', { name: /^I see to it: .*refused/ }).click();
  await page.getByText(/sees to it/).waitFor();
  // The button is gone; the keyboard is still with that alert.
  await expect.poll(() => page.locator('.handoff-alert__title:focus').textContent()).toMatch(/refused/);
  await page.getByRole('button', { name: /^Mute for a day: .*runs out/ }).click();
  await page.getByText(/^Muted until/).waitFor();
  await page.getByRole('link', { name: /^Go there: .*refused/ }).click();
  await page.getByRole('heading', { level: 3, name: 'Account' }).waitFor();
});

test('a channel is added, tested, changed and removed; where it does not work it says why', async () => {
  const { page } = olga;
  await open('/alerts/channels');
  await page.getByText('There is no channel yet.').waitFor();
  await expectUsable(page, 'alerts-no-channel');
  await page.getByRole('link', { name: 'Add a channel' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Night watch');
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('night@bloom.example');
  await page.getByRole('checkbox', { name: 'Quiet hours' }).check();
  await expectUsable(page, 'alerts-channel');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Send a test to Night watch' }).click();
  await page.getByText('Does not work').waitFor();
  await page.getByText(/Its operator sets HANDOFF_MAIL_URL/).waitFor();
  await expectUsable(page, 'alerts-channels');

  await page.getByRole('link', { name: 'Change Night watch' }).click();
  await page.getByLabel('What comes all the same').selectOption('problems');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Quiet from 22:00 to 07:00').waitFor();
  const { items } = await server.client('listAlertChannels', { params: { workspaceId: business.workspaceId } });
  expect(items).toMatchObject([{ name: 'Night watch', settings: { quiet: { through: 'problems' } } }]);

  await page.getByRole('button', { name: 'Remove Night watch' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('There is no channel yet.').waitFor();
});

test('whom an alert could not be told to stands beside it', async () => {
  const params = { workspaceId: business.workspaceId };
  const to = { kind: 'email' as const, address: 'ops@bloom.example' };
  await server.client('createAlertChannel', { params, body: { name: 'Ops', to } });
  const { store, clock } = server.server.deps;
  await openAlert(store.db, { ...params, key: 'd', kind: 'backlog', message: 'Orders wait for 20 minutes.' }, clock.now() - 60_000);
  await tellPeople(server.server.deps);
  await open('/alerts');
  const item = olga.page.getByRole('listitem').filter({ hasText: 'Orders wait for 20 minutes.' });
  await item.getByText('This server has no mail server.').waitFor();
  expect(await item.innerText()).toContain('Ops could not be told yet; it is tried again.');
});

test('a refused key leads to the rules of the site it is about, not of the first', async () => {
  const { page } = olga;
  const params = { workspaceId: business.workspaceId };
  const { code } = await server.client('createConnectionCode', { params });
  await server.pair(code, 'tea.example');
  const site = (await server.client('listSources', { params })).items.at(-1);
  const { store, clock } = server.server.deps;
  const about = { kind: 'source' as const, id: site?.id ?? '' };
  await openAlert(store.db, { ...params, key: 'e', kind: 'screener', message: 'Akismet refuses the key.', about }, clock.now());
  await open('/alerts');
  const item = page.getByRole('listitem').filter({ hasText: 'Akismet refuses the key.' });
  await item.getByRole('link', { name: /^Go there/ }).click();
  await page.getByRole('checkbox', { name: 'Ask Akismet about each message' }).waitFor();
  expect(await page.getByLabel('Site or shop').inputValue()).toBe(site?.id);
  expect(new URL(page.url()).hash).toBe('#/quarantine/rules');
});

test('nothing went wrong meanwhile', () => expect(olga.troubles()).toEqual([]));

test('what failed and is not wanted any more is given up, one by one or several at once, after a question', async () => {
  const { page } = olga;
  const { store } = server.server.deps;
  const error = JSON.stringify({ code: 'refused', message: 'HubSpot refused this.', problems: [] });
  await store.db.updateTable('deliveries').set({ state: 'dead', error }).where('workspace_id', '=', business.workspaceId).execute();
  const dead = async () =>
    (await server.client('listDeliveries', { params: { workspaceId: business.workspaceId }, query: { state: 'dead' } })).items.length;
  await open('/activity/dead');
  const rows = page.getByRole('row').filter({ hasText: 'HubSpot refused this.' });
  await rows.first().waitFor();
  await rows.first().getByRole('link').first().click();
  await page.getByRole('article', { name: 'HubSpot did not take it' }).getByRole('button', { name: 'Give up' }).click();
  const dialog = page.getByRole('dialog', { name: 'Give up 1 delivery?' });
  await dialog.getByText('Nobody is asked about it any more').waitFor();
  await expectUsable(page, 'give-up');
  await dialog.getByRole('button', { name: 'Give up' }).click();
  await page
    .getByText(/HubSpot refused this\. Given up by olga@agency\.example\./)
    .first()
    .waitFor();
  expect(await dead()).toBe(2);

  await open('/activity/dead');
  await expect.poll(() => rows.count()).toBe(2);
  for (const row of await rows.all()) await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Give up' }).last().click();
  await page.getByRole('dialog', { name: 'Give up 2 deliveries?' }).getByRole('button', { name: 'Give up' }).click();
  await page.getByText('Nothing has failed').waitFor();
  expect(await dead()).toBe(0);
});
