import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow } from './support/browser.ts';
import { makeContactPage, writeMessage } from './support/contact-form.ts';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { inspect } from './support/panel-screens.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';
import { until } from './support/until.ts';

/** What Cloudflare's script does with each widget, as far as a form sees it. */
const CLOUDFLARE = `for (const widget of document.querySelectorAll('.cf-turnstile')) {
  const { sitekey, action, responseFieldName } = widget.dataset;
  widget.textContent = 'Success!';
  widget.insertAdjacentHTML('beforeend', '<input type="hidden" name="' + responseFieldName + '" value="token-of-' + sitekey + '-for-' + action + '">');
}`;

describeOn(SUPPORTED, `Outside spam filters${whyNot}`, ({ database, version }) => {
  let at: PanelSite;

  beforeAll(async () => {
    if (!noBrowser) at = await panelSite(database, { version });
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser)('are off, say what they get of visitors, and keep no key that could not be tried', async () => {
    const { panel, page, troubles } = at.window;
    await at.window.open('/quarantine/rules', 'Quarantine');
    const isOn = panel.getByRole('checkbox', { name: 'Ask Akismet about each message' });
    await isOn.waitFor();
    expect(await isOn.isChecked()).toBe(false);
    expect(await panel.getByRole('checkbox', { name: 'Check visitors with Turnstile' }).isChecked()).toBe(false);
    await panel.getByText('Akismet gets what the message says', { exact: false }).waitFor();
    await inspect(page, version, 'filter-services');

    await isOn.click();
    await panel.getByLabel('Akismet key').fill('abc123def456');
    await panel.getByRole('button', { name: 'Save Akismet' }).click();
    await panel.getByText(/nothing was saved/).waitFor();
    await inspect(page, version, 'filter-services-unreachable');
    const params = { workspaceId: at.on.server.workspaceId };
    const [source] = (await at.on.server.client('listSources', { params })).items;
    const services = await at.on.server.client('getScreeningServices', { params: { ...params, sourceId: source?.id ?? '' } });
    expect(services.akismet).toMatchObject({ on: false, hasKey: false });
    expect(troubles.filter((trouble) => !trouble.includes('502'))).toEqual([]);
  });

  test.skipIf(noBrowser)('the widget stands above a form’s button, and its token reaches the server', async () => {
    await at.on.site.php(`update_option('handoff_turnstile', ['siteKey' => '0xSITE', 'since' => time()], true); return true;`);
    const contactPage = await makeContactPage(at.on.site);
    const browser = await launchBrowser();
    try {
      const { context } = await openWindow(browser);
      const visitor = await context.newPage();
      await visitor.route('https://challenges.cloudflare.com/**', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: CLOUDFLARE }),
      );
      await visitor.goto(contactPage);
      const widget = visitor.locator('form .cf-turnstile');
      await widget.getByText('Success!').waitFor();
      const button = visitor.locator('form', { has: visitor.locator('.cf-turnstile') }).getByRole('button', { name: 'Send' });
      const [above, below] = [await widget.boundingBox(), await button.boundingBox()];
      expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual((below?.y ?? 0) + 1);
      await writeMessage(visitor, contactPage, { name: 'Ada Lovelace', email: 'ada@example.com', message: 'Do you deliver to Oslo?' });
    } finally {
      await browser.close();
    }
    const sent = await until('the server has the message', async () => {
      const params = { workspaceId: at.on.server.workspaceId };
      const { items } = await at.on.server.client('listEvents', { params, query: { contact: 'ada@example.com' } });
      const [event] = items;
      return event === undefined ? false : at.on.server.client('getEvent', { params: { ...params, eventId: event.id } });
    });
    expect(sent.envelope.context).toMatchObject({ turnstile: 'token-of-0xSITE-for-handoff-form' });
  });
});
