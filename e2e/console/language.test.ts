import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pluginTexts } from '../../packages/server/console/plugin-texts.ts';
import { openAlert } from '../../packages/server/src/observe/alerts.ts';
import { said } from '../../packages/server/src/words/said.ts';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { goWithin } from '../wordpress/support/panel.ts';
import { type Business, openBusiness } from './support/business.ts';
import { type ConsoleServer, type Operator, startConsole } from './support/operator.ts';
import { expectUsable } from './support/usable.ts';

const packages = new URL('../../packages/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, packages), 'utf8');

/** What the form of the business is called, which is a word of ours too. */
const FORM = 'Contact';
/** How English says when something happened that just did. */
const A_MOMENT_AGO = 'a few seconds ago';

/** The English of every text that is worded differently in a language. */
function englishOf(language: string, locale: string): Set<string> {
  const own = JSON.parse(read(`server/console/locales/${language}.json`)) as Record<string, string | string[]>;
  const texts: [string, string | string[]][] = Object.entries({ ...pluginTexts(read(`wp-plugin/languages/handoff-${locale}.po`)), ...own });
  texts.push([A_MOMENT_AGO, '']);
  return new Set(
    texts
      .filter(([english, other]) => ![other].flat().includes(english))
      .map(([english]) => english)
      .filter((english) => english !== ''),
  );
}

let server: ConsoleServer;
let browser: Browser;
let business: Business;
beforeAll(async () => {
  [server, browser] = await Promise.all([startConsole(), launchBrowser()]);
  business = await openBusiness(server);
  const { store, clock } = server.server.deps;
  const { workspaceId } = business;
  const message = said('alert.silence', { name: 'bloom.example', since: { span: 5 * 3_600_000 }, gap: { span: 3_600_000 } });
  await openAlert(store.db, { workspaceId, key: 'silence:x', kind: 'silence', message }, clock.now());
});
afterAll(async () => {
  await browser.close();
  await business.close();
  await server.close();
});

const SECTIONS = ['', 'health', 'flows', 'destinations', 'activity', 'quarantine', 'alerts', 'map', 'names'];
const WORKSPACE = ['sources', 'members', 'permissions', 'audit', 'privacy'];

describe.each([
  ['de', 'de_DE', 'de-AT', 'Arbeitsbereiche', 'hat seit 5 Stunden nichts gesendet'],
  ['fr', 'fr_FR', 'fr-FR', 'Espaces de travail', 'n’a rien envoyé depuis 5 heures'],
])('the console in %s', (language, plugin, locale, workspaces, alert) => {
  const english = englishOf(language, plugin);
  let person: Operator;
  beforeAll(async () => {
    person = await server.signIn(browser, { email: `olga-${language}@agency.example`, role: 'owner', locale });
  });

  const settled = async (page: Page) => {
    await page.locator('#handoff-console-main h1').first().waitFor();
    await expect.poll(() => page.locator('.handoff-loading, .components-spinner').count()).toBe(0);
  };
  const left = async (page: Page) => {
    const lines = (await page.locator('body').innerText()).split('\n').map((line) => line.trim());
    return lines.filter((line) => line !== FORM && english.has(line));
  };

  test('the pages above the workspaces say nothing in English', async () => {
    const { page } = person;
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await page.getByRole('heading', { name: workspaces }).waitFor();
    await page.getByText(alert).waitFor();
    for (const path of ['', '/operators', '/tokens', '/changes']) {
      await page.goto(`${server.server.url}/console${path}`);
      await settled(page);
      expect(await left(page), path).toEqual([]);
      await expectUsable(page, `${language}${path.replace('/', '-')}`);
    }
  });

  test('nor do those of a workspace, and each has a name of its own', async () => {
    const { page } = person;
    await page.goto(`${server.server.url}/console/workspaces/${business.workspaceId}`);
    await page.locator('.handoff-console-screen h2').first().waitFor();
    const names = await page.locator('.handoff-console-nav a').allInnerTexts();
    expect(names).toHaveLength(SECTIONS.length + WORKSPACE.length);
    expect(new Set(names).size).toBe(names.length);
    for (const section of [...SECTIONS, ...WORKSPACE]) {
      await page.evaluate(goWithin, `/${section}`);
      await page.locator('.handoff-console-screen h2').first().waitFor();
      await settled(page);
      expect(await left(page), section).toEqual([]);
    }
    expect(person.troubles()).toEqual([]);
  });
});
