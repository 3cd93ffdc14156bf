import { afterAll, beforeAll, expect, test } from 'vitest';
import { SPAMMER } from './support/contact-form.ts';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { keyboardOf } from './support/panel-keyboard.ts';
import { inspect } from './support/panel-screens.ts';
import { loaded } from './support/panel.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';

describeOn(SUPPORTED, `What a person reviews beside the quarantine${whyNot}`, ({ database, version }) => {
  let at: PanelSite;

  beforeAll(async () => {
    if (noBrowser) return;
    at = await panelSite(database, { version });
    const params = { workspaceId: at.on.server.workspaceId };
    const [source] = (await at.on.server.client('listSources', { params })).items;
    await at.on.server.client('updateSource', {
      params: { ...params, sourceId: source?.id ?? '' },
      body: { settings: { screening: { observe: false } } },
    });
    await at.write({ name: 'Wilhelmina Featherstone', email: 'wilhelmina.featherstone@example.com', message: 'Do you deliver to Oslo?' });
    await at.write({ name: 'Wilhelmina Featherstone', email: 'wilhelmina.featherstone@example.org', message: 'And to Bergen?' });
    await at.write({ name: 'Win Big', email: SPAMMER, message: 'Cheap watches, best price' });
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser)('two persons who may be one: decided, and taken back', async () => {
    const { panel, page, troubles } = at.window;
    await at.window.open('/quarantine/same-person', 'Quarantine');
    await panel.getByText(/^\d+ % likely the same$/).waitFor();
    await inspect(page, version, 'quarantine-same-person');
    await panel.getByRole('button', { name: /^Two persons/ }).click();
    await panel.getByText('Nobody to compare').waitFor();
    await panel.getByRole('button', { name: 'Undo' }).click();
    await panel.getByText(/^\d+ % likely the same$/).waitFor();
    expect(troubles).toEqual([]);
  });

  test.skipIf(noBrowser)('two who were said to be one are told apart another day, without a mouse', async () => {
    const { panel, page, troubles } = at.window;
    const keyboard = keyboardOf(page);
    // What was undone with the mouse moves the keyboard when it is done: this begins after that.
    await page.reload();
    await loaded(panel, 'Quarantine');
    await panel.getByText(/^\d+ % likely the same$/).waitFor();
    await keyboard.press(panel.getByRole('button', { name: /^One person/ }));
    await panel.getByText(/ are one person now\./).waitFor();
    await panel.getByText('Nobody to compare').waitFor();
    await page.reload();
    await loaded(panel, 'Quarantine');
    await panel.getByLabel('Show').selectOption('accepted');
    await panel.getByText(/^Decided by /).waitFor();
    await inspect(page, version, 'quarantine-same-person-decided');
    await keyboard.press(panel.getByRole('button', { name: /^Take back/ }));
    await panel.getByText('Nothing decided so far').waitFor();
    await panel.getByLabel('Show').selectOption('open');
    await panel.getByText(/^\d+ % likely the same$/).waitFor();
    expect(keyboard.problems).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test.skipIf(noBrowser)('beneath the duplicates: what came again with other content', async () => {
    const { panel, page, troubles } = at.window;
    const params = { workspaceId: at.on.server.workspaceId };
    const [copy, first] = (await at.on.server.client('listEvents', { params, query: {} })).items;
    const items = [{ ...copy, state: 'revision', verdict: null, revisionOf: first?.id ?? '' }];
    await page.route(/\/duplicates\?/, (route) => route.fulfill({ json: { items, next: null } }));
    await at.window.open('/quarantine/duplicate', 'Quarantine');
    await panel.getByRole('heading', { name: 'Came again, changed' }).waitFor();
    await inspect(page, version, 'quarantine-duplicate');
    await panel.getByRole('link', { name: /^Open the first/ }).click();
    await panel.getByRole('heading', { level: 2, name: first?.contact ?? '' }).waitFor();
    expect(troubles).toEqual([]);
  });

  test.skipIf(noBrowser)('how well it works, and what other limits would have done; nothing changes until they are saved', async () => {
    const { panel, page, troubles } = at.window;
    await at.window.open('/quarantine/quality', 'Quarantine');
    await panel.getByText('Of 1 kept back, people released 0', { exact: false }).waitFor();
    await panel.getByText(SPAMMER).waitFor();
    await panel.getByLabel('Keep back from this score').fill('40');
    await panel.getByText(/^Let through in addition: \d+/).waitFor();
    await inspect(page, version, 'quarantine-quality');
    const params = { workspaceId: at.on.server.workspaceId };
    const thresholds = async () => JSON.stringify((await at.on.server.client('listSources', { params })).items[0]?.settings['screening']);
    expect(await thresholds()).not.toContain('40');
    await panel.getByRole('button', { name: 'Use these limits' }).click();
    await panel.getByText(/^Saved\./).waitFor();
    expect(await thresholds()).toContain('40');
    expect(troubles).toEqual([]);
  });
});
