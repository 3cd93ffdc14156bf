import { describe, expect, it } from 'vitest';
import { caught, deliver, inbox } from '../../packages/shopify-app/test/support/inbox.ts';
import type { Merchant, MerchantOptions } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

describe.skipIf(!canOpenPanel)('webhooks and settings, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;

  const open = async (options: MerchantOptions) => {
    merchant = await openMerchant({ before: async ({ install }) => void (await install()), ...options });
    return merchant;
  };
  const screen = (title: string) => merchant.panel.getByRole('heading', { level: 1, name: title, exact: true });
  const button = (name: string) => merchant.panel.getByRole('button', { name, exact: true });
  const settings = () => merchant.harness.openPanelApi().shop('getSettings', {});

  it('tries webhooks again that could not be read, and discards one when asked twice', async () => {
    const { panel, harness, axe, troubles } = await open({
      path: '/webhooks',
      before: async (made) => {
        await made.install();
        made.shop.createCustomer({ email: 'ada@example.com' });
        made.shop.createCustomer({ email: 'bob@example.com' });
        const one = caught(made);
        await deliver(made, ...[one('customers/create'), one('customers/create')].map((whole) => ({ ...whole, body: '{"email":"x"}' })));
      },
    });
    const states = async () => (await inbox(harness)).map(({ state }) => state);
    const rows = panel.locator('s-section').filter({ hasText: 'Could not be read' }).getByRole('listitem');
    await expect.poll(() => rows.count()).toBe(2);
    expect(await axe()).toEqual([]);

    await button('Try all again').click();
    await panel.getByText('2 webhooks are tried again.').waitFor();
    expect(await states()).toEqual(['pending', 'pending']);
    await harness.drain();
    await merchant.page.reload();
    await expect.poll(() => rows.count()).toBe(2);

    await rows.first().getByRole('button', { name: 'Discard: New customers' }).click();
    await panel.getByRole('dialog', { name: 'Discard this webhook?' }).waitFor();
    expect(await axe()).toEqual([]);
    await button('Cancel').click();
    expect(await states()).toEqual(['failed', 'failed']);
    await rows.first().getByRole('button', { name: 'Discard: New customers' }).click();
    await button('Discard').click();
    await panel.getByText('1 webhook was discarded.').waitFor();
    await expect.poll(() => rows.count()).toBe(1);
    expect(await states()).toEqual(['failed']);
    expect(troubles()).toEqual([]);
  });

  it('saves settings in Shopify’s bar, and says beside the field what is wrong', async () => {
    const { panel, page, troubles } = await open({ path: '/settings' });
    const bar = page.getByRole('region', { name: 'Unsaved changes' });
    const minutes = panel.getByLabel('Abandoned after');
    await minutes.fill('5');
    await bar.waitFor();
    await bar.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Enter a whole number from 15 to 10,080.').waitFor();
    // The admin has the keyboard; back in the app it is on what is wrong.
    await expect.poll(() => merchant.frame().evaluate(() => document.activeElement?.id)).toBe('abandonedAfterMinutes');
    expect((await settings()).abandonedAfterMinutes).toBe(60);

    await minutes.fill('90');
    await bar.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await bar.waitFor({ state: 'hidden' });
    expect((await settings()).abandonedAfterMinutes).toBe(90);

    await panel.getByLabel('Abandoned checkouts').uncheck();
    await bar.getByRole('button', { name: 'Discard' }).click();
    await bar.waitFor({ state: 'hidden' });
    expect(await panel.getByLabel('Abandoned checkouts').isChecked()).toBe(true);
    expect((await settings()).abandonedAfterMinutes).toBe(90);
    expect(troubles()).toEqual([]);
  });

  it('asks before it leaves what is not saved', async () => {
    const { panel, page } = await open({ path: '/settings' });
    await panel.getByLabel('Abandoned after').fill('90');
    const answers = [false, true];
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void (answers.shift() === true ? dialog.accept() : dialog.dismiss());
    });
    const history = page.getByRole('navigation', { name: 'Apps' }).getByRole('link', { name: 'History' });
    await history.click();
    await expect.poll(() => asked.length).toBe(1);
    await screen('Settings').waitFor();
    expect(await panel.getByLabel('Abandoned after').inputValue()).toBe('90');
    await history.click();
    await screen('History').waitFor();
    await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'hidden' });
    expect((await settings()).abandonedAfterMinutes).toBe(60);
  });

  it('leaves the workspace, and keeps what happens until the shop is connected again', async () => {
    const { panel, harness, axe, troubles } = await open({ path: '/settings' });
    await button('Leave the workspace').click();
    await panel.getByRole('dialog', { name: /^Leave “/ }).waitFor();
    expect(await axe()).toEqual([]);
    await panel.locator('s-modal').getByRole('button', { name: 'Leave the workspace' }).click();
    await screen('Welcome to Handoff').waitFor();
    harness.shop.createCustomer({ email: 'ada@example.com' });
    await harness.pass(60_000);
    expect(await inbox(harness)).toMatchObject([{ topic: 'customers/create', state: 'pending' }]);

    await button('Open the workspace').click();
    await screen('Home').waitFor();
    await merchant.away(() => harness.pass(60 * 60_000));
    expect(await inbox(harness)).toMatchObject([{ topic: 'customers/create', state: 'done' }]);
    expect(troubles()).toEqual([]);
  });
});
