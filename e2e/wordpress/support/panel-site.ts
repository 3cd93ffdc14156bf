import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { launchBrowser, openWindow } from './browser.ts';
import { makeContactPage, type Message, writeMessage } from './contact-form.ts';
import type { DatabaseServer } from './database.ts';
import { pairedSite, type PairedOptions, type PairedSite } from './paired.ts';
import { openAdmin, type PanelWindow } from './panel.ts';
import { until } from './until.ts';

const environment = inject('wordpress');

/** Tests that need a browser are skipped without one; `whyNot` says so in their title. */
export const noBrowser = 'missing' in environment || environment.missingPrograms.includes('chromium');
export const whyNot = noBrowser ? ' (not here: chromium)' : '';

/** A site with a contact form, an administrator in front of the panel and a visitor in front of the form. */
export interface PanelSite {
  on: PairedSite;
  browser: Browser;
  window: PanelWindow;
  /** The visitor sends the form; answers when the server has screened what they wrote. */
  write: (message: Message) => Promise<void>;
  close: () => Promise<void>;
}

export async function panelSite(database: DatabaseServer, options: PairedOptions): Promise<PanelSite> {
  const [on, browser] = await Promise.all([pairedSite(database, { plugins: ['contact-form-7'], ...options }), launchBrowser()]);
  const close = async () => void (await Promise.all([browser.close(), on.close()]));
  try {
    const contactPage = await makeContactPage(on.site);
    const window = await openAdmin(browser, on.served.url);
    const { context } = await openWindow(browser);
    const visitor = await context.newPage();
    const write = async (message: Message) => {
      const params = { workspaceId: on.server.workspaceId };
      const latest = async () => (await on.server.client('listEvents', { params, query: { contact: message.email, limit: 1 } })).items[0];
      const before = await latest();
      await writeMessage(visitor, contactPage, message);
      await until(`the server has screened what ${message.email} wrote`, async () => {
        const event = await latest();
        return event !== undefined && event.id !== before?.id && event.state !== 'received';
      });
    };
    return { on, browser, window, write, close };
  } catch (error) {
    await close();
    throw error;
  }
}
