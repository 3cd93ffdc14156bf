import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow } from '../wordpress/support/browser.ts';
import { type Business, openBusiness } from './support/business.ts';
import { type ConsoleServer, type Operator, startConsole } from './support/operator.ts';
import { expectUsable } from './support/usable.ts';

let server: ConsoleServer;
let browser: Browser;
let business: Business;
let olga: Operator;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startConsole({ HANDOFF_MAIL_URL: 'smtp://127.0.0.1:9', HANDOFF_MAIL_FROM: 'Handoff <handoff@example.com>' }),
    launchBrowser(),
  ]);
  business = await openBusiness(server);
  const { workspaceId } = business;
  olga = await server.signIn(browser, { email: 'olga@bloom.example', role: 'owner', workspaceId });
  await server.signIn(browser, { email: 'max@bloom.example', role: 'manager', workspaceId });
  await server.client('createToken', { body: { name: 'Monthly report', workspaceId } });
  await olga.page.goto(`${server.server.url}/console/workspaces/${workspaceId}`);
});
afterAll(async () => {
  await browser.close();
  await business.close();
  await server.close();
});

async function open(section: string): Promise<void> {
  const { page } = olga;
  await page.getByRole('navigation', { name: 'Workspace' }).getByRole('link', { name: section, exact: true }).click();
  await page.getByRole('heading', { level: 2, name: section }).waitFor();
}
const members = async () =>
  (await server.client('listMembers', { params: { workspaceId: business.workspaceId } })).items.map(({ email, role }) => [email, role]);

test('the pages for signing in are accessible and fit a phone', async () => {
  const { context } = await openWindow(browser);
  const page = await context.newPage();
  await page.goto(`${server.server.url}/console/sign-in`);
  await page.getByLabel('Your e-mail address').fill('olga@bloom.example');
  await expectUsable(page, 'sign-in');
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  await expectUsable(page, 'sign-in-asked');
  await page.goto(await server.loginLink('olga@bloom.example'));
  await expectUsable(page, 'sign-in-link');
  await page.goto(`${server.server.url}/console/sign-in/link/used-up`);
  await page.getByText('used already').waitFor();
  await context.close();
});

test('an owner invites somebody, gives them another role, and removes them', async () => {
  const { page } = olga;
  await open('Members');
  await page.getByText('max@bloom.example').first().waitFor();
  await page.getByLabel('E-mail address').fill('dora@bloom.example');
  await page.getByLabel('Name (optional)').fill('Dora');
  await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption('viewer');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByText('dora@bloom.example may sign in now. No mail could be sent').waitFor();
  await expectUsable(page, 'members');
  await page.getByRole('combobox', { name: 'Role of Dora' }).selectOption('manager');
  await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await members()).toContainEqual(['dora@bloom.example', 'manager']);
  await page.getByRole('button', { name: 'Remove Dora' }).click();
  // The list comes anew without her before all the rest of the screen has.
  const isGone = Promise.withResolvers<void>();
  await page.route(/\/sessions$/, async (route) => {
    await isGone.promise;
    await route.fallback();
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('dora@bloom.example', { exact: true }).waitFor({ state: 'detached' });
  isGone.resolve();
  // The keyboard goes on at the top: what it was on is gone.
  const heading = page.getByRole('heading', { level: 2, name: 'Members' });
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await members()).toEqual([
    ['olga@bloom.example', 'owner'],
    ['max@bloom.example', 'manager'],
  ]);
});

test('the only owner cannot leave, and is told why', async () => {
  const { page } = olga;
  await open('Members');
  await page.getByRole('button', { name: 'Remove olga' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByText('is the only owner').waitFor();
  expect(await members()).toContainEqual(['olga@bloom.example', 'owner']);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
});

test('permissions show what each may do, and a token is taken away', async () => {
  const { page } = olga;
  await open('Permissions');
  await page.getByText('Monthly report').first().waitFor();
  await page.getByText('Permissions in detail').first().click();
  await expectUsable(page, 'permissions');
  await page.getByRole('button', { name: 'Take away Monthly report' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take away' }).click();
  await page.getByText('No API token was made for this workspace alone.').waitFor();
});

test('who answers for an account is a member or typed, and its key may have an end', async () => {
  const params = { workspaceId: business.workspaceId };
  const [connection] = (await server.client('listConnections', { params })).items;
  const at = { params: { ...params, connectionId: connection?.id ?? '' } };
  const { page } = olga;
  await page.goto(`${server.server.url}/console/workspaces/${business.workspaceId}#/destinations/${connection?.id}`);
  const owner = page.getByRole('combobox', { name: 'Owner' });
  await owner.selectOption('Somebody else…');
  await page.getByLabel('Their e-mail address or name').fill('The agency');
  await page.getByLabel('This key ends on (optional)').fill('2027-03-31');
  await expectUsable(page, 'connection-owner');
  await page.getByRole('button', { name: 'Save and test' }).click();
  await page.getByRole('main').getByText('Saved, and it works.').waitFor();
  expect(await server.client('getConnection', at)).toMatchObject({ owner: 'The agency', ownerId: null, secretEndsOn: '2027-03-31' });
  await owner.selectOption('max (max@bloom.example)');
  await page.getByRole('button', { name: 'Save and test' }).click();
  await page.getByRole('main').getByText('Saved, and it works.').waitFor();
  // What is typed while the server has not answered yet is not taken away by its answer.
  const name = page.getByRole('main').getByLabel('Name', { exact: true });
  const called = await name.inputValue();
  const isSaved = (url: URL) => url.pathname.endsWith(`/connections/${connection?.id}`);
  await page.route(isSaved, async (route) => {
    if (route.request().method() === 'PATCH') await name.fill('Typed meanwhile');
    await route.fallback();
  });
  await page.getByRole('button', { name: 'Save and test' }).click();
  await page.getByRole('main').getByText('Saved, and it works.').waitFor();
  expect(await name.inputValue()).toBe('Typed meanwhile');
  await page.unroute(isSaved);
  await name.fill(called);
  await page.getByRole('button', { name: 'Save and test' }).click();
  await expect.poll(async () => (await server.client('getConnection', at)).owner).toBe('max@bloom.example');
  expect(await server.client('getConnection', at)).toMatchObject({ ownerId: expect.any(String), secretEndsOn: '2027-03-31' });
});

test('a change shows before and after, and is undone', async () => {
  const params = { workspaceId: business.workspaceId };
  const [connection] = (await server.client('listConnections', { params })).items;
  const at = { params: { ...params, connectionId: connection?.id ?? '' } };
  await server.client('updateConnection', { ...at, body: { name: 'Renamed by mistake' } });
  const { page } = olga;
  await open('Changes');
  await page.getByRole('combobox', { name: 'What' }).selectOption('connection');
  // The connection's other changes are below: what is newest stands first.
  const change = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Changed a connection: Renamed by mistake' }) })
    .first();
  await change.getByText('Before and after').click();
  await change.getByRole('cell', { name: 'Renamed by mistake' }).waitFor();
  await expectUsable(page, 'audit');
  await change.getByRole('button', { name: /^Undo/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect((await server.client('getConnection', at)).name).toBe(connection?.name);
});

test('nothing broke on the way, no policy was hurt, and nobody else was asked', () => {
  // What the server refused, it was asked to refuse.
  expect(olga.troubles().filter((trouble) => !trouble.includes('409 (Conflict)'))).toEqual([]);
});

test('signing out everywhere ends at the sign-in page', async () => {
  const { page } = olga;
  await open('Members');
  await page.getByText('This browser').waitFor();
  await page.getByRole('button', { name: 'Sign out everywhere, here too' }).click();
  await page.getByLabel('Your e-mail address').waitFor();
  expect(new URL(page.url()).pathname).toBe('/console/sign-in');
});
