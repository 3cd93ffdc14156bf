import type { Page } from 'playwright-core';
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
  widget.style.width = widget.dataset.size === 'compact' ? '150px' : '300px';
  widget.insertAdjacentHTML('beforeend', '<input type="hidden" name="' + responseFieldName + '" value="token-of-' + sitekey + '-for-' + action + '">');
}
window.turnstile = { reset: (widget) => void (widget.querySelector('input').value += '-anew') };`;

describeOn(SUPPORTED, `Outside spam filters${whyNot}`, ({ database, version }) => {
  let at: PanelSite;

  beforeAll(async () => {
    if (!noBrowser) at = await panelSite(database, { version });
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser)('a refused key leads from the page of health to where it is entered', async () => {
    const { panel, page } = at.window;
    const alert = {
      id: 'alr_1',
      kind: 'screener',
      severity: 'warning',
      message: 'Akismet refuses the key. Messages go on without its word, flagged for a look.',
      fix: 'Enter it again.',
      openedAt: new Date().toISOString(),
    };
    await page.route(
      (url) => decodeURIComponent(url.href).includes('/health/report'),
      async (route) => {
        const response = await route.fetch();
        const report = (await response.json()) as { sources: { alerts: unknown[] }[] };
        await route.fulfill({ response, json: { ...report, sources: report.sources.map((source) => ({ ...source, alerts: [alert] })) } });
      },
    );
    await at.window.open('/health', 'Health');
    await panel.getByText(/^Akismet refuses the key/).waitFor();
    await inspect(page, version, 'health-filter');
    await panel.getByRole('link', { name: /^Open the rules/ }).click();
    await panel.getByRole('checkbox', { name: 'Ask Akismet about each message' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#/quarantine/rules');
    await page.unrouteAll();
  });

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

  /** A visitor whose browser gets a widget that any of Cloudflare's sizes can be. */
  const visit = async (look: (visitor: Page) => Promise<void>) => {
    await at.on.site.php(`update_option('handoff_turnstile', ['siteKey' => '0xSITE', 'since' => time()], true); return true;`);
    const browser = await launchBrowser();
    try {
      const { context } = await openWindow(browser);
      const visitor = await context.newPage();
      await visitor.route('https://challenges.cloudflare.com/**', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: CLOUDFLARE }),
      );
      await look(visitor);
    } finally {
      await browser.close();
    }
  };
  const sentBy = (contact: string) =>
    until('the server has the message', async () => {
      const params = { workspaceId: at.on.server.workspaceId };
      const { items } = await at.on.server.client('listEvents', { params, query: { contact } });
      const [event] = items;
      return event === undefined ? false : at.on.server.client('getEvent', { params: { ...params, eventId: event.id } });
    });
  const TOKEN = { turnstile: 'token-of-0xSITE-for-handoff-form' };

  test.skipIf(noBrowser)('the widget stands above a form’s button, and its token reaches the server', async () => {
    const contactPage = await makeContactPage(at.on.site);
    await visit(async (visitor) => {
      await visitor.goto(contactPage);
      const widget = visitor.locator('form .cf-turnstile');
      await widget.getByText('Success!').waitFor();
      const button = visitor.locator('form', { has: visitor.locator('.cf-turnstile') }).getByRole('button', { name: 'Send' });
      const [above, below] = [await widget.boundingBox(), await button.boundingBox()];
      expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual((below?.y ?? 0) + 1);
      await writeMessage(visitor, contactPage, { name: 'Ada Lovelace', email: 'ada@example.com', message: 'Do you deliver to Oslo?' });
    });
    expect((await sentBy('ada@example.com')).envelope.context).toMatchObject(TOKEN);
  });

  test.skipIf(noBrowser)(
    'WordPress’ registration shows it within its narrow box, anew where the browser brings the page back',
    async () => {
      await at.on.site.php(`update_option('users_can_register', 1); return true;`);
      await visit(async (visitor) => {
        await visitor.goto(`${at.on.served.url}/wp-login.php?action=register`);
        const widget = visitor.locator('#registerform .cf-turnstile');
        await widget.getByText('Success!').waitFor();
        const [inner, outer] = [await widget.boundingBox(), await visitor.getByLabel('Email').boundingBox()];
        expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0));
        await visitor.evaluate(() => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
        await visitor.getByLabel('Username').fill('grace');
        await visitor.getByLabel('Email').fill('grace@example.com');
        await visitor.getByRole('button', { name: 'Register' }).click();
        await visitor.getByText(/registration complete/i).waitFor();
      });
      const context = { turnstile: `${TOKEN.turnstile}-anew` };
      expect(await sentBy('grace@example.com')).toMatchObject({ type: 'user.registered', envelope: { context } });
    },
  );
});
