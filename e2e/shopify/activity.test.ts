import { text } from 'node:stream/consumers';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ORIGIN, type PanelApi, type ShopHarness } from '../../packages/shopify-app/testing/harness.ts';
import { inspect } from './support/inspect.ts';
import { sendSpam } from './support/spam.ts';
import type { Merchant } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

const MINUTE = 60_000;
const REFUSED = { status: 400, body: { status: 'error', category: 'VALIDATION_ERROR', message: 'Property values were not valid' } };

interface Shop extends Merchant {
  api: PanelApi;
  workspaceId: string;
}

const customer = async (harness: ShopHarness, email: string, firstName: string): Promise<void> => {
  harness.shop.createCustomer({ email, firstName });
  await harness.pass(MINUTE);
};

const refuseOne = (harness: ShopHarness): void => harness.hubspot.inject({ match: /contacts/, when: 'before', answer: REFUSED });

const spam = async (harness: ShopHarness): Promise<void> => {
  await sendSpam(harness);
  await harness.pass(MINUTE);
};

const emails = ({ hubspot }: ShopHarness) => hubspot.contacts().map(({ properties }) => properties['email']);

describe.skipIf(!canOpenPanel)('activity and quarantine, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;

  /** Opens a screen of a shop that sends to HubSpot and keeps spam back, after what happened in it. */
  const open = async (path: string, happened: (harness: ShopHarness) => Promise<void> = async () => {}): Promise<Shop> => {
    let installed: Omit<Shop, keyof Merchant> | undefined;
    merchant = await openMerchant({
      path,
      viewport: { width: 1440, height: 1000 },
      before: async (harness) => {
        const { panel: api, workspaceId, sourceId } = await harness.install();
        await harness.sendToHubspot(workspaceId, ['customer.created', 'form.submitted']);
        await api.server('updateSource', { params: { workspaceId, sourceId }, body: { settings: { screening: { observe: false } } } });
        installed = { api, workspaceId };
        await happened(harness);
      },
    });
    if (installed === undefined) throw new Error('The shop was not installed.');
    return { ...merchant, ...installed };
  };
  /** The dialog that asks this. Its content is the element's, not the shadow's in which the dialog itself stands. */
  const asked = async ({ panel: frame }: Merchant, title: string): Promise<Locator> => {
    await frame.getByRole('dialog', { name: title }).waitFor();
    return frame.locator('s-modal');
  };
  it('shows what came in and where it went, narrows it, and sends again what failed', async () => {
    const admin = await open('/activity', async (harness) => {
      await customer(harness, 'ada@example.com', 'Ada');
      refuseOne(harness);
      await customer(harness, 'bob@example.com', 'Bob');
    });
    const rows = admin.panel.getByRole('row');
    const bob = rows.filter({ hasText: 'bob@example.com' });
    await bob.getByText('HubSpot').waitFor();
    expect(await bob.textContent()).toMatch(/New customer.*Accepted.*HubSpot.*Failed/);
    expect(await rows.filter({ hasText: 'ada@example.com' }).textContent()).toMatch(/HubSpot.*Arrived/);
    expect(await admin.axe()).toEqual([]);

    await admin.panel.getByLabel('E-mail or phone number').fill('bob@example.com');
    await rows.filter({ hasText: 'ada@example.com' }).waitFor({ state: 'detached' });
    const download = admin.page.waitForEvent('download');
    await admin.panel.getByRole('button', { name: 'Export as CSV' }).click();
    const csv = await text(await (await download).createReadStream());
    expect(csv.trim().split('\r\n').slice(1)).toEqual([expect.stringMatching(/New customer.*bob@example\.com.*HubSpot: Failed/)]);
    await admin.panel.getByText('1 exported.').waitFor();
    await admin.panel.getByRole('checkbox', { name: /Choose .*bob@example.com/ }).check();
    await admin.panel.getByRole('button', { name: 'Send again' }).click();
    const dialog = await asked(admin, 'Send again?');
    await dialog.getByText('Only what has not arrived is sent.').waitFor();
    expect(await admin.axe()).toEqual([]);
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await admin.panel.getByText('Deliveries on their way again: 1.').waitFor();
    await admin.harness.drain();
    expect(emails(admin.harness)).toEqual(['ada@example.com', 'bob@example.com']);
    expect(admin.harness.hubspot.violations).toEqual([]);
    expect(admin.troubles()).toEqual([]);
  });

  it('goes back a page where all on it was dealt with, instead of saying that nothing has failed', async () => {
    const people = Array.from({ length: 26 }, (_, index) => `person-${index}@example.com`);
    const admin = await open('/activity/dead', async (harness) => {
      for (const email of people) harness.shop.createCustomer({ email, firstName: 'P' });
      await harness.pass(MINUTE);
      const error = JSON.stringify({ code: 'refused', message: 'HubSpot refused this.', problems: [] });
      await harness.store.db.updateTable('deliveries').set({ state: 'dead', error }).execute();
    });
    const { panel } = admin;
    const rows = panel.getByRole('row').filter({ hasText: 'HubSpot refused this.' });
    await expect.poll(() => rows.count()).toBe(25);
    await panel.getByRole('button', { name: 'Older' }).click();
    await expect.poll(() => rows.count()).toBe(1);
    await rows.getByRole('checkbox').check();
    await panel.getByRole('button', { name: 'Send again', exact: true }).click();
    await (await asked(admin, 'Send again?')).getByRole('button', { name: 'Send again' }).click();
    await panel.getByText('Deliveries on their way again: 1.').waitFor();
    await expect.poll(() => rows.count()).toBe(25);
    expect(await panel.getByText('Nothing has failed').count()).toBe(0);
    expect(admin.troubles()).toEqual([]);
  });

  it('tells of one event all that became of it, down to what was asked and answered', async () => {
    const admin = await open('/activity/dead', async (harness) => {
      refuseOne(harness);
      await customer(harness, 'bob@example.com', 'Bob');
    });
    await admin.panel.getByRole('link', { name: 'bob@example.com, Bob' }).click();
    await admin.panel.getByRole('heading', { name: 'New customer, bob@example.com' }).waitFor();
    await admin.panel.getByText('HubSpot did not accept this record.').first().waitFor();
    await admin.panel.getByText('1 try').click();
    await admin.panel.getByText('answered 400').waitFor();
    await admin.panel.getByText('What was answered').first().click();
    await admin.panel.getByRole('region', { name: 'What was answered' }).getByText('VALIDATION_ERROR').waitFor();
    expect(await admin.axe()).toEqual([]);

    await admin.panel.getByRole('article', { name: 'HubSpot did not take it' }).getByRole('button', { name: 'Send again' }).click();
    const dialog = await asked(admin, 'Send again?');
    await dialog.getByText('It is tried again from the start.').waitFor();
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await admin.panel.getByText('1 earlier delivery, sent again since').waitFor();
    await admin.panel.getByText('Deliveries on their way again: 1.').waitFor();
    await admin.harness.drain();
    expect(emails(admin.harness)).toEqual(['bob@example.com']);
  });

  it('gives up what failed and is not wanted any more, after a question', async () => {
    const admin = await open('/activity/dead', async (harness) => {
      for (const name of ['Ada', 'Bob', 'Eve']) await customer(harness, `${name}@example.com`.toLowerCase(), name);
      const error = JSON.stringify({ code: 'refused', message: 'HubSpot refused this.', problems: [] });
      await harness.store.db.updateTable('deliveries').set({ state: 'dead', error }).execute();
    });
    const { panel } = admin;
    const rows = panel.getByRole('row').filter({ hasText: 'HubSpot refused this.' });
    await panel.getByRole('checkbox', { name: /Choose .*ada@example.com/ }).check();
    await panel.getByRole('checkbox', { name: /Choose .*eve@example.com/ }).check();
    await panel.getByRole('button', { name: 'Give up' }).click();
    const dialog = await asked(admin, 'Give up 2 deliveries?');
    await dialog.getByText('You can still send it again from its event.').waitFor();
    expect(await admin.axe()).toEqual([]);
    await dialog.getByRole('button', { name: 'Give up' }).click();
    await panel.getByText('2 deliveries were given up.').waitFor();
    await expect.poll(() => rows.count()).toBe(1);

    await panel.getByRole('link', { name: 'bob@example.com, Bob' }).click();
    await panel.getByRole('article', { name: 'HubSpot did not take it' }).getByRole('button', { name: 'Give up' }).click();
    await (await asked(admin, 'Give up 1 delivery?')).getByRole('button', { name: 'Give up' }).click();
    await panel
      .getByText(/HubSpot refused this\. Given up by/)
      .first()
      .waitFor();
    expect(admin.troubles()).toEqual([]);
  });

  it('keeps probable spam back with its reasons, and lets go what a person says is genuine', async () => {
    const admin = await open('/quarantine', spam);
    expect(emails(admin.harness)).toEqual([]);
    const item = admin.panel.getByRole('article', { name: 'eve@casino.example, Write to us' });
    await item.getByText('Win big at http://casino.example').waitFor();
    await item.getByText('Hidden field filled in:').waitFor();
    expect(await admin.axe()).toEqual([]);

    await item.getByRole('button', { name: /^Not spam: let it go on/ }).click();
    const dialog = await asked(admin, 'Let it go on?');
    await dialog.getByText('Shop → HubSpot contact').waitFor();
    await dialog.getByText('It is also marked as not spam.').waitFor();
    await dialog.getByRole('button', { name: 'Let go' }).click();
    await admin.panel.getByText('1 goes on.').waitFor();
    await admin.panel.getByRole('heading', { name: 'Nothing waits for you here' }).waitFor();
    await admin.harness.drain();
    expect(emails(admin.harness)).toEqual(['eve@casino.example']);
    const { items } = await admin.api.server('listEvents', { params: { workspaceId: admin.workspaceId }, query: {} });
    expect(items.map(({ verdict, marked }) => [verdict, marked])).toEqual([['accept', 'not_spam']]);
  });

  it('saves the owner’s own rules, which hold for what comes next', async () => {
    const admin = await open('/quarantine/rules');
    await admin.panel.getByLabel('Blocked senders').fill('casino.example\n\ncasino.example');
    expect(await admin.axe()).toEqual([]);
    await admin.page.getByRole('region', { name: 'Unsaved changes' }).getByRole('button', { name: 'Save' }).click();
    await admin.panel.getByText('Saved. They hold for what comes in from now on.').waitFor();
    const { items } = await admin.api.server('listSources', { params: { workspaceId: admin.workspaceId } });
    expect(items[0]?.settings['screening']).toMatchObject({ observe: false, blockedSenders: ['casino.example'] });
  });

  it('says that nobody has to be compared, where that is so', async () => {
    const admin = await open('/quarantine/same-person');
    await admin.panel.getByText('When two persons look like one', { exact: false }).waitFor();
    await inspect(admin, 'quarantine-same-person');
    expect(admin.troubles()).toEqual([]);
  });

  it('shows beneath the duplicates what came again with other content', async () => {
    const admin = await open('/quarantine/duplicate', async (harness) => {
      await customer(harness, 'ada@example.com', 'Ada');
      await customer(harness, 'ada@example.com', 'Augusta');
      const [first, second] = await harness.store.db.selectFrom('events').select('id').orderBy('seq').execute();
      await harness.store.db
        .updateTable('events')
        .set({ state: 'revision', verdict: null, revision_of: first?.id ?? '' })
        .where('id', '=', second?.id ?? '')
        .execute();
    });
    await admin.panel.getByRole('heading', { name: 'No duplicates' }).waitFor();
    await admin.panel.getByText('arrived once more, with other content', { exact: false }).waitFor();
    await inspect(admin, 'quarantine-duplicate');
    await admin.panel.getByRole('link', { name: 'Open the first' }).click();
    await admin.panel.getByRole('heading', { name: 'New customer, ada@example.com' }).waitFor();
    expect(admin.troubles()).toEqual([]);
  });

  it('says how well screening works and what other limits would have done, and changes nothing until they are saved', async () => {
    const admin = await open('/quarantine/quality', spam);
    await admin.panel.getByText('Of 1 kept back, people released 0', { exact: false }).waitFor();
    await admin.panel.getByLabel('Keep back from this score').fill('40');
    // What fills the hidden field is kept back whatever its score.
    await admin.panel.getByText(/^(Let through in addition: 0|With these limits nothing else)/).waitFor();
    await inspect(admin, 'quarantine-quality');
    const thresholds = async () => {
      const { items } = await admin.api.server('listSources', { params: { workspaceId: admin.workspaceId } });
      return JSON.stringify(items[0]?.settings['screening']);
    };
    expect(await thresholds()).not.toContain('40');
    await admin.panel.getByRole('button', { name: 'Use these limits' }).click();
    await admin.panel.getByText(/^Saved\./).waitFor();
    expect(await thresholds()).toContain('40');
    expect(admin.troubles()).toEqual([]);
  });

  it('says nothing of an empty list while what waits in the app is still asked for', async () => {
    const admin = await open('/', async (harness) => {
      await customer(harness, 'ada@example.com', 'Ada');
      harness.shop.createCustomer({ email: 'cy@example.com' });
      await harness.fake.deliverDue();
    });
    const { panel, page } = admin;
    const answered = Promise.withResolvers<void>();
    await page.route('**/api/inbox*', async (route) => {
      await answered.promise;
      await route.fallback();
    });
    const events = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith('/events'));
    await admin.go('Activity');
    await (await events).finished();
    // What came with it is on the screen a moment later.
    await admin
      .frame()
      .evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(painted)))));
    expect(await panel.getByText('Nothing has come in yet').count()).toBe(0);
    await panel.locator('.handoff-loading').waitFor();
    answered.resolve();
    await panel.getByRole('row').filter({ hasText: 'New customers' }).getByText('Waits in this app').waitFor();
    await panel.getByRole('row').filter({ hasText: 'ada@example.com' }).waitFor();
    expect(admin.troubles()).toEqual([]);
  });

  it('shows what waits and what could not be read while the server is away, and discards what nobody wants', async () => {
    const admin = await open('/', async (harness) => {
      const uri = `${ORIGIN}/shopify/webhooks`;
      harness.fake.post.add({ shop: harness.shop.domain, topic: 'orders/create', uri, payload: { id: 'not an order' } });
      await harness.pass(24 * 60 * MINUTE);
      harness.shop.createCustomer({ email: 'cy@example.com' });
      await harness.fake.deliverDue();
    });
    await admin.page.route('**/shopify/api/server/**', (route) =>
      route.fulfill({ status: 503, json: { error: { code: 'unavailable', message: 'The server cannot be reached.' } } }),
    );
    await admin.go('Activity');
    await admin.panel.getByText('The server does not answer just now').waitFor();
    const rows = admin.panel.getByRole('row');
    await rows.filter({ hasText: 'New customers' }).getByText('Waits in this app').waitFor();
    const broken = rows.filter({ hasText: 'Orders placed' });
    expect(await broken.textContent()).toContain('Could not be read');
    expect(await admin.axe()).toEqual([]);

    await admin.panel.getByRole('checkbox', { name: 'Choose Orders placed' }).check();
    await admin.panel.getByRole('button', { name: 'Discard' }).click();
    const dialog = await asked(admin, 'Discard 1 webhook?');
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await admin.panel.getByText('1 webhook was discarded.').waitFor();
    await broken.waitFor({ state: 'detached' });
    const { items } = await admin.api.shop('listInbox', { query: {} });
    expect(items.map(({ topic }) => topic)).toEqual(['customers/create']);
  });
});
