import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { keyboardOf } from './support/panel-keyboard.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';
import { until } from './support/until.ts';

/** More than one call of the panel takes. */
const COUNT = 205;

describeOn(SUPPORTED, `Hundreds that were kept back, in the panel${whyNot}`, ({ database, version }) => {
  let at: PanelSite;
  const button = (name: string | RegExp) => at.window.panel.getByRole('button', { name });
  const params = () => ({ workspaceId: at.on.server.workspaceId });
  const chooseAll = async () => {
    await at.window.panel.getByLabel('Choose all on this page').click();
    await button('Choose all in this list').click();
    await at.window.panel.getByText(`${COUNT} chosen`).waitFor();
  };
  const some = async (query: Record<string, unknown>) =>
    (await at.on.server.client('listEvents', { params: params(), query: { ...query, limit: 200 } })).items.length;

  beforeAll(async () => {
    if (noBrowser) return;
    at = await panelSite(database, { version });
    const [source] = (await at.on.server.client('listSources', { params: params() })).items;
    await at.on.server.client('updateSource', {
      params: { ...params(), sourceId: source?.id ?? '' },
      body: { settings: { screening: { observe: false, blockedSenders: ['casino.example'] } } },
    });
    await at.on.site.php(`for ($n = 0; $n < ${COUNT}; $n++) wp_new_comment(['comment_post_ID' => 1, 'comment_author' => "Visitor $n",
      'comment_author_email' => "visitor$n@casino.example", 'comment_author_url' => '', 'comment_author_IP' => '192.0.2.1',
      'comment_content' => "Win $n times."], true);`);
    await until('all are kept back', async () => {
      await at.on.flush();
      return (await at.on.server.client('workspaceHealth', { params: params() })).events.quarantined === COUNT;
    });
  });
  afterAll(() => at?.close());

  /** The second of two calls waits until it is let go, and is refused where `isRefused`. */
  const hold = async (address: string, isRefused: boolean) => {
    let calls = 0;
    let goOn = () => {};
    const waited = new Promise<void>((resolve) => (goOn = resolve));
    await at.window.page.route(
      (url) => decodeURIComponent(url.href).includes(address),
      async (route) => {
        calls += 1;
        if (calls !== 2) return route.fallback();
        await waited;
        await (isRefused
          ? route.fulfill({ status: 409, json: { error: { code: 'conflict', message: 'Not just now.' } } })
          : route.fallback());
      },
    );
    return goOn;
  };

  test.skipIf(noBrowser)('marking them says how far it is, also where it breaks off, and is taken back as a whole', async () => {
    const { panel, page, meant } = at.window;
    await at.window.open('/quarantine', 'Quarantine');
    await chooseAll();
    const goOn = await hold('/events/mark', true);
    await meant(/409/, async () => {
      await button('All of them are spam').click();
      await panel.getByText(`200 of ${COUNT} are through.`).waitFor();
      goOn();
      await panel.getByText('Not just now.').waitFor();
    });
    await panel.getByText(`200 of ${COUNT} are through.`).waitFor();
    expect(await some({ marked: 'spam' })).toBe(200);
    await page.unrouteAll();
    await button('All of them are spam').click();
    await panel.getByText(`${COUNT} are marked as spam.`).waitFor();
    expect(await panel.getByText(/are through/).count()).toBe(0);
    await button('Undo').click();
    await panel.getByText('Taken back. Nothing was learned from it.').waitFor();
    expect(await some({ marked: 'spam' })).toBe(0);
  });

  test.skipIf(noBrowser)('one is marked on its own page and in the list of all, and taken back there, without a mouse', async () => {
    const { panel, page, troubles } = at.window;
    const keyboard = keyboardOf(page);
    await keyboard.press(panel.getByRole('article').first().getByRole('link'));
    await keyboard.press(button(/^Spam$/));
    await panel.getByText('Marked as spam.', { exact: true }).waitFor();
    expect(await some({ marked: 'spam' })).toBe(1);
    await keyboard.press(button('Take back the mark'));
    await panel.getByText('The mark was taken back.').waitFor();
    expect(await some({ marked: 'spam' })).toBe(0);
    expect(keyboard.problems).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test.skipIf(noBrowser)('letting them go says how far it is', async () => {
    const { panel, page, troubles } = at.window;
    await at.window.open('/quarantine', 'Quarantine');
    await chooseAll();
    const goOn = await hold('/events/release', false);
    await button('Let them go on').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Let go' }).click();
    await dialog.getByText(`200 of ${COUNT} are through.`).waitFor();
    goOn();
    await panel.getByText(`${COUNT} go on.`).waitFor();
    await panel.getByText('Nothing waits for you here').waitFor();
    expect(troubles).toEqual([]);
  });
});
