import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { keyboardOf } from './support/panel-keyboard.ts';
import { loaded } from './support/panel.ts';
import { inspect } from './support/panel-screens.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';
import { until } from './support/until.ts';

const COUNT = 45;

describeOn(SUPPORTED, `A full quarantine in the panel${whyNot}`, ({ database, version }) => {
  let at: PanelSite;
  const button = (name: string | RegExp) => at.window.panel.getByRole('button', { name });
  const params = () => ({ workspaceId: at.on.server.workspaceId });
  const listed = async (query: Record<string, unknown>) =>
    (await at.on.server.client('listEvents', { params: params(), query: { ...query, limit: 200 } })).items.length;

  beforeAll(async () => {
    if (noBrowser) return;
    at = await panelSite(database, { version });
    const [source] = (await at.on.server.client('listSources', { params: params() })).items;
    await at.on.server.client('updateSource', {
      params: { ...params(), sourceId: source?.id ?? '' },
      body: { settings: { screening: { observe: false, blockedSenders: ['casino.example'] } } },
    });
    const words = 'Donaudampfschifffahrtsgesellschaftskapitaen'.repeat(8);
    await at.on.site.php(`for ($n = 0; $n < ${COUNT}; $n++) wp_new_comment(['comment_post_ID' => 1, 'comment_author' => "Visitor $n",
      'comment_author_email' => "visitor$n@casino.example", 'comment_author_url' => '', 'comment_author_IP' => '192.0.2.1',
      'comment_content' => "Win $n times. ${words}"], true);`);
    await until('all are kept back', async () => {
      await at.on.flush();
      return (await listed({ verdict: 'quarantine' })) === COUNT;
    });
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser)('another order, and another page, without losing the keyboard', async () => {
    const { panel, page, troubles } = at.window;
    await at.window.open('/quarantine', 'Quarantine');
    await panel.getByRole('link', { name: `Kept back (${COUNT})` }).waitFor();
    await inspect(page, version, 'quarantine-full');
    const keyboard = keyboardOf(page);
    const order = panel.getByLabel('Order');
    await keyboard.goTo(order);
    await page.keyboard.press('ArrowDown');
    await loaded(panel, 'Quarantine');
    expect(await order.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await order.inputValue()).toBe('latest');
    await keyboard.press(button('Older'));
    await loaded(panel, 'Quarantine');
    await expect.poll(() => button('Older').evaluate((element) => element === document.activeElement)).toBe(true);
    await keyboard.press(button('Latest'), 'Shift+Tab');
    await loaded(panel, 'Quarantine');
    expect(keyboard.problems).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test.skipIf(noBrowser)('a page of spam is marked at once, and what was a mistake is taken back', async () => {
    const { panel, troubles } = at.window;
    await panel.getByLabel('Choose all on this page').click();
    await button('All of them are spam').click();
    await panel.getByText('20 are marked as spam.').waitFor();
    expect(await listed({ marked: 'spam' })).toBe(20);
    await button('Undo').click();
    await panel.getByText('Taken back. Nothing was learned from it.').waitFor();
    await panel.getByRole('link', { name: `Kept back (${COUNT})` }).waitFor();
    expect(await listed({ marked: 'spam' })).toBe(0);
    expect(troubles).toEqual([]);
  });

  test.skipIf(noBrowser)('all of it is let go at once, over all pages', async () => {
    const { panel, page, troubles } = at.window;
    const keyboard = keyboardOf(page);
    await keyboard.goTo(panel.getByLabel('Choose all on this page'));
    await page.keyboard.press('Space');
    await keyboard.press(button('Choose all in this list'));
    await panel.getByText(`${COUNT} chosen`).waitFor();
    await keyboard.press(button('Let them go on'));
    await keyboard.press(page.getByRole('dialog').getByRole('button', { name: 'Let go' }));
    await panel.getByText(`${COUNT} go on.`).waitFor();
    await panel.getByText('Nothing waits for you here').waitFor();
    expect(await listed({ verdict: 'accept', marked: 'not_spam' })).toBe(COUNT);
    expect(keyboard.problems).toEqual([]);
    expect(troubles).toEqual([]);
  });
});
