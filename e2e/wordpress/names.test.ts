import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { loaded } from './support/panel.ts';
import { inspect } from './support/panel-screens.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';

describeOn(SUPPORTED, `Names for what forms ask for${whyNot}`, ({ database, version }) => {
  let at: PanelSite;
  const own = async () => {
    const { items } = await at.on.server.client('getVocabulary', { params: { workspaceId: at.on.server.workspaceId } });
    return items.filter((term) => term.own).map(({ name, label, words }) => ({ name, label, words }));
  };

  beforeAll(async () => {
    if (noBrowser) return;
    at = await panelSite(database, { version });
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser)('nothing is named yet: the common names hold, and those that forms use are told with their fields', async () => {
    const { panel } = at.window;
    await at.window.open('/names', 'Field names');
    await panel.getByText('You have not named anything yet').waitFor();
    await panel
      .getByText(/^Asked for as “/)
      .first()
      .waitFor();
    await inspect(at.window.page, version, 'names-empty');
    expect(await own()).toEqual([]);
  });

  test.skipIf(noBrowser)('a name is added, a common one renamed, two are merged, and all of it undone', async () => {
    const { panel, page } = at.window;
    await panel.getByRole('button', { name: 'Add a name' }).click();
    await panel.getByLabel('Name', { exact: true }).fill('Room type');
    await panel.getByLabel('What forms call it').fill('Zimmerart\nroom');
    await inspect(page, version, 'names-add');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('“Room type” was added.').first().waitFor();
    expect(await own()).toEqual([{ name: 'room_type', label: 'Room type', words: ['Zimmerart', 'room'] }]);

    await panel.getByRole('button', { name: 'Rename E-mail' }).click();
    await panel.getByLabel('Name', { exact: true }).fill('Mail address');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('“Mail address” was saved.').first().waitFor();
    expect(await own()).toMatchObject([{ name: 'room_type' }, { name: 'email', label: 'Mail address' }]);
    await loaded(panel, 'Field names');
    await inspect(page, version, 'names');

    await panel.getByRole('button', { name: 'Merge Room type' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Merge into').selectOption('Mail address');
    await inspect(page, version, 'names-merge');
    await dialog.getByRole('button', { name: 'Merge' }).click();
    await panel.getByText('“Room type” was merged.').first().waitFor();
    expect(await own()).toEqual([{ name: 'email', label: 'Mail address', words: ['Room type', 'Zimmerart', 'room'] }]);
    await panel.getByRole('button', { name: 'Undo' }).click();
    await panel.getByRole('button', { name: 'Remove Room type' }).click();
    await panel.getByText('“Room type” was removed.').first().waitFor();
    expect(await own()).toMatchObject([{ name: 'email', words: [] }]);
    await panel.getByRole('button', { name: 'Undo' }).click();
    await panel.getByRole('heading', { name: 'Room type' }).waitFor();
    expect(await own()).toMatchObject([{ name: 'room_type' }, { name: 'email' }]);
  });

  test.skipIf(noBrowser)('an undo does not take back what somebody else changed since', async () => {
    const { panel } = at.window;
    await panel.getByRole('button', { name: 'Remove Room type' }).click();
    await panel.getByText('“Room type” was removed.').first().waitFor();
    const params = { workspaceId: at.on.server.workspaceId };
    await at.on.server.client('putVocabulary', { params, body: { items: [{ name: 'board', label: 'Board' }] } });
    await panel.getByRole('button', { name: 'Undo' }).click();
    await panel.getByText(/^Somebody changed these names again since/).waitFor();
    expect(await own()).toMatchObject([{ name: 'board' }]);
    expect(at.window.troubles).toEqual([]);
  });
});
