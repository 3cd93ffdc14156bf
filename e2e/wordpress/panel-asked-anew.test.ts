import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';

describeOn(SUPPORTED, `What is asked anew after it went wrong${whyNot}`, ({ database, version }) => {
  let at: PanelSite;

  beforeAll(async () => {
    if (noBrowser) return;
    at = await panelSite(database, { version });
    await at.write({ name: 'Ada Lovelace', email: 'ada@example.com', message: 'Do you deliver to Oslo?' });
    await at.on.flush();
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser).for([
    ['/settings', 'Delete delivered submissions now', '/forget', 'Delete'],
    ['/settings/connection', 'Change the key', '/rotate-key', 'Change the key'],
    ['/settings/connection', 'Disconnect', '/disconnect', 'Disconnect'],
  ] as const)('%s: “%s” no longer says what went wrong the time before', async ([route, label, address, verb]) => {
    const { panel, page, meant } = at.window;
    await at.window.open(route, 'Settings');
    const isAsked = (url: URL) => decodeURIComponent(url.href).includes(`/handoff/v1${address}`);
    await page.route(isAsked, (request) =>
      request.fulfill({ status: 500, json: { error: { code: 'internal', message: 'Not just now.' } } }),
    );
    const open = panel.getByRole('button', { name: label, exact: true });
    const dialog = page.getByRole('dialog');
    await meant(/500/, async () => {
      await open.click();
      await dialog.getByRole('button', { name: verb, exact: true }).click();
      await dialog.getByText('Not just now.').waitFor();
    });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await open.click();
    await dialog.getByRole('button', { name: 'Cancel' }).waitFor();
    expect(await dialog.getByText('Not just now.').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.unroute(isAsked);
  });
});
