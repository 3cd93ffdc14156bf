import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createShopHarness, ORIGIN, type PanelApi, type ShopHarness } from '../../packages/shopify-app/testing/harness.ts';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { findProgram } from '../wordpress/support/parts.ts';
import { axeProblems } from './support/axe.ts';
import { type Admin, openAdmin } from './support/open-admin.ts';

const MINUTE = 60_000;
const REFUSED = { status: 400, body: { status: 'error', category: 'VALIDATION_ERROR', message: 'Property values were not valid' } };

describe.skipIf(findProgram('chromium') === undefined)('activity and quarantine, in a browser', { timeout: 120_000 }, () => {
  let browser: Browser;
  let harness: ShopHarness;
  let panel: PanelApi;
  let workspaceId: string;
  let isCompanionAway = false;

  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  beforeEach(async () => {
    isCompanionAway = false;
    harness = await createShopHarness();
    const installed = await harness.install();
    ({ panel, workspaceId } = installed);
    await harness.sendToHubspot(workspaceId, ['customer.created', 'form.submitted']);
    const params = { workspaceId, sourceId: installed.sourceId };
    await panel.server('updateSource', { params, body: { settings: { screening: { observe: false } } } });
  });
  afterEach(() => harness.close());

  /** The app as the browser reaches it: its way to the companion can be cut. */
  const app = async (request: Request): Promise<Response> => {
    const isForCompanion = new URL(request.url).pathname.startsWith('/shopify/api/server/');
    if (!isForCompanion || !isCompanionAway) return harness.fetch(request);
    return Response.json({ error: { code: 'unavailable', message: 'The server cannot be reached.' } }, { status: 503 });
  };
  const open = async (path: string): Promise<Admin> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce' });
    const { embeddedUrl, sessionToken } = harness.shop;
    return openAdmin(context, { address: await embeddedUrl({ path }), app, sessionToken: () => sessionToken() });
  };
  /** The dialog that asks this. Its content is the element's, not the shadow's in which the dialog itself stands. */
  const asked = async ({ panel: frame }: Admin, title: string): Promise<Locator> => {
    await frame.getByRole('dialog', { name: title }).waitFor();
    return frame.locator('s-modal');
  };
  const close = ({ page }: Admin): Promise<void> => page.context().close();
  const customer = async (email: string, firstName: string): Promise<void> => {
    harness.shop.createCustomer({ email, firstName });
    await harness.pass(MINUTE);
  };
  const spam = async (): Promise<void> => {
    await harness.shop.storefront('/forms', {
      body: {
        id: 'visit-12345678',
        kind: 'contact',
        form: { id: 'contact', title: 'Write to us' },
        fields: [
          { key: 'email', label: 'Email', type: 'email', value: 'eve@casino.example' },
          { key: 'message', label: 'Message', type: 'textarea', value: 'Win big at http://casino.example' },
        ],
        honeypot: 'http://casino.example',
        seconds: 1,
        at: new Date(harness.clock.now()).toISOString(),
      },
    });
    await harness.pass(MINUTE);
  };
  const emails = () => harness.hubspot.contacts().map(({ properties }) => properties['email']);

  it('shows what came in and where it went, narrows it, and sends again what failed', async () => {
    await customer('ada@example.com', 'Ada');
    harness.hubspot.inject({ match: /contacts/, when: 'before', answer: REFUSED });
    await customer('bob@example.com', 'Bob');
    const admin = await open('/activity');
    const rows = admin.panel.getByRole('row');
    const bob = rows.filter({ hasText: 'bob@example.com' });
    await bob.getByText('HubSpot').waitFor();
    expect(await bob.textContent()).toMatch(/New customer.*Accepted.*HubSpot.*Failed/);
    expect(await rows.filter({ hasText: 'ada@example.com' }).textContent()).toMatch(/HubSpot.*Arrived/);
    expect(await axeProblems(admin.page)).toEqual([]);

    await admin.panel.getByLabel('E-mail or phone number').fill('bob@example.com');
    await rows.filter({ hasText: 'ada@example.com' }).waitFor({ state: 'detached' });
    await admin.panel.getByRole('checkbox', { name: /Choose .*bob@example.com/ }).check();
    await admin.panel.getByRole('button', { name: 'Send again' }).click();
    const dialog = await asked(admin, 'Send again?');
    await dialog.getByText('Only what has not arrived is sent.').waitFor();
    expect(await axeProblems(admin.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await admin.panel.getByText('Deliveries on their way again: 1.').waitFor();
    await harness.drain();
    expect(emails()).toEqual(['ada@example.com', 'bob@example.com']);
    expect(harness.hubspot.violations).toEqual([]);
    expect([admin.refused, admin.broken]).toEqual([[], []]);
    await close(admin);
  });

  it('tells of one event all that became of it, down to what was asked and answered', async () => {
    harness.hubspot.inject({ match: /contacts/, when: 'before', answer: REFUSED });
    await customer('bob@example.com', 'Bob');
    const admin = await open('/activity/dead');
    await admin.panel.getByRole('link', { name: 'bob@example.com, Bob' }).click();
    await admin.panel.getByRole('heading', { name: 'New customer, bob@example.com' }).waitFor();
    await admin.panel.getByText('HubSpot did not accept this record.').first().waitFor();
    await admin.panel.getByText('1 try').click();
    await admin.panel.getByText('answered 400').waitFor();
    await admin.panel.getByText('What was answered').first().click();
    await admin.panel.getByRole('region', { name: 'What was answered' }).getByText('VALIDATION_ERROR').waitFor();
    expect(await axeProblems(admin.page)).toEqual([]);

    await admin.panel.getByRole('article', { name: 'HubSpot did not take it' }).getByRole('button', { name: 'Send again' }).click();
    const dialog = await asked(admin, 'Send again?');
    await dialog.getByText('It is tried again from the start.').waitFor();
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await admin.panel.getByText('1 earlier delivery, sent again since').waitFor();
    await harness.drain();
    expect(emails()).toEqual(['bob@example.com']);
    await close(admin);
  });

  it('keeps probable spam back with its reasons, and lets go what a person says is genuine', async () => {
    await spam();
    expect(emails()).toEqual([]);
    const admin = await open('/quarantine');
    const item = admin.panel.getByRole('article', { name: 'eve@casino.example, Write to us' });
    await item.getByText('Win big at http://casino.example').waitFor();
    await item.getByText('Hidden field filled in:').waitFor();
    expect(await axeProblems(admin.page)).toEqual([]);

    await item.getByRole('button', { name: /^Not spam: let it go on/ }).click();
    const dialog = await asked(admin, 'Let it go on?');
    await dialog.getByText('Shop → HubSpot contact').waitFor();
    await dialog.getByText('It is also marked as not spam.').waitFor();
    await dialog.getByRole('button', { name: 'Let go' }).click();
    await admin.panel.getByText('1 goes on.').waitFor();
    await admin.panel.getByRole('heading', { name: 'Nothing waits for you here' }).waitFor();
    await harness.drain();
    expect(emails()).toEqual(['eve@casino.example']);
    const { items } = await panel.server('listEvents', { params: { workspaceId }, query: {} });
    expect(items.map(({ verdict, marked }) => [verdict, marked])).toEqual([['accept', 'not_spam']]);
    await close(admin);
  });

  it('saves the owner’s own rules, which hold for what comes next', async () => {
    const admin = await open('/quarantine/rules');
    await admin.panel.getByLabel('Blocked senders').fill('casino.example\n\ncasino.example');
    expect(await axeProblems(admin.page)).toEqual([]);
    await admin.page.getByRole('region', { name: 'Unsaved changes' }).getByRole('button', { name: 'Save' }).click();
    await admin.panel.getByText('Saved. They hold for what comes in from now on.').waitFor();
    const { items } = await panel.server('listSources', { params: { workspaceId } });
    expect(items[0]?.settings['screening']).toMatchObject({ observe: false, blockedSenders: ['casino.example'] });
    await close(admin);
  });

  it('shows what waits and what could not be read while the server is away, and discards what nobody wants', async () => {
    harness.fake.post.add({
      shop: harness.shop.domain,
      topic: 'orders/create',
      uri: `${ORIGIN}/shopify/webhooks`,
      payload: { id: 'not an order' },
    });
    await harness.pass(24 * 60 * MINUTE);
    harness.shop.createCustomer({ email: 'cy@example.com' });
    await harness.fake.deliverDue();
    isCompanionAway = true;
    const admin = await open('/activity');
    await admin.panel.getByText('The server does not answer just now').waitFor();
    const rows = admin.panel.getByRole('row');
    await rows.filter({ hasText: 'New customers' }).getByText('Waits in this app').waitFor();
    const broken = rows.filter({ hasText: 'Orders placed' });
    expect(await broken.textContent()).toContain('Could not be read');
    expect(await axeProblems(admin.page)).toEqual([]);

    await admin.panel.getByRole('checkbox', { name: 'Choose Orders placed' }).check();
    await admin.panel.getByRole('button', { name: 'Discard' }).click();
    const dialog = await asked(admin, 'Discard 1 webhook?');
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await admin.panel.getByText('1 webhook was discarded.').waitFor();
    await broken.waitFor({ state: 'detached' });
    const { items } = await panel.shop('listInbox', { query: {} });
    expect(items.map(({ topic }) => topic)).toEqual(['customers/create']);
    await close(admin);
  });
});
