import { describe, expect, it } from 'vitest';
import type { ShopHarness } from '../../packages/shopify-app/testing/harness.ts';
import type { Merchant } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

const MINUTE = 60_000;

describe.skipIf(!canOpenPanel)('what the panel tells of the shop’s state, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;

  const screen = (title: string) => merchant.panel.getByRole('heading', { level: 1, name: title, exact: true });
  const item = (text: string) => merchant.panel.getByRole('listitem').filter({ hasText: text });

  it('names a permission that is missing, and sees when it is granted', async () => {
    merchant = await openMerchant({
      before: async ({ shop, install }) => {
        await install();
        shop.withdraw('read_orders');
      },
      path: '/settings/permissions',
    });
    await merchant.harness.pass(MINUTE);
    await merchant.page.reload();
    await merchant.panel.getByText('Permissions are missing').waitFor();
    await item('read_orders').getByText('Missing').waitFor();
    expect(await merchant.axe()).toEqual([]);
    merchant.harness.shop.grant('read_orders');
    await merchant.harness.pass(MINUTE);
    await merchant.page.reload();
    await item('read_orders').getByText('Granted').waitFor();
    expect(merchant.troubles()).toEqual([]);
  });

  it('asks for an optional permission when the pixel is turned on, and takes a no', async () => {
    let agrees = false;
    const asked: string[][] = [];
    merchant = await openMerchant({
      before: async ({ shop, install }) => {
        await install();
        shop.withdraw('write_pixels', 'read_customer_events');
      },
      grantScopes: async ({ shop }, scopes) => {
        asked.push(scopes);
        if (agrees) shop.grant(...scopes);
        return agrees;
      },
      path: '/settings/storefront',
    });
    const { panel, harness } = merchant;
    await harness.pass(MINUTE);
    const button = panel.getByRole('button', { name: 'Turn on: Web pixel' });
    await button.click();
    await panel.getByText('Not granted: nothing has changed.').waitFor();
    expect(asked).toHaveLength(1);
    await panel.getByRole('button', { name: 'Turn on: Web pixel' }).waitFor();
    expect(harness.shop.state.pixel).toBeUndefined();

    agrees = true;
    await button.click();
    await panel.getByRole('button', { name: 'Turn off: Web pixel' }).waitFor();
    expect(harness.shop.state.pixel).toBeDefined();
    expect(asked.at(-1)).toEqual(['write_pixels', 'read_customer_events']);
    expect(merchant.troubles()).toEqual([]);
  });

  it('says that Shopify withholds customer data, and that this does not mean there are none', async () => {
    merchant = await openMerchant({
      before: async ({ shop, install, pass }) => {
        await install();
        shop.approve({ email: false });
        shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada' });
        await pass(MINUTE);
      },
    });
    await screen('Home').waitFor();
    await item('Shopify withholds customer data').getByText('Not handed over: e-mail addresses').waitFor();
    await merchant.panel.getByRole('link', { name: 'See what to do: Shopify withholds customer data' }).click();
    await screen('Settings').waitFor();
    await item('E-mail addresses').getByText('Withheld').waitFor();
    expect(await merchant.axe()).toEqual([]);
    expect(merchant.troubles()).toEqual([]);
  });

  it('goes on by itself after a session token that had run out', async () => {
    let calls = 0;
    merchant = await openMerchant({
      before: async ({ install }) => void (await install()),
      sessionToken: ({ shop, clock }) => {
        calls += 1;
        return shop.sessionToken(calls === 1 ? { claims: { exp: Math.floor(clock.now() / 1000) - 600 } } : {});
      },
    });
    await screen('Home').waitFor();
    expect(calls).toBeGreaterThan(1);
  });

  it('mends lost access by being opened', async () => {
    const problem = async ({ store }: ShopHarness) =>
      (await store.db.selectFrom('shopify_shops').select('access_problem').executeTakeFirst())?.access_problem;
    merchant = await openMerchant({
      before: async (harness) => {
        await harness.install();
        harness.shop.loseAccess();
        await harness.pass(2 * 24 * 60 * MINUTE);
        expect(await problem(harness)).toContain('Shopify');
        // And while the merchant opens the app, Shopify is not there to give access.
        harness.fake.interfere(({ url }) => (url.endsWith('/oauth/access_token') ? new Response('', { status: 503 }) : undefined));
      },
    });
    const { panel, harness } = merchant;
    await panel.getByText('Shopify no longer lets Handoff in').waitFor();
    expect(await merchant.axe()).toEqual([]);

    harness.fake.interfere(undefined);
    await panel.getByRole('button', { name: 'Reconnect' }).click();
    await expect.poll(() => problem(harness)).toBeNull();
    await screen('Home').waitFor();
    await panel.getByText('Shopify no longer lets Handoff in').waitFor({ state: 'hidden' });
    expect(merchant.troubles()).toEqual([]);
  });

  it('says of history that it cannot be read, with nothing that loads for ever, and shows it once it can', async () => {
    merchant = await openMerchant({ before: async ({ install }) => void (await install()) });
    const { page, panel } = merchant;
    await screen('Home').waitFor();
    await page.route(/\/jobs$/, (route) => route.fulfill({ status: 503, json: {} }));
    await merchant.go('History');
    await panel.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await panel.locator('.handoff-loading').count()).toBe(0);
    await page.unroute(/\/jobs$/);
    await panel.getByRole('button', { name: 'Try again' }).click();
    await panel.getByRole('button', { name: 'Try again' }).waitFor({ state: 'hidden' });
    await panel.getByRole('button', { name: 'Start the import' }).waitFor();
  });

  it('goes back and forth with the browser', async () => {
    merchant = await openMerchant({ before: async ({ install }) => void (await install()) });
    await screen('Home').waitFor();
    await merchant.go('History');
    await merchant.go('Webhooks');
    await merchant.frame().evaluate(() => history.back());
    await screen('History').waitFor();
    await merchant.frame().evaluate(() => history.go(1));
    await screen('Webhooks').waitFor();
    // A session token has no place in an address that is kept.
    expect(merchant.frame().url()).not.toContain('id_token');
    await merchant.frame().evaluate(() => Object.assign(window, { isOld: true }));
    await merchant.frame().evaluate(() => location.reload());
    // Before that the page that is being left still shows it.
    const isOld = () => merchant.frame().evaluate(() => 'isOld' in window);
    await expect.poll(() => isOld().catch(() => true)).toBe(false);
    await screen('Webhooks').waitFor();
    expect(merchant.troubles()).toEqual([]);
  });

  it('is not shown in the frame of a foreign site', async () => {
    merchant = await openMerchant({ before: async ({ install }) => void (await install()) });
    await screen('Home').waitFor();
    const address = await merchant.harness.shop.embeddedUrl();
    const context = merchant.page.context();
    await context.route('https://evil.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<iframe name="stolen" src="${address.replaceAll('&', '&amp;')}"></iframe>` }),
    );
    const foreign = await context.newPage();
    const refused = foreign.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await foreign.goto('https://evil.test/');
    await refused;
    await expect.poll(() => foreign.frames().map((frame) => frame.url())).toContainEqual(expect.stringContaining('chrome-error'));
  });

  it('comes back after it was uninstalled and installed again', async () => {
    let workspaceId = '';
    merchant = await openMerchant({
      before: async ({ install }) => {
        ({ workspaceId } = await install());
      },
    });
    await screen('Home').waitFor();
    const { harness } = merchant;
    // Uninstalling closes the app in the admin; left open it would go on asking, and be refused.
    await merchant.away(async () => {
      harness.shop.uninstall();
      await harness.pass(MINUTE);
      harness.shop.install();
    });
    // The shop is still connected: what it hands over goes where it went before.
    await screen('Home').waitFor();
    harness.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada' });
    await harness.pass(MINUTE);
    const { items } = await harness.operator('listEvents', { params: { workspaceId }, query: { type: 'customer.created' } });
    expect(items).toHaveLength(1);
    expect(merchant.troubles()).toEqual([]);
  });

  it('imports the past with its progress, paused and gone on with', async () => {
    merchant = await openMerchant({
      before: async ({ shop, install, sendToHubspot, clock, pass }) => {
        for (const name of ['Ada', 'Bo', 'Cy']) shop.createCustomer({ email: `${name.toLowerCase()}@example.com`, firstName: name });
        clock.advance(MINUTE);
        const { workspaceId } = await install();
        await sendToHubspot(workspaceId, ['customer.created', 'customer.updated']);
        await pass(MINUTE);
      },
      path: '/history',
    });
    const { panel, harness } = merchant;
    const before = harness.hubspot.contacts().length;
    await screen('History').waitFor();
    expect(await merchant.axe()).toEqual([]);
    await panel.getByRole('button', { name: 'Start the import' }).click();
    await panel.getByRole('button', { name: 'Pause' }).click();
    await panel.getByText(/^Paused:/).waitFor();
    await merchant.away(() => harness.pass(10 * MINUTE));
    expect(harness.hubspot.contacts()).toHaveLength(before);

    await panel.getByRole('button', { name: 'Go on', exact: true }).click();
    await panel.getByText(/^Under way:/).waitFor();
    await merchant.away(() => harness.pass(10 * MINUTE));
    await panel
      .getByRole('row', { name: /^Import/ })
      .getByText('Done')
      .waitFor();
    expect(await merchant.axe()).toEqual([]);
    expect(harness.hubspot.contacts().map(({ properties }) => properties['email'])).toEqual(
      expect.arrayContaining(['ada@example.com', 'bo@example.com', 'cy@example.com']),
    );
    expect(merchant.troubles()).toEqual([]);
  });

  it('goes on with an import in whose middle the server was restarted', async () => {
    const names = Array.from({ length: 60 }, (_, number) => `person${number}`);
    merchant = await openMerchant({
      before: async ({ shop, install, sendToHubspot, clock, pass }) => {
        for (const name of names) shop.createCustomer({ email: `${name}@example.com`, firstName: name });
        clock.advance(MINUTE);
        const { workspaceId } = await install();
        await sendToHubspot(workspaceId, ['customer.created', 'customer.updated']);
        await pass(MINUTE);
      },
      path: '/history',
    });
    const { panel, harness } = merchant;
    await panel.getByRole('button', { name: 'Start the import' }).click();
    await panel.getByText(/^Under way:/).waitFor();
    const job = () => harness.store.db.selectFrom('shopify_jobs').selectAll().where('kind', '=', 'import').executeTakeFirstOrThrow();
    await merchant.away(async () => {
      // Into the middle: the customers were read, and Shopify writes the file of the orders.
      while ((await job()).done < names.length) {
        await harness.worker.drain();
        harness.clock.advance(10_000);
        await harness.fake.deliverDue();
      }
      expect(await job()).toMatchObject({ state: 'running', cursor: expect.stringContaining('BulkOperation') as string });
      await harness.restart();
    });
    await panel.getByText(/^Under way: .*60 of 60/).waitFor();
    await merchant.away(async () => {
      await harness.pass(10 * MINUTE);
      // HubSpot takes a few at a time.
      for (let turn = 0; turn < names.length; turn += 1) await harness.pass(10_000);
    });
    await panel
      .getByRole('row', { name: /^Import/ })
      .getByText('Done')
      .waitFor();
    const imported = harness.hubspot.contacts().map(({ properties }) => properties['email']);
    expect(new Set(imported)).toEqual(new Set(names.map((name) => `${name}@example.com`)));
    expect(merchant.troubles()).toEqual([]);
  });
});
