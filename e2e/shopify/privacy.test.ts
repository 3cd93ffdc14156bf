import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import type { Merchant } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

const MINUTE = 60_000;

describe.skipIf(!canOpenPanel)('what is kept of people, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;
  let workspaceId: string;

  const button = (name: string | RegExp) => merchant.panel.getByRole('button', { name });
  const dialog = async (name: string) => {
    await merchant.panel.getByRole('dialog', { name, exact: true }).waitFor();
    return merchant.panel.locator('s-modal');
  };
  const open = async () => {
    merchant = await openMerchant({
      before: async ({ install, sendToHubspot, shop, pass }) => {
        ({ workspaceId } = await install());
        await sendToHubspot(workspaceId, ['customer.created']);
        shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' });
        await pass(MINUTE);
      },
      path: '/privacy',
    });
    return merchant;
  };

  it('is handed out as a file, and erased with a receipt that says what was done', async () => {
    const { panel, page, harness, troubles } = await open();
    const asked = panel.getByLabel('Their e-mail address or phone number');
    await asked.fill('ada@example.com');
    const [file] = await Promise.all([page.waitForEvent('download'), button('Download what is kept').click()]);
    expect(await readFile(await file.path(), 'utf8')).toContain('Lovelace');
    await panel.getByText(/^The file holds 1 event\./).waitFor();
    await panel.getByRole('listitem', { name: /^Handed out/ }).waitFor();

    await button('Erase this person').click();
    const question = await dialog('Erase this person?');
    await question.getByText('ada@example.com').waitFor();
    await inspect(merchant, 'privacy-erase');
    await question.getByRole('button', { name: 'Erase' }).click();
    const done = await dialog('Erased');
    await done.getByText('Contents of events erased: 1').waitFor();
    await done
      .getByText(/HubSpot/)
      .first()
      .waitFor();
    await inspect(merchant, 'privacy-erased');
    await done.getByRole('button', { name: 'Close' }).last().click();
    const receipt = panel.getByRole('listitem', { name: /^Erased/ });
    await receipt.getByText('Contents of events erased: 1').waitFor();
    const [proof] = await Promise.all([page.waitForEvent('download'), receipt.getByRole('button', { name: 'Download receipt' }).click()]);
    const words = await readFile(await proof.path(), 'utf8');
    expect(words).toContain('Receipt: personal data erased');
    expect(words).not.toContain('ada@example.com');
    await inspect(merchant, 'privacy');

    await asked.fill('ada@example.com');
    await Promise.all([page.waitForEvent('download'), button('Download what is kept').click()]);
    await panel.getByText('No event of this person was found.').waitFor();
    const { items } = await harness.operator('listEvents', { params: { workspaceId }, query: { type: 'customer.created' } });
    expect(items).toMatchObject([{ erasedAt: expect.any(String) as string }]);
    expect(troubles()).toEqual([]);
  });

  it('is kept for as many days as the shop sets, and no other number is taken', async () => {
    const { panel, page, harness, troubles } = await open();
    const bar = page.getByRole('region', { name: 'Unsaved changes' });
    const days = panel.getByLabel('Alerts that are over (days)');
    await days.fill('0');
    await panel.getByText(/^From \d+ to [\d,]+ days\.$/).waitFor();
    await bar.getByRole('button', { name: 'Save' }).click();
    await days.fill('45');
    await bar.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Saved. What is older goes within the next hours.').waitFor();
    await bar.waitFor({ state: 'hidden' });
    expect((await harness.operator('getRetention', { params: { workspaceId } })).own).toEqual({ alerts: 45 });

    // What somebody else changes meanwhile is shown, and not taken back by who saves another number.
    await days.fill('50');
    await harness.operator('setRetention', { params: { workspaceId }, body: { alerts: 45, people: 400 } });
    const comesBackToTheTab = () => panel.locator('body').evaluate(() => void window.dispatchEvent(new Event('visibilitychange')));
    const shows = async (label: string, value: string) =>
      await expect
        .poll(() => comesBackToTheTab().then(() => panel.getByLabel(label).inputValue()), { timeout: 30_000, interval: 500 })
        .toBe(value);
    await shows('People of whom nothing was heard (days)', '400');
    await bar.getByRole('button', { name: 'Save' }).click();
    await bar.waitFor({ state: 'hidden' });
    expect((await harness.operator('getRetention', { params: { workspaceId } })).own).toEqual({ alerts: 50, people: 400 });
    await harness.operator('setRetention', { params: { workspaceId }, body: { alerts: 60 } });
    await shows('Alerts that are over (days)', '60');
    await bar.waitFor({ state: 'hidden' });
    expect(troubles()).toEqual([]);
  });
});
