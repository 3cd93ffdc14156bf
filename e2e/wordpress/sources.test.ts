import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, openWindow } from './support/browser.ts';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { FORM_PLUGINS } from './support/form-plugins.ts';
import { pairedSite, type PairedSite } from './support/paired.ts';
import { until } from './support/until.ts';

const environment = inject('wordpress');
const noBrowser = 'missing' in environment || environment.missingPrograms.includes('chromium');

describeOn(
  SUPPORTED,
  `Every source, from the visitor's browser to HubSpot${noBrowser ? ' (not here: chromium)' : ''}`,
  ({ database, version }) => {
    let on: PairedSite;
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
      if (noBrowser) return;
      [on, browser] = await Promise.all([pairedSite(database, { version }), launchBrowser()]);
      const { context } = await openWindow(browser);
      page = await context.newPage();
    });
    afterAll(async () => void (await Promise.all([on?.close(), browser?.close()])));

    const eventsOf = async (email: string) => {
      const { items } = await on.server.client('listEvents', {
        params: { workspaceId: on.server.workspaceId },
        query: { contact: email, limit: 200 },
      });
      return Promise.all(
        items.map(({ id }) => on.server.client('getEvent', { params: { workspaceId: on.server.workspaceId, eventId: id } })),
      );
    };
    /** The events of a person at the server, once the person is a contact at HubSpot. */
    const arrived = async (email: string) => {
      await until(`${email} is a HubSpot contact`, () =>
        Promise.resolve(on.server.twins.hubspot.contacts().some(({ properties }) => properties['email'] === email)),
      );
      return eventsOf(email);
    };

    test.skipIf(noBrowser).each(FORM_PLUGINS)('$title', async ({ slug, source, make, fields, submit }) => {
      const email = `visitor@${slug}.example`;
      const url = await on.site.php<string>(
        `$content = (function () { ${make} })();
       return get_permalink(wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Ask us', 'post_content' => $content]));`,
        { user: 'admin' },
      );
      const known = (await on.status()).sources.find((one) => one.slug === source);
      expect(known).toMatchObject({ available: true, enabled: true, forms: [{ title: 'Ask us' }] });

      await page.goto(`${url}?utm_source=autumn`);
      await page.fill(fields.name, 'Ada Lovelace');
      await page.fill(fields.email, email);
      await page.fill(fields.message, 'Do you deliver to Oslo?');
      await page.click(submit);
      const [event, ...more] = await arrived(email);
      expect(more).toEqual([]);
      expect(event).toMatchObject({ type: 'form.submitted' });
      const text = JSON.stringify(event);
      for (const part of ['Ask us', 'Do you deliver to Oslo?', 'Ada Lovelace', 'autumn']) expect(text).toContain(part);
      expect(await on.outbox()).toContainEqual(expect.objectContaining({ source, contact: email, state: 'delivered', origin: 'hook' }));
    });
  },
);
