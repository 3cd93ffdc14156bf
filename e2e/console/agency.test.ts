import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAlert } from '../../packages/server/src/observe/alerts.ts';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { expectUsable } from './support/usable.ts';
import { type ConsoleServer, startConsole } from './support/operator.ts';

let server: ConsoleServer;
let browser: Browser;
let broken: string;
let drifting: string;
beforeAll(async () => {
  // Where people sign in at a service of their own, they can be invited without a mail.
  const signIn = {
    HANDOFF_OIDC_ISSUER: 'https://login.agency.example',
    HANDOFF_OIDC_CLIENT_ID: 'handoff',
    HANDOFF_OIDC_CLIENT_SECRET: 'x',
  };
  [server, browser] = await Promise.all([startConsole(signIn), launchBrowser()]);
  const { store, clock } = server.server.deps;
  const ids: string[] = [];
  for (let client = 1; client <= 100; client += 1) {
    ids.push((await server.client('createWorkspace', { body: { name: `Client ${String(client).padStart(3, '0')}` } })).id);
  }
  for (const workspaceId of ids.slice(0, 90)) {
    const { id } = await server.client('createWebhookSource', { params: { workspaceId }, body: { name: 'Site' } });
    await store.db.updateTable('sources').set({ last_event_at: clock.now() }).where('id', '=', id).execute();
  }
  [broken, drifting] = [ids[41] ?? '', ids[76] ?? ''];
  const now = clock.now();
  const auth = { key: 'auth', kind: 'auth' as const, message: 'HubSpot refuses the key of “HubSpot”.' };
  const drift = { key: 'drift', kind: 'drift' as const, message: 'The field “Lead source” is gone from HubSpot.' };
  await openAlert(store.db, { workspaceId: broken, ...auth }, now);
  await openAlert(store.db, { workspaceId: drifting, ...drift }, now);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('an agency with a hundred clients sees who is in trouble first, and finds any by name', async () => {
  const { page, troubles } = await server.signIn(browser, { email: 'olga@agency.example', role: 'owner' });
  const lines = page.getByRole('table').getByRole('rowheader');
  await page.getByText('HubSpot refuses the key').waitFor();
  expect((await lines.allInnerTexts()).slice(0, 2)).toEqual(['Client 042', 'Client 077']);
  await page.getByText('1 to 25 of 100').waitFor();
  await expectUsable(page, 'workspaces');

  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByText('26 to 50 of 100').waitFor();
  await page.getByRole('button', { name: /Not set up/ }).click();
  await page.getByText('10 workspaces found').waitFor();
  expect(await lines.count()).toBe(10);

  await page.getByRole('button', { name: /^All/ }).click();
  await page.getByRole('searchbox', { name: 'Find a workspace by name' }).fill('client 07');
  await page.getByText('10 workspaces found').waitFor();
  await page.getByText('Client 070').waitFor();
  await page.getByRole('searchbox', { name: 'Find a workspace by name' }).fill('nobody');
  await page.getByText('No workspace matches').waitFor();
  expect(troubles()).toEqual([]);
});

test('a viewer of one workspace sees that one only, and nothing to change it with', async () => {
  const { page, troubles } = await server.signIn(browser, { email: 'vera@client.example', role: 'viewer', workspaceId: broken });
  await page.getByRole('link', { name: 'Client 042' }).waitFor();
  expect(await page.getByRole('table').getByRole('rowheader').count()).toBe(1);
  expect(await page.getByRole('button', { name: 'New workspace' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'API tokens' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Client 042' }).click();
  await page.getByRole('link', { name: 'Sites and shops' }).click();
  await page.getByText('Only managers and owners of the workspace can connect a site').waitFor();
  expect(await page.getByRole('button', { name: /Disconnect/ }).count()).toBe(0);
  expect(troubles()).toEqual([]);
  await page.goto(`${server.server.url}/console/workspaces/${drifting}`);
  await page.getByText('There is no such workspace, or you are not a member of it.').first().waitFor();
});

test('a manager of the whole server sees every workspace, and is not offered what only its owners may', async () => {
  const { page, troubles } = await server.signIn(browser, { email: 'mona@agency.example', role: 'manager' });
  await page.getByText('1 to 25 of 100').waitFor();
  expect(await page.getByRole('button', { name: 'New workspace' }).count()).toBe(0);
  expect(troubles()).toEqual([]);
});

test('an API token is shown once, works, and is refused once it is revoked', async () => {
  const { page, troubles } = await server.signIn(browser, { email: 'otto@agency.example', role: 'owner' });
  await page.getByRole('link', { name: 'API tokens' }).click();
  await page.getByLabel('What it is for').fill('Reports');
  await page.getByRole('button', { name: 'Make token' }).click();
  const token = await page.getByRole('textbox', { name: 'API token' }).inputValue();
  const ask = async () => (await fetch(`${server.server.url}/v1/workspaces`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await ask()).toBe(200);
  await expectUsable(page, 'tokens');
  await page.reload();
  await page.getByRole('rowheader', { name: 'Reports' }).waitFor();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Revoke Reports' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Revoked', { exact: true }).waitFor();
  expect(await ask()).toBe(401);
  expect(troubles()).toEqual([]);
});

test('somebody is let in to run the server too, and out again', async () => {
  const { page, troubles } = await server.signIn(browser, { email: 'oskar@agency.example', role: 'owner' });
  await page.getByRole('link', { name: 'Operators' }).click();
  await page.getByLabel('E-mail address').fill('new@agency.example');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByText('new@agency.example may sign in now').waitFor();
  await page.getByRole('rowheader', { name: /new@agency/ }).waitFor();
  await expectUsable(page, 'operators');
  await page.getByRole('button', { name: 'Remove new' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('rowheader', { name: /new@agency/ }).waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Changes' }).click();
  await page.getByRole('heading', { level: 2, name: 'Removed a member' }).waitFor();
  await page.getByText('Before and after').first().click();
  await page.getByRole('cell', { name: 'new@agency.example' }).first().waitFor();
  await page.getByLabel('What', { exact: true }).selectOption('Workspaces');
  await page.getByRole('heading', { level: 2, name: 'Opened a workspace: Client 100' }).waitFor();
  expect(await page.getByRole('heading', { level: 2, name: 'Removed a member' }).count()).toBe(0);
  await expectUsable(page, 'changes');
  await page.getByRole('button', { name: 'Older' }).click();
  await page.getByRole('heading', { level: 2, name: 'Opened a workspace: Client 050' }).waitFor();
  expect(troubles()).toEqual([]);
});

test('who is signed out is led to sign in, and back to where they wanted to go', async () => {
  const { page } = await server.signIn(browser, { email: 'paul@agency.example', role: 'manager' });
  await page.goto(`${server.server.url}/console/workspaces/${broken}#/activity`);
  await page.getByRole('heading', { level: 2, name: 'Activity' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto(await server.loginLink('paul@agency.example'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Client 042' }).waitFor();
  expect(new URL(page.url()).hash).toBe('#/activity');
});
