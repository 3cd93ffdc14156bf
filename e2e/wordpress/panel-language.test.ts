import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { po } from 'gettext-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { expectToFit } from './support/panel-screens.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';
import { PLUGIN } from './support/plugin.ts';

const SCREENS = [
  ['/', 'Home'],
  ['/flows', 'Flows'],
  ['/flows/new', 'New flow'],
  ['/destinations', 'Destinations'],
  ['/activity', 'Activity'],
  ['/quarantine', 'Quarantine'],
  ['/quarantine/same-person', 'Quarantine'],
  ['/quarantine/quality', 'Quarantine'],
  ['/quarantine/rules', 'Quarantine'],
  ['/settings', 'Settings'],
  ['/settings/connection', 'Settings'],
] as const;

/** What each English text is in German. */
async function german(): Promise<Map<string, string>> {
  const file = po.parse(await readFile(join(PLUGIN, 'languages/handoff-de_DE.po')));
  const texts = Object.values(file.translations).flatMap((context) => Object.values(context));
  return new Map(texts.filter(({ msgid }) => msgid !== '').map(({ msgid, msgstr }) => [msgid, msgstr[0] ?? '']));
}

describeOn(SUPPORTED, `The panel in other languages${whyNot}`, ({ database, version }) => {
  let at: PanelSite;
  beforeAll(async () => {
    if (noBrowser) return;
    at = await panelSite(database, { version });
    await at.write({ name: 'Ada Lovelace', email: 'ada@example.com', message: 'Do you deliver to Oslo?' });
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser)('German: no text of ours is left in English', async () => {
    const { page, panel, open } = at.window;
    const words = await german();
    const inGerman = (english: string) => words.get(english) ?? `(${english} has no translation)`;
    // Past WordPress' own check, which wants core's language pack; there is none here.
    const speak = (locale: string) =>
      at.on.site.sql(`REPLACE INTO wp_options (option_name, option_value, autoload) VALUES ('WPLANG', '${locale}', 'on')`);
    await speak('de_DE');
    const left = async () => {
      const texts = await page.locator('#handoff-panel, #handoff').evaluate((part) => {
        const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        const found: string[] = [];
        while (walker.nextNode() !== null) found.push((walker.currentNode.textContent ?? '').trim());
        return found;
      });
      return texts.filter((text) => words.has(text) && words.get(text) !== text);
    };
    try {
      for (const [route, title] of SCREENS) {
        await open(route, inGerman(title));
        expect(await left(), route).toEqual([]);
      }
      // What the server says of a message, and numbers, too.
      await open('/quarantine/review', inGerman('Quarantine'));
      await panel
        .getByText(/^Zeit bis zum Absenden: Das Formular wurde .* schneller, als Menschen es von Hand ausfüllen können\.$/)
        .first()
        .waitFor();
      await panel.getByText('+2,5', { exact: true }).first().waitFor();
      await page.goto(`${at.on.served.url}/wp-admin/`);
      await page.locator('#handoff').getByText(inGerman('Nothing waits to be sent.')).waitFor();
      expect(await left(), 'dashboard').toEqual([]);
    } finally {
      await speak('');
    }
  });

  test.skipIf(noBrowser)('from right to left', async () => {
    const { page, panel, open } = at.window;
    await at.on.site.addMuPlugin(
      'rtl.php',
      `<?php add_filter('gettext_with_context', fn($to, $text, $context) => $context === 'text direction' ? 'rtl' : $to, 10, 3);`,
    );
    await page.goto(`${at.on.served.url}/wp-admin/`);
    for (const [route, title] of SCREENS) {
      await open(route, title);
      await expectToFit(page, `${route} from right to left`);
      const [heading, around] = [await panel.getByRole('heading', { level: 2 }).boundingBox(), await panel.boundingBox()];
      const rightEdge = (box: typeof around) => Math.round((box?.x ?? 0) + (box?.width ?? 0));
      expect(rightEdge(heading), title).toBeGreaterThan(rightEdge(around) - 40);
    }
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('link#handoff-panel-rtl-css').count()).toBe(1);
    expect(at.window.troubles).toEqual([]);
    expect(await at.on.site.complaints()).toEqual([]);
  });
});
