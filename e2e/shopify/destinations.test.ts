import { describe, expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import type { Merchant, MerchantOptions } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

const MINUTE = 60_000;
const REFUSED = {
  status: 401,
  body: { status: 'error', category: 'INVALID_AUTHENTICATION', message: 'Authentication credentials not found.' },
};

describe.skipIf(!canOpenPanel)('destinations, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;

  /** Opens the destinations of a shop that belongs to a workspace. */
  const open = async (options: MerchantOptions = {}): Promise<Merchant> => {
    merchant = await openMerchant({ path: '/destinations', before: async ({ install }) => void (await install()), ...options });
    return merchant;
  };
  const sending: NonNullable<MerchantOptions['before']> = async (harness) => {
    const { workspaceId } = await harness.install();
    await harness.sendToHubspot(workspaceId, ['customer.created']);
  };
  const button = (name: string) => merchant.panel.getByRole('button', { name, exact: true });

  it('keeps a key that does not work, says why beside it, and takes the one that does', async () => {
    const shop = await open();
    const { panel, harness, troubles } = shop;
    await panel.getByText('No account is connected yet').waitFor();
    await inspect(shop, 'destinations-none');
    await panel.getByRole('link', { name: 'Add a destination' }).click();
    await inspect(shop, 'destinations-new');
    await panel.getByRole('button', { name: /^HubSpot/ }).click();
    await panel.getByText('Use a key instead of signing in').click();
    harness.hubspot.inject({ match: /./, when: 'before', answer: REFUSED });
    await panel.getByLabel('Service key or private app token').fill('pat-eu1-12345678');
    await button('Connect HubSpot').click();
    await panel.getByText(/^It is saved, but it does not work yet: /).waitFor();
    await inspect(shop, 'destination-refused');

    await panel.getByLabel('Service key or private app token').fill('pat-eu1-87654321');
    await button('Save and test').click();
    await panel.getByRole('heading', { level: 1, name: 'Destinations' }).waitFor();
    await panel.getByText('Works').waitFor();
    // What was typed is nowhere on the page any more.
    await panel.getByRole('link', { name: 'Edit: HubSpot' }).click();
    await panel.getByText('Saved: ••••4321. Leave this empty to keep it.').waitFor();
    expect(await panel.locator('body').innerHTML()).not.toContain('87654321');
    await panel.getByLabel('This key ends on (optional)').fill('2027-03-31');
    await inspect(shop, 'destination-edit');
    expect(troubles()).toEqual([]);
  });

  it('connects an account once, however often Enter is pressed', async () => {
    const { panel, page, harness } = await open();
    await panel.getByRole('link', { name: 'Add a destination' }).click();
    await panel.getByRole('button', { name: /^HubSpot/ }).click();
    await panel.getByText('Use a key instead of signing in').click();
    await panel.getByLabel('Service key or private app token').fill('pat-eu1-87654321');
    const [sent, pressed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await page.route(/\/connections$/, async (route) => {
      if (route.request().method() === 'POST') {
        sent.resolve();
        await pressed.promise;
      }
      await route.fallback();
    });
    const name = panel.getByLabel('Name', { exact: true });
    await name.press('Enter');
    await sent.promise;
    await name.press('Enter');
    pressed.resolve();
    await panel.getByRole('heading', { level: 1, name: 'Destinations' }).waitFor();
    const { server } = harness.openPanelApi();
    const [workspace] = (await harness.operator('listWorkspaces', {})).items;
    const { items } = await server('listConnections', { params: { workspaceId: workspace?.id ?? '' } });
    expect(items.map(({ destination }) => destination)).toEqual(['hubspot']);
  });

  /** Presses the button; answers what HubSpot was asked in the window that opened. */
  const beginSignIn = async (): Promise<URLSearchParams> => {
    const { panel, page } = merchant;
    await page.context().route('https://app.hubspot.com/**', (route) => route.fulfill({ contentType: 'text/html', body: 'Allow access?' }));
    const opened = page.waitForEvent('popup');
    await button('Sign in with HubSpot').click();
    const popup = await opened;
    await popup.getByText('Allow access?').waitFor();
    await panel.getByText('Waiting for you to sign in to HubSpot in the other window.').waitFor();
    expect(await popup.evaluate(() => window.opener === null)).toBe(true);
    return new URL(popup.url()).searchParams;
  };
  /** HubSpot sends the person's browser back to the server. */
  const allowAccess = async (asked: URLSearchParams) => {
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.search = new URLSearchParams({ code: 'code-1', state: asked.get('state') ?? '' }).toString();
    merchant.harness.clock.advance(1000);
    expect((await merchant.harness.fetch(new Request(back))).status).toBe(200);
  };

  it('knows on an account’s own page that somebody signed in there', async () => {
    const { panel, page } = await open({ env: { HANDOFF_OAUTH_HUBSPOT: 'client-1:secret-1' } });
    await panel.getByRole('link', { name: 'Add a destination' }).click();
    await panel.getByRole('button', { name: /^HubSpot/ }).click();
    await beginSignIn();
    // They go away, and come back to it another time.
    await page.getByRole('link', { name: 'Destinations', exact: true }).click();
    await panel.getByRole('link', { name: 'Sign in: HubSpot' }).click();
    await allowAccess(await beginSignIn());
    await panel.getByText('Saved, and it works.').waitFor();
    await button('Sign in again').waitFor();
    expect(await button('Sign in with HubSpot').count()).toBe(0);
  });

  it('signs in at the vendor in a window of its own, goes on by itself, and names the permissions that are missing', async () => {
    const shop = await open({ env: { HANDOFF_OAUTH_HUBSPOT: 'client-1:secret-1' } });
    const { panel } = shop;
    await panel.getByRole('link', { name: 'Add a destination' }).click();
    await panel.getByRole('button', { name: /^HubSpot/ }).click();
    await allowAccess(await beginSignIn());
    await panel.getByRole('heading', { level: 1, name: 'Destinations' }).waitFor();
    await panel.getByRole('link', { name: /are missing$/ }).click();
    await panel.getByText('Some permissions are missing. Add them there, then sign in again.').waitFor();
    const missing = panel.getByText(/crm\.objects\.deals\.write.*– needed for: /);
    await missing.waitFor();
    expect(await missing.isVisible()).toBe(true);
    await inspect(shop, 'destination');
  });

  it('pauses and goes on without losing anything, and is not removed while a flow sends to it', async () => {
    const { panel, harness } = await open({ before: sending });
    await button('Pause: HubSpot').click();
    await panel.getByText('Paused by Olga Lind.').waitFor();
    harness.shop.createCustomer({ email: 'ada@example.com' });
    await harness.pass(MINUTE);
    expect(harness.hubspot.contacts()).toEqual([]);

    await button('Resume: HubSpot').click();
    await panel.getByText('Works').waitFor();
    await harness.pass(MINUTE);
    expect(harness.hubspot.contacts()).toMatchObject([{ properties: { email: 'ada@example.com' } }]);

    await button('Remove: HubSpot').click();
    await panel.getByText('These flows send to it. Take it out of them first, or archive them:').waitFor();
    expect(await panel.locator('s-modal').getByRole('button', { name: 'Remove' }).isDisabled()).toBe(true);
  });

  it('changes an account with Shopify’s own bar, and marks what is wrong', async () => {
    const { panel, page, axe } = await open({ before: sending });
    const name = panel.getByLabel('Name', { exact: true });
    await panel.getByRole('link', { name: 'Edit: HubSpot' }).click();
    await name.fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Give it a name.').waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => name.inputValue()).toBe('HubSpot');

    await name.fill('HubSpot of the shop');
    await page.getByRole('button', { name: 'Save' }).click();
    await panel.getByRole('heading', { level: 1, name: 'HubSpot of the shop' }).waitFor();
    await page.getByText('Unsaved changes').waitFor({ state: 'hidden' });
  });
});
