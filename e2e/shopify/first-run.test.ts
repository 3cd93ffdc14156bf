import { describe, expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import { keyboardOf } from './support/keyboard.ts';
import type { Merchant } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

describe.skipIf(!canOpenPanel)('the first day of a merchant, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;

  const screen = (title: string) => merchant.panel.getByRole('heading', { level: 1, name: title, exact: true });
  const button = (name: string) => merchant.panel.getByRole('button', { name, exact: true });
  const openWorkspace = async () => {
    await merchant.panel.getByLabel('Name of the business').fill('Steep Tea');
    await button('Open the workspace').click();
    await screen('Home').waitFor();
  };

  it('goes from the store to a record at HubSpot', async () => {
    merchant = await openMerchant();
    const { panel, harness } = merchant;

    await screen('Welcome to Handoff').waitFor();
    await inspect(merchant, 'set-up');
    await openWorkspace();
    await inspect(merchant, 'first-run-1-home');
    await panel.getByText('1 of 4 done').waitFor();

    await panel.getByRole('link', { name: 'Go on: Connect a destination' }).click();
    await screen('Where should it go?').waitFor();
    await panel
      .getByRole('link', { name: /HubSpot/ })
      .or(panel.getByRole('button', { name: /HubSpot/ }))
      .click();
    await screen('Connect HubSpot').waitFor();
    await panel.getByText('Use a key instead of signing in').click();
    await panel.getByLabel('Service key or private app token').fill('pat-eu1-12345678');
    await inspect(merchant, 'first-run-2-connection');
    await button('Connect HubSpot').click();

    await screen('What should happen?').waitFor();
    await panel.getByText('Person’s e-mail').waitFor();
    await inspect(merchant, 'first-run-3-flow');
    await button('Turn on').click();

    await screen('Watch a test arrive').waitFor();
    await panel.getByLabel('E-mail address of the made-up person').fill('ada@example.com');
    await inspect(merchant, 'first-run-4-test');
    await button('Send a test order').click();
    // A test is kept back until the person who asked for it lets it go, which the screen does when it finds it.
    await panel.getByText('The server has it').waitFor();
    await harness.drain();
    await panel.getByText('On its way to HubSpot').waitFor();
    await harness.drain();
    await panel.getByText('Arrived at HubSpot: a new record').waitFor();
    expect(harness.hubspot.contacts()).toMatchObject([{ properties: { email: 'ada@example.com' } }]);
    await inspect(merchant, 'first-run-5-arrived');

    await panel.getByRole('link', { name: 'Go to Home' }).click();
    await screen('Home').waitFor();
    await panel.getByText('Nothing. All is well.').waitFor();
    expect(await panel.getByText('Finish setting up').count()).toBe(0);
    expect(merchant.troubles()).toEqual([]);
  });

  it('goes with the keyboard alone, and stays where the person is', async () => {
    merchant = await openMerchant();
    const { panel, page } = merchant;
    const keyboard = keyboardOf(page);

    await keyboard.goTo(panel.getByRole('radio', { name: /^Open a new workspace/ }));
    await page.keyboard.press('ArrowDown');
    await keyboard.press(button('Join the workspace'));
    await panel.getByText('Paste the connection code.').waitFor();
    await keyboard.write(panel.getByLabel('Connection code'), 'hnd_nothing');
    await keyboard.press(button('Join the workspace'));
    await panel.getByRole('alert').waitFor();
    expect(await merchant.axe()).toEqual([]);

    await keyboard.goTo(panel.getByRole('radio', { name: /^Join a workspace/ }));
    await page.keyboard.press('ArrowUp');
    await keyboard.write(panel.getByLabel('Name of the business'), 'Steep Tea');
    await page.keyboard.press('Enter');
    await screen('Home').waitFor();
    // What the keyboard was on is gone; it goes on with the new screen.
    await expect.poll(() => merchant.frame().evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Home');

    await keyboard.press(panel.getByRole('link', { name: 'Go on: Turn on the web pixel' }));
    await screen('Settings').waitFor();
    // The keyboard goes on from the part that was asked for, not from the top.
    await keyboard.goTo(button('Turn on: Web pixel'));
    // The browser itself notes the code that was refused.
    expect(merchant.troubles()).toEqual([expect.stringContaining('/api/workspace/join')]);
  });
});
