import { writeFile } from 'node:fs/promises';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, openWindow } from './support/browser.ts';
import { makeContactPage } from './support/contact-form.ts';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { leadToTwin, loaded, openAdmin, type PanelWindow } from './support/panel.ts';
import { inspect } from './support/panel-screens.ts';
import { type ServedSite, serveSite } from './support/serve.ts';
import { type RealServer, startServer } from './support/server.ts';
import { createSite, type Site } from './support/site.ts';
import { until } from './support/until.ts';

const environment = inject('wordpress');
const noBrowser = 'missing' in environment || environment.missingPrograms.includes('chromium');
const title = `The first run in a browser${noBrowser ? ' (not here: chromium)' : ''}`;

describeOn(SUPPORTED, title, ({ database, version }) => {
  let site: Site;
  let served: ServedSite;
  let server: RealServer;
  let browser: Browser;
  let admin: PanelWindow;
  /** The page with the contact form. */
  let contactPage: string;

  /** What the administrator did so far: a way that grows longer is noticed. */
  const did = { clicks: 0, fields: 0 };
  const click = async (target: Locator) => {
    did.clicks += 1;
    await target.click();
  };
  const fill = async (target: Locator, text: string) => {
    did.fields += 1;
    await target.fill(text);
  };
  const button = (name: string | RegExp) => admin.panel.getByRole('button', { name });
  const heading = (name: string | RegExp) => admin.panel.getByRole('heading', { level: 2, name });
  const look = (screen: string) => inspect(admin.page, version, screen);

  beforeAll(async () => {
    if (noBrowser) return;
    [site, server, browser] = await Promise.all([
      createSite(database, { version, handoff: 'none', plugins: ['contact-form-7'] }),
      startServer({ workspace: 'empty' }),
      launchBrowser(),
    ]);
    served = await serveSite(site);
    contactPage = await makeContactPage(site);
    admin = await openAdmin(browser, served.url);
    await leadToTwin(admin.page, server.twins.origins.hubspot);
  });
  afterAll(async () => void (await Promise.all([browser?.close(), served?.stop(), server?.close()])));

  test.skipIf(noBrowser)('an administrator uploads the zip, activates it and follows the link', async () => {
    const packed = 'zip' in environment ? environment.zip : { problem: 'no WordPress' };
    if ('problem' in packed) throw new Error(`The zip could not be made: ${packed.problem}`);
    const { page } = admin;
    await page.goto(`${served.url}/wp-admin/plugin-install.php`);
    await click(page.getByRole('link', { name: 'Upload Plugin' }).or(page.getByRole('button', { name: 'Upload Plugin' })));
    did.fields += 1;
    await page.getByLabel('Plugin zip file').setInputFiles(packed.zip);
    await click(page.getByRole('button', { name: 'Install Now' }));
    await click(page.getByRole('link', { name: 'Activate Plugin' }));
    await click(page.locator('.notice', { hasText: 'Handoff is ready' }).getByRole('link', { name: 'Connect this site' }));
    await heading('Connect this site').waitFor();
    await admin.panel.getByText('1 form: Ask us').waitFor();
    await look('connect');
  });

  test.skipIf(noBrowser)('they paste the code; both sides show one fingerprint, and the form is there', async () => {
    await fill(admin.panel.getByLabel('Paste the code from your Handoff server'), await server.connectionCode());
    await click(button('Connect'));
    await loaded(admin.panel, 'Connected');
    await admin.panel.getByText('Both are the same.').waitFor();
    const { items } = await server.client('listSources', { params: { workspaceId: server.workspaceId } });
    expect(await admin.panel.locator('code').allTextContents()).toEqual([items[0]?.fingerprint, items[0]?.fingerprint]);
    expect(await admin.panel.getByRole('checkbox', { name: 'Contact Form 7' }).isChecked()).toBe(true);
    expect(await admin.panel.getByRole('checkbox', { name: 'Ask us' }).isChecked()).toBe(true);
    await look('first-run-1-forms');
  });

  test.skipIf(noBrowser)('they connect HubSpot', async () => {
    await click(button('Next: where should it go?'));
    await loaded(admin.panel, 'Where should it go?');
    await look('first-run-2-destinations');
    await click(button(/^HubSpot/));
    await heading('Connect HubSpot').waitFor();
    await click(admin.panel.getByText('Use a key instead of signing in'));
    await fill(admin.panel.getByLabel(/token/i), 'pat-eu1-5b1f0f0e-8d8e-4f4b-9e55-0d2f6d1f6c3a');
    // With a key, HubSpot's own answers do not tell the account's number, which links to records need.
    await click(admin.panel.getByText('More settings'));
    await fill(admin.panel.getByLabel('Hub ID'), '62515');
    await look('first-run-3-connection');
    await click(button('Connect HubSpot'));
    await heading('What should happen?').waitFor();
  });

  test.skipIf(noBrowser)('they accept the suggestion, send a test and see it arrive', async () => {
    await admin.panel.getByRole('cell', { name: 'Your email' }).waitFor();
    await look('first-run-4-flow');
    await click(button('Turn on'));
    await heading('Watch a test arrive').waitFor();
    await look('first-run-5-test');
    await click(button('Send a test'));
    await admin.panel.getByText('It works: the test has arrived.').waitFor();
    await look('first-run-6-arrived');
    const record = await admin.panel.getByRole('link', { name: 'Look at the record' }).getAttribute('href');
    const [contact, ...more] = server.twins.hubspot.contacts();
    expect(more).toEqual([]);
    expect(record).toBe(`https://app.hubspot.com/contacts/62515/record/0-1/${contact?.id}`);
    expect(contact?.properties['email']).toBe('admin@example.com');
  });

  test.skipIf(noBrowser)('that took few clicks and fields, and nothing went wrong on the way', async () => {
    expect(did).toEqual({ clicks: 12, fields: 4 });
    expect(admin.troubles).toEqual([]);
    expect(admin.strangers()).toEqual([]);
    expect(await site.complaints()).toEqual([]);
    expect(server.twins.violations()).toEqual([]);
  });
});
