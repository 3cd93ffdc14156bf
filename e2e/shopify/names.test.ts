import { describe, expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

describe.skipIf(!canOpenPanel)('names for what forms ask for, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();

  it('a name is added, merged into a common one, and both are undone', async () => {
    let workspaceId = '';
    const merchant = await openMerchant({
      before: async (harness) => {
        ({ workspaceId } = await harness.install());
        await harness.sendToHubspot(workspaceId, ['form.submitted']);
      },
      path: '/names',
    });
    const { panel, harness, troubles } = merchant;
    const own = async () => {
      const { items } = await harness.openPanelApi().server('getVocabulary', { params: { workspaceId } });
      return items.filter((term) => term.own).map(({ name, words }) => ({ name, words }));
    };
    const button = (name: string) => panel.getByRole('button', { name, exact: true });
    await panel.getByText('You have not named anything yet').waitFor();
    await button('Add a name').click();
    await panel.getByLabel('Name', { exact: true }).fill('Room type');
    await panel.getByLabel('What forms call it').fill('Zimmerart');
    await button('Save').click();
    await panel.getByText('“Room type” was added.').waitFor();
    expect(await own()).toEqual([{ name: 'room_type', words: ['Zimmerart'] }]);
    await inspect(merchant, 'names');

    await button('Merge: Room type').click();
    await panel.getByRole('dialog', { name: 'Merge “Room type” into another name' }).waitFor();
    await panel.getByLabel('Merge into').selectOption('E-mail');
    await panel.locator('s-modal').getByRole('button', { name: 'Merge', exact: true }).click();
    await panel.getByText('“Room type” was merged.').waitFor();
    expect(await own()).toEqual([{ name: 'email', words: ['Room type', 'Zimmerart'] }]);
    await button('Undo').click();
    await panel.getByRole('heading', { name: 'Room type' }).waitFor();
    expect(await own()).toEqual([{ name: 'room_type', words: ['Zimmerart'] }]);
    expect(troubles()).toEqual([]);
  });
});
