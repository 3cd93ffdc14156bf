import { describe, expect, it } from 'vitest';
import type { ShopHarness } from '../../packages/shopify-app/testing/harness.ts';
import { inspect } from './support/inspect.ts';
import type { Merchant } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

describe.skipIf(!canOpenPanel)('who may do what, and who did what, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;

  const button = (name: string | RegExp) => merchant.panel.getByRole('button', { name });
  const item = (name: RegExp) => merchant.panel.getByRole('listitem', { name });
  const dialog = async (name: string) => {
    await merchant.panel.getByRole('dialog', { name }).waitFor();
    return merchant.panel.locator('s-modal');
  };

  const open = async (path: string, before: (harness: ShopHarness, workspaceId: string) => Promise<void>) => {
    merchant = await openMerchant({
      before: async (harness) => {
        const { workspaceId } = await harness.install();
        await before(harness, workspaceId);
      },
      path,
    });
    return merchant;
  };

  it('an access is taken away once no flow needs it any more', async () => {
    let workspaceId = '';
    let flowId = '';
    const { panel, harness, troubles } = await open('/permissions', async ({ sendToHubspot }, workspace) => {
      workspaceId = workspace;
      ({ flowId } = await sendToHubspot(workspaceId, ['customer.created']));
    });
    await item(/^HubSpot$/)
      .getByRole('link', { name: 'Shop → HubSpot contact' })
      .waitFor();
    // Of the server's people the panel only says where they are: a shop's token may not ask for them.
    await panel.getByRole('link', { name: 'Open the server’s console' }).waitFor();
    await expect(harness.openPanelApi().server('listMembers', { params: { workspaceId } })).rejects.toMatchObject({ status: 403 });
    await inspect(merchant, 'permissions');

    await button('Take away: HubSpot').click();
    const refused = await dialog('Take away the access of “HubSpot”?');
    await refused.getByText('These flows send to it.').waitFor();
    await refused.getByRole('link', { name: 'Shop → HubSpot contact' }).waitFor();
    expect(await refused.getByRole('button', { name: 'Take away' }).isDisabled()).toBe(true);
    await button('Cancel').click();
    await harness.operator('archiveFlow', { params: { workspaceId, flowId } });
    await merchant.page.reload();
    await item(/^HubSpot$/)
      .getByText('No flow that runs uses it')
      .waitFor();
    await button('Take away: HubSpot').click();
    await inspect(merchant, 'permissions-take-away');
    await (await dialog('Take away the access of “HubSpot”?')).getByRole('button', { name: 'Take away' }).click();
    await panel.getByText('No account is connected yet, so Handoff may do nothing anywhere.').waitFor();
    const { items } = await harness.operator('listConnections', { params: { workspaceId } });
    expect(items).toEqual([]);

    await panel.getByLabel('Remind after (days)').fill('30');
    await button('Save').click();
    await panel.getByText('Access nobody used for 30 days is named under what needs you').waitFor();
    expect(troubles()).toEqual([]);
  });

  it('a change is found and undone', async () => {
    let params = { workspaceId: '', flowId: '' };
    const { panel, harness, troubles } = await open('/audit', async ({ sendToHubspot, openPanelApi }, workspaceId) => {
      const { flowId } = await sendToHubspot(workspaceId, ['customer.created']);
      params = { workspaceId, flowId };
      await openPanelApi().server('updateFlow', { params, body: { name: 'Renamed by mistake' } });
    });
    const renamed = item(/^Changed a flow’s name or owner/);
    await renamed.getByText('Before and after').click();
    await renamed.getByRole('cell', { name: 'Shop → HubSpot contact' }).waitFor();
    await inspect(merchant, 'changes');
    await panel.getByLabel('What', { exact: true }).selectOption({ label: 'Connections' });
    await item(/^Connected an account/).waitFor();
    await renamed.waitFor({ state: 'hidden' });
    await panel.getByLabel('What', { exact: true }).selectOption({ label: 'Everything' });
    await renamed.getByRole('button', { name: /: show only their changes$/ }).click();
    await item(/^Connected an account/).waitFor({ state: 'hidden' });
    await button('Only by olga@steep.example: show all').click();
    await panel.getByLabel('Last day', { exact: true }).fill('2020-01-01');
    await panel.getByText('Nothing like this was changed').waitFor();
    await panel.getByLabel('Last day', { exact: true }).fill('');

    await button(/^Undo: Changed a flow’s name or owner/).click();
    await (await dialog('Undo “Changed a flow’s name or owner”?')).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await harness.operator('getFlow', { params })).name).toBe('Shop → HubSpot contact');
    await expect.poll(() => renamed.count()).toBe(2);
    expect(troubles()).toEqual([]);
  });
});
