import { describe, expect, it } from 'vitest';
import { createSlackTwin, type SlackTwin } from '../../packages/server/src/destinations/slack/twin.ts';
import { tellPeople } from '../../packages/server/src/domain/alerting/notifier.ts';
import type { ShopHarness } from '../../packages/shopify-app/testing/harness.ts';
import { inspect } from './support/inspect.ts';
import type { Merchant } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

const MINUTE = 60_000;

describe.skipIf(!canOpenPanel)('alerts, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;
  let slack: SlackTwin;

  const button = (name: string | RegExp) => merchant.panel.getByRole('button', { name });
  const item = (name: RegExp) => merchant.panel.getByRole('listitem', { name });
  const title = (name: string) => merchant.panel.getByRole('heading', { level: 1, name, exact: true });
  const messages = () => slack.messages().map(({ text }) => text);

  const open = async (before: (harness: ShopHarness, workspaceId: string) => Promise<void>, locale = 'en') => {
    slack = createSlackTwin({ channels: [{ id: 'C042ABCDE', name: 'shop', isMember: true, isArchived: false }] });
    merchant = await openMerchant({
      twins: [slack],
      before: async (harness) => {
        const { workspaceId } = await harness.install();
        const settings = { botToken: slack.botToken, channel: '#shop' };
        await harness.operator('createConnection', {
          params: { workspaceId },
          body: { destination: 'slack', name: 'Team in Slack', settings },
        });
        await before(harness, workspaceId);
      },
      path: '/alerts/channels',
      locale,
    });
    return merchant;
  };

  it('go to a channel that somebody adds, tries out and removes', async () => {
    const { panel, page, harness, troubles } = await open(async () => {});
    await panel.getByText('There is no channel yet.').waitFor();
    await inspect(merchant, 'channels-none');
    await panel.getByRole('link', { name: 'Add a channel' }).click();
    await title('Add a channel').waitFor();
    const bar = page.getByRole('region', { name: 'Unsaved changes' });
    await panel.getByLabel('Send to').selectOption({ label: 'Team in Slack' });
    await bar.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Give it a name.').waitFor();
    await panel.getByLabel('Name', { exact: true }).fill('The team');
    await panel.getByLabel('Quiet hours').check();
    await panel.getByLabel('Begin at', { exact: true }).selectOption('21:30');
    await inspect(merchant, 'channel');
    await bar.getByRole('button', { name: 'Save' }).click();
    await title('Who is told').waitFor();
    await bar.waitFor({ state: 'hidden' });
    await item(/^The team/)
      .getByText('Quiet from 9:30 PM to 7:00 AM')
      .waitFor();

    await button('Send a test to The team').click();
    await panel.getByText('The test was sent. Look whether it arrived.').waitFor();
    await item(/^The team/)
      .getByText('Works')
      .waitFor();
    expect(messages()).toEqual([expect.stringContaining('test')]);
    slack.archive('shop');
    await button('Send a test to The team').click();
    await item(/^The team/)
      .getByText('Does not work')
      .waitFor();
    await inspect(merchant, 'channels-broken');

    const dialog = panel.getByRole('dialog', { name: 'Remove The team?' });
    const question = panel.locator('s-modal');
    let breaks = true;
    await page.route(/alert-channels/, (route) => {
      if (!breaks || route.request().method() !== 'DELETE') return route.fallback();
      breaks = false;
      return route.abort();
    });
    await button('Remove The team').click();
    await dialog.waitFor();
    await question.getByRole('button', { name: 'Remove' }).click();
    await question.locator('s-banner').waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await button('Remove The team').click();
    await dialog.waitFor();
    expect(await question.locator('s-banner').count()).toBe(0);
    await question.getByRole('button', { name: 'Remove' }).click();
    await panel.getByText('There is no channel yet.').waitFor();
    const { items } = await harness.openPanelApi().server('listAlertChannels', { params: { workspaceId: await workspaceOf(harness) } });
    expect(items).toEqual([]);
    expect(troubles()).toEqual([expect.stringContaining('ERR_FAILED')]);
  });

  it('stand there with what to do while they are open, and are seen to be over', async () => {
    const { panel, harness, troubles } = await open(async (made, workspaceId) => {
      const { operator, shop, hubspot, sendToHubspot, pass } = made;
      const params = { workspaceId };
      await sendToHubspot(workspaceId, ['customer.created']);
      const { items: connections } = await operator('listConnections', { params });
      const connection = connections.find(({ destination }) => destination === 'slack');
      await operator('createAlertChannel', {
        params,
        body: { name: 'The team', to: { kind: 'connection', connectionId: connection?.id ?? '' } },
      });
      hubspot.inject({
        match: /contacts/,
        when: 'before',
        answer: { status: 400, body: { status: 'error', category: 'VALIDATION_ERROR', message: 'Property values were not valid' } },
      });
      shop.createCustomer({ email: 'bob@example.com', firstName: 'Bob' });
      await pass(MINUTE);
      await tell(made);
    });
    const failed = item(/Something could not be delivered$/);
    await panel.getByRole('link', { name: 'Alerts', exact: true }).click();
    await failed.getByText('What to do:').waitFor();
    await failed.getByText(/The team was told/).waitFor();
    await button(/^I see to it: .*could not be delivered/).click();
    await failed.getByText(/sees to it/).waitFor();
    await button(/^Mute for a day: .*could not be delivered/).click();
    await failed.getByText(/Muted until/).waitFor();
    await button(/^Send messages again: .*could not be delivered/).click();
    await button(/^Mute for a day: .*could not be delivered/).waitFor();
    await inspect(merchant, 'alerts-open');

    await failed.getByRole('link', { name: /^Go there/ }).click();
    await title('Activity').waitFor();
    await panel.getByText('bob@example.com').first().waitFor();
    const params = { workspaceId: await workspaceOf(harness) };
    const { items } = await harness.operator('listDeliveries', { params, query: { state: 'dead' } });
    await harness.operator('replayDeliveries', { params, body: { deliveryIds: items.map(({ id }) => id) } });
    await merchant.away(async () => {
      await harness.pass(MINUTE);
      await tell(harness);
    });
    await title('Who is told').waitFor();
    await merchant.visit('/alerts');
    await panel.getByRole('heading', { name: 'Alerts that are over' }).waitFor();
    await failed.getByText('What it was').click();
    await failed.getByText(/The team was told that it is over/).waitFor();
    await inspect(merchant, 'alerts-over');
    expect(troubles()).toEqual([]);
  });

  it.each([
    ['de', /Etwas konnte nicht zugestellt werden$/, /Öffnen Sie Aktivität, sehen Sie unter „Fehlgeschlagen“ den Grund nach/],
    ['fr', /Quelque chose n’a pas pu être livré$/, /Ouvrez Activité, cherchez la raison sous «\sÉchec\s»/],
  ])('say what to do in the merchant’s language, whatever the browser’s (%s)', async (locale, name, fix) => {
    const { panel, troubles } = await open(async (made, workspaceId) => {
      await made.sendToHubspot(workspaceId, ['customer.created']);
      made.hubspot.inject({ match: /contacts/, when: 'before', answer: { status: 400, body: { status: 'error', message: 'No.' } } });
      made.shop.createCustomer({ email: 'bob@example.com', firstName: 'Bob' });
      await made.pass(MINUTE);
    }, locale);
    await merchant.visit('/alerts');
    const failed = panel.getByRole('listitem', { name });
    await failed.getByText(fix).waitFor();
    await inspect(merchant, `alerts-open-${locale}`);
    expect(troubles()).toEqual([]);
  });
});

/** Messages go out a little after an alert opens or ends: what is over at once is not told. */
async function tell({ runtime, pass }: ShopHarness): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await tellPeople(runtime.deps);
    await pass(10 * MINUTE);
  }
}

async function workspaceOf({ operator }: ShopHarness): Promise<string> {
  const [workspace] = (await operator('listWorkspaces', {})).items;
  return workspace?.id ?? '';
}
