import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { type Business, openBusiness } from './support/business.ts';
import { type ConsoleServer, startConsole } from './support/operator.ts';
import { expectUsable } from './support/usable.ts';

let server: ConsoleServer;
let browser: Browser;
let business: Business;
let page: Page;
let asked: string[];
beforeAll(async () => {
  [server, browser] = await Promise.all([startConsole(), launchBrowser()]);
  business = await openBusiness(server);
});
afterAll(async () => {
  await browser.close();
  await business.close();
  await server.close();
});
beforeEach(async () => {
  ({ page } = await server.signIn(browser, { email: `${crypto.randomUUID()}@agency.example`, role: 'owner' }));
  asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
});

const at = (place: string) => `${server.server.url}/console/workspaces/${business.workspaceId}#${place}`;
const flows = async () => (await server.client('listFlows', { params: { workspaceId: business.workspaceId } })).items;

/** A new flow with one step, not saved yet. */
async function beginFlow(name: string): Promise<void> {
  await page.goto(at('/flows/new'));
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Add this step' }).click();
  await page
    .getByText(/^Not saved yet/)
    .first()
    .waitFor();
}

const save = () => page.getByRole('button', { name: 'Save draft' }).click();

test('a new flow that was saved is not offered once more as one that was not', async () => {
  await beginFlow('Only once');
  await save();
  await page.getByRole('heading', { level: 2, name: 'Only once' }).waitFor();
  await page.getByText('Saved as a draft.').first().waitFor();

  await page.goto(at('/flows'));
  await page.goto(at('/flows/new'));
  await page.getByRole('button', { name: 'Add this step' }).waitFor();
  expect(await page.getByText(/did not save is here again/).count()).toBe(0);
  expect((await flows()).filter(({ name }) => name === 'Only once')).toHaveLength(1);
});

test('nobody is asked about a new flow that was just saved where the browser keeps nothing', async () => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await beginFlow('Full browser');
  await save();
  await page.getByRole('heading', { level: 2, name: 'Full browser' }).waitFor();
  expect(asked).toEqual([]);
});

test('what was typed while a new flow was being saved becomes part of that flow, not of a second one', async () => {
  await beginFlow('Typed on');
  const typed = Promise.withResolvers<void>();
  await page.route(/\/v1\/workspaces\/[^/]+\/flows$/, async (route) => {
    if (route.request().method() === 'POST') await typed.promise;
    await route.fallback();
  });
  await save();
  await page.getByRole('checkbox', { name: 'When an order is placed' }).check();
  typed.resolve();
  await page
    .getByText(/^Not saved/)
    .first()
    .waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Save draft' }).getAttribute('aria-disabled')).not.toBe('true');
  await save();
  await page.getByRole('heading', { level: 2, name: 'Typed on' }).waitFor();
  const made = (await flows()).filter(({ name }) => name === 'Typed on');
  expect(made.map(({ draft }) => draft?.spec.trigger.types)).toEqual([['form.submitted', 'order.created']]);
});

test('a number is what was typed, however far one is with typing it; what is none is said beside the field', async () => {
  await beginFlow('With a number');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByLabel('Is what').selectOption({ label: 'is more than' });
  const value = page.getByLabel('Value', { exact: true });
  const type = async (text: string) => {
    await value.press('ControlOrMeta+A');
    await value.press('Delete');
    await value.pressSequentially(text);
  };
  const saved = async () => {
    await save();
    await page.getByText('Saved as a draft.').first().waitFor();
    return (await flows()).find(({ name }) => name === 'With a number')?.draft?.spec.conditions;
  };
  await type('20.05');
  expect(await saved()).toMatchObject({ of: [{ is: 'greater', value: 20.05 }] });
  await type('-5');
  expect(await value.inputValue()).toBe('-5');
  expect(await saved()).toMatchObject({ of: [{ value: -5 }] });

  await type('-');
  await page.getByText('Not taken over: Write a number, such as 5, -5 or 20.05.').waitFor();
  expect([await value.inputValue(), await value.getAttribute('aria-invalid')]).toEqual(['-', 'true']);
  await type('7,25');
  expect(await saved()).toMatchObject({ of: [{ value: 7.25 }] });
});

test('a value of “is one of” may have a comma in it, and stays whole when another is typed', async () => {
  await beginFlow('From two cities');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByLabel('Is what').selectOption({ label: 'is one of' });
  const values = page.getByLabel('Values, one a line');
  const saved = async () => {
    await save();
    await page.getByText('Saved as a draft.').first().waitFor();
    return (await flows()).find(({ name }) => name === 'From two cities')?.draft?.spec.conditions;
  };
  await values.pressSequentially('Munich, Germany');
  expect(await saved()).toMatchObject({ of: [{ is: 'in', values: ['Munich, Germany'] }] });

  await page.reload();
  expect(await values.inputValue()).toBe('Munich, Germany');
  await values.press('ControlOrMeta+End');
  await values.press('Enter');
  await values.pressSequentially('Paris, France');
  expect(await values.inputValue()).toBe('Munich, Germany\nParis, France');
  expect(await saved()).toMatchObject({ of: [{ values: ['Munich, Germany', 'Paris, France'] }] });
  await expectUsable(page, 'flow-conditions');
});

test('an editor stays as it is while the server cannot be asked for the connections once more', async () => {
  await page.goto(at('/flows'));
  await page.getByRole('link', { name: 'Everyone → HubSpot contact', exact: true }).click();
  await page.getByRole('checkbox', { name: 'When an order is placed' }).check();
  const refused = page.waitForResponse((response) => response.status() === 503);
  await page.route(/\/v1\/workspaces\/[^/]+\/connections$/, (route) => route.fulfill({ status: 503, json: {} }));
  // What it changes lets the screen ask for everything anew.
  await page.getByRole('button', { name: 'Check the destination’s fields now' }).click();
  await refused;
  await page
    .getByText(/^All is as it was/)
    .first()
    .waitFor();
  expect(await page.getByRole('checkbox', { name: 'When an order is placed' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => page.getByRole('checkbox', { name: 'When an order is placed' }).isChecked()).toBe(false);
});

test('a version says since when it is live only while it is, and who made it by their name', async () => {
  const flow = (await flows()).find(({ name }) => name === 'Everyone → HubSpot contact');
  await page.goto(at(`/flows/${flow?.id}`));
  await page.getByRole('checkbox', { name: 'When an order is placed' }).check();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('All saved and live.').first().waitFor();
  await page.goto(at(`/flows/${flow?.id}/history`));
  await page.getByRole('heading', { level: 3, name: 'Version 2' }).waitFor();
  const said = await page.locator('.handoff-section .handoff-quiet').allInnerTexts();
  expect(said.map((text) => /live since|published/.exec(text)?.[0])).toEqual(['live since', 'published']);
  expect(said[0]).toMatch(/^By [\w-]+@agency\.example, /);
});
