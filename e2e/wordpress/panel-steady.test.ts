import { afterAll, beforeAll, expect, test } from 'vitest';
import { SPAMMER } from './support/contact-form.ts';
import { describeOn } from './support/environment.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';
import { movedControls } from './support/steady.ts';

describeOn(['7.1'], `No button moves while answers come${whyNot}`, ({ database, version }) => {
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
    await at.write({ name: 'Win Big', email: SPAMMER, message: 'Cheap watches, best price' });
    await at.write({ name: 'Ada Lovelace', email: 'ada@example.com', message: 'Do you deliver to Oslo?' });
  });
  afterAll(() => at?.close());

  test
    .skipIf(noBrowser)
    .for([
      '/',
      '/health',
      '/activity',
      '/flows',
      '/map',
      '/destinations',
      '/destinations/new',
      '/destinations/new/mailchimp',
      '/quarantine',
      '/quarantine/review',
      '/quarantine/duplicate',
      '/quarantine/same-person',
      '/quarantine/quality',
      '/quarantine/rules',
      '/names',
      '/alerts',
      '/alerts/channels',
      '/alerts/channels/new',
      '/permissions',
      '/privacy',
      '/audit',
      '/settings',
      '/settings/captured',
      '/settings/past',
      '/settings/connection',
    ])('%s', async (route) => {
    const { page } = at.window;
    // Another address of the same page would not be loaded anew.
    await page.goto('about:blank');
    const moved = await movedControls({
      page,
      open: async () => void (await page.goto(`${at.on.served.url}/wp-admin/admin.php?page=handoff#${route}`)),
      panel: () => page,
      api: '/handoff/v1/',
    });
    expect(moved).toEqual([]);
  });
});
