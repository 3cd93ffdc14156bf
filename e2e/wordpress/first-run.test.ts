import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, openWindow } from './support/browser.ts';
import { makeContactPage, SPAMMER, writeMessage } from './support/contact-form.ts';
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
  let visitor: Page;
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
  const expectFit = (screen: string) => inspect(admin.page, version, screen);

  const contactsOf = (email: string) => server.twins.hubspot.contacts().filter(({ properties }) => properties['email'] === email);
  const contactOf = (email: string) => contactsOf(email)[0];
  /** HubSpot has the person, and there is one delivery that brought them. */
  const arrivedOnce = async (email: string) => {
    await until(`${email} is a HubSpot contact`, () => Promise.resolve(contactOf(email) !== undefined));
    const params = { workspaceId: server.workspaceId };
    const { items } = await server.client('listEvents', { params, query: { contact: email } });
    expect(items).toHaveLength(1);
    const settled = await until(`the delivery for ${email} is settled`, async () => {
      const { deliveryList } = await server.client('getEvent', { params: { ...params, eventId: items[0]?.id ?? '' } });
      return deliveryList.every(({ state }) => state === 'succeeded') && deliveryList;
    });
    expect(settled).toHaveLength(1);
    expect(contactsOf(email)).toHaveLength(1);
  };

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
    await expectFit('connect');
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
    await expectFit('first-run-1-forms');
  });

  test.skipIf(noBrowser)('they connect HubSpot', async () => {
    await click(button('Next: where should it go?'));
    await loaded(admin.panel, 'Where should it go?');
    await expectFit('first-run-2-destinations');
    await click(button(/^HubSpot/));
    await heading('Connect HubSpot').waitFor();
    await click(admin.panel.getByText('Use a key instead of signing in'));
    await fill(admin.panel.getByLabel(/token/i), 'pat-eu1-5b1f0f0e-8d8e-4f4b-9e55-0d2f6d1f6c3a');
    // With a key, HubSpot's own answers do not tell the account's number, which links to records need.
    await click(admin.panel.getByText('More settings'));
    await fill(admin.panel.getByLabel('Hub ID'), '62515');
    await expectFit('first-run-3-connection');
    await click(button('Connect HubSpot'));
    await heading('What should happen?').waitFor();
  });

  test.skipIf(noBrowser)('they accept the suggestion, send a test and see it arrive', async () => {
    await admin.panel.getByRole('cell', { name: 'Your email' }).waitFor();
    await expectFit('first-run-4-flow');
    await click(button('Turn on'));
    await heading('Watch a test arrive').waitFor();
    await expectFit('first-run-5-test');
    await click(button('Send a test'));
    await admin.panel.getByText('It works: the test has arrived.').waitFor();
    await expectFit('first-run-6-arrived');
    const record = await admin.panel.getByRole('link', { name: 'Look at the record' }).getAttribute('href');
    const [contact, ...more] = server.twins.hubspot.contacts();
    expect(more).toEqual([]);
    expect(record).toBe(`https://app.hubspot.com/contacts/62515/record/0-1/${contact?.id}`);
    expect(contact?.properties['email']).toBe('admin@example.com');
  });

  test.skipIf(noBrowser)('that took few clicks and fields', () => {
    expect(did).toEqual({ clicks: 12, fields: 4 });
  });

  test.skipIf(noBrowser)('what a visitor writes is in Activity, with its record', async () => {
    visitor = await (await openWindow(browser)).context.newPage();
    await writeMessage(visitor, contactPage, { name: 'Ada Lovelace', email: 'ada@example.com', message: 'Do you deliver to Oslo?' });
    await arrivedOnce('ada@example.com');
    await admin.open('/activity', 'Activity');
    await expectFit('activity');
    await admin.panel
      .getByRole('row', { name: /ada@example\.com/ })
      .getByRole('link', { name: 'Ask us' })
      .click();
    await loaded(admin.panel, 'Ask us, ada@example.com');
    await admin.panel.getByText('Do you deliver to Oslo?', { exact: true }).waitFor();
    const record = admin.panel.getByRole('link', { name: /Open the record at HubSpot/ });
    expect(await record.getAttribute('href')).toBe(`https://app.hubspot.com/contacts/62515/record/0-1/${contactOf('ada@example.com')?.id}`);
    await expectFit('event');
  });

  test.skipIf(noBrowser)('spam is kept back once the owner wants it; let go, it arrives once', async () => {
    await admin.open('/quarantine', 'Quarantine');
    await expectFit('quarantine-watching');
    await button('Keep back spam from now on').click();
    await admin.panel.getByText('Nothing waits for you here').waitFor();
    await writeMessage(visitor, contactPage, { name: 'Win Big', email: SPAMMER, message: 'Cheap watches, best price' });
    await until('the server keeps it back', async () => {
      const { events } = await server.client('workspaceHealth', { params: { workspaceId: server.workspaceId } });
      return events.quarantined === 1;
    });
    await admin.page.reload();
    await loaded(admin.panel, 'Quarantine');
    const kept = admin.panel.getByRole('article', { name: new RegExp(SPAMMER) });
    await kept.getByText('Cheap watches, best price').waitFor();
    await expectFit('quarantine');
    expect(contactOf(SPAMMER)).toBeUndefined();
    await kept.getByRole('button', { name: /Not spam: let it go on/ }).click();
    const dialog = admin.page.getByRole('dialog', { name: 'Let it go on?' });
    await dialog.getByText('Ask us to HubSpot').waitFor();
    await expectFit('quarantine-release');
    await dialog.getByRole('button', { name: 'Let go', exact: true }).click();
    await admin.panel.getByText('1 goes on.').waitFor();
    await kept.waitFor({ state: 'detached' });
    await arrivedOnce(SPAMMER);
  });

  test.skipIf(noBrowser)('the server is away: Home and Activity say so and show what waits; it is back: nothing waits', async () => {
    const { panel, page } = admin;
    const waiting = panel.locator('dl div', { hasText: 'Waiting on this site' }).getByRole('definition');
    await server.crash();
    await writeMessage(visitor, contactPage, { name: 'Grace Hopper', email: 'grace@example.com', message: 'How long does Assam keep?' });
    await admin.meant(/handoff\/v1\/server\//, async () => {
      await page.goto(`${served.url}/wp-admin/`);
      await page.locator('#handoff').getByText('1 event waits to be sent.').waitFor();
      await admin.open('/', 'Home');
      await panel.getByText('The server cannot be asked just now.').waitFor();
      expect(await waiting.textContent()).toMatch(/^1/);
      await expectFit('home-server-away');
      await admin.open('/activity', 'Activity');
      const isAway = panel.getByText(/The server (does not answer|cannot be asked) just now/);
      await isAway.waitFor();
      await panel
        .getByRole('row', { name: /grace@example\.com/ })
        .getByText(/wait/i)
        .waitFor();
      await expectFit('activity-server-away');
      await server.start();
      // What was asked before it was back is answered with an error a moment later. Who comes back to the tab hears at once.
      const comesBackToTheTab = () => panel.evaluate(() => void window.dispatchEvent(new Event('visibilitychange')));
      await expect.poll(() => comesBackToTheTab().then(() => isAway.count()), { interval: 500 }).toBe(0);
    });
    await panel.getByRole('link', { name: 'Waiting on this site (1)' }).click();
    await button('Send what waits now').click();
    await panel.getByText('1 was handed over.').waitFor();
    await arrivedOnce('grace@example.com');
    await admin.open('/', 'Home');
    await until('Home says that nothing waits', async () => (await waiting.textContent()) === '0');
  });

  test.skipIf(noBrowser)('no error in the browser, none in PHP, none at HubSpot; and nobody else was asked', async () => {
    expect(admin.troubles).toEqual([]);
    expect(admin.strangers()).toEqual([]);
    expect(await site.complaints()).toEqual([]);
    expect(server.twins.violations()).toEqual([]);
  });
});
