import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { type Keyboard, keyboardOf } from './support/panel-keyboard.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';
import { leadToTwin, loaded } from './support/panel.ts';

describeOn(SUPPORTED, `The panel without a mouse${whyNot}`, ({ database, version }) => {
  let at: PanelSite;
  let keyboard: Keyboard;
  const button = (name: string | RegExp) => at.window.panel.getByRole('button', { name, exact: true });
  /** After a change of screen the keyboard goes on from its heading. */
  const arriveAt = async (title: string) => {
    await loaded(at.window.panel, title);
    await expect.poll(() => at.window.page.evaluate(() => document.activeElement?.textContent)).toBe(title);
  };

  beforeAll(async () => {
    if (noBrowser) return;
    at = await panelSite(database, { version, paired: false, workspace: 'empty' });
    keyboard = keyboardOf(at.window.page);
    await leadToTwin(at.window.page, at.on.server.twins.origins.hubspot);
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser)('connecting, up to the test that arrives', async () => {
    const { page, panel } = at.window;
    await page.goto(`${at.on.served.url}/wp-admin/admin.php?page=handoff`);
    await loaded(panel, 'Connect this site');
    await keyboard.press(page.getByRole('link', { name: 'Skip to main content' }));
    await keyboard.write(panel.getByLabel('Paste the code from your Handoff server'), await at.on.server.connectionCode());
    await keyboard.press(button('Connect'));
    await arriveAt('Connected');
    await keyboard.press(button('Next: where should it go?'));
    await arriveAt('Where should it go?');
    await keyboard.press(button(/^HubSpot/));
    await arriveAt('Connect HubSpot');
    await keyboard.press(panel.locator('summary', { hasText: 'Use a key instead of signing in' }));
    await keyboard.write(panel.getByLabel(/token/), 'pat-eu1-5b1f0f0e-8d8e-4f4b-9e55-0d2f6d1f6c3a');
    await keyboard.press(button('Connect HubSpot'));
    await arriveAt('What should happen?');
    await keyboard.press(button('Turn on'));
    await arriveAt('Watch a test arrive');
    await keyboard.press(button('Send a test'));
    await panel.getByText('It works: the test has arrived.').waitFor();
    await keyboard.press(panel.getByRole('link', { name: 'Go to Home' }));
    await arriveAt('Home');
    expect(keyboard.problems).toEqual([]);
  });

  test.skipIf(noBrowser)('the mapping editor: a field more, undone and done again, published', async () => {
    const { page, panel } = at.window;
    await at.window.open('/flows', 'Flows');
    await keyboard.press(panel.getByRole('link', { name: 'Edit Ask us to HubSpot' }));
    await arriveAt('Ask us to HubSpot');
    await keyboard.press(button(/more of \d+ fields/));
    await keyboard.press(button(/^City:/));
    // The editor of a row takes the keyboard as it opens.
    await keyboard.goTo(panel.getByRole('combobox', { name: 'Field' }));
    await page.keyboard.type('message');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await keyboard.press(button('Done'));
    // As it is done, it goes back to the row it was opened from.
    const row = button(/^City: Your message/);
    await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true);
    await keyboard.press(button('Undo'), 'Shift+Tab');
    await button('City: Choose a value…').waitFor();
    await keyboard.press(button('Redo'));
    await row.waitFor();

    await keyboard.press(button('Publish'));
    const dialog = page.getByRole('dialog', { name: 'Publish this flow?' });
    await keyboard.goTo(dialog.getByRole('button', { name: 'Cancel' }));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await keyboard.press(button('Publish'));
    await keyboard.press(dialog.getByRole('button', { name: 'Publish', exact: true }));
    await panel.getByText('All saved and live.').waitFor();
    await keyboard.goTo(panel.getByRole('link', { name: 'Home' }), 'Shift+Tab');
    expect(keyboard.problems).toEqual([]);
  });
});
