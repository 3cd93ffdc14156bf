import { afterAll, beforeAll, expect, test } from 'vitest';
import { SPAMMER } from './support/contact-form.ts';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { loaded } from './support/panel.ts';
import { type Elsewhere, inspect } from './support/panel-screens.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';

describeOn(SUPPORTED, `Each screen, for everyone and on every window${whyNot}`, ({ database, version }) => {
  let at: PanelSite;
  const expectFit = (screen: string, elsewhere?: Elsewhere) => inspect(at.window.page, version, screen, elsewhere);

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
    await at.write({ name: 'Grace Hopper', email: 'grace@example.com', message: 'How long does Assam keep?' });
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser).for([
    ['home', '/', 'Home'],
    ['health', '/health', 'Health'],
    ['flows', '/flows', 'Flows'],
    ['map', '/map', 'Map'],
    ['destinations', '/destinations', 'Destinations'],
    ['destinations-new', '/destinations/new', 'Add a destination'],
    ['connection-form', '/destinations/new/mailchimp', 'Connect Mailchimp'],
    ['permissions', '/permissions', 'Permissions'],
    ['audit', '/audit', 'Changes'],
    ['alerts', '/alerts', 'Alerts'],
    ['alerts-channels', '/alerts/channels', 'Alerts'],
    ['alerts-channel', '/alerts/channels/new', 'Add a channel'],
    ['settings', '/settings', 'Settings'],
    ['settings-captured', '/settings/captured', 'Settings'],
    ['settings-past', '/settings/past', 'Settings'],
    ['settings-connection', '/settings/connection', 'Settings'],
  ] as const)('%s', async ([screen, route, title]) => {
    await at.window.open(route, title);
    await expectFit(screen);
  });

  test.skipIf(noBrowser)('a connection code in wp-config.php that could not be used, above every screen', async () => {
    const { panel, page } = at.window;
    const unusedCode = 'Another connection code stands in wp-config.php (HANDOFF_CONNECTION_CODE) and could not be used.';
    const isStatus = (url: URL) => decodeURIComponent(url.href).includes('/handoff/v1/status');
    await page.route(isStatus, async (route) => {
      const response = await route.fetch();
      const status = await response.json();
      await route.fulfill({ response, json: { ...status, pairing: { ...status.pairing, unusedCode } } });
    });
    await at.window.open('/settings', 'Settings');
    await page.reload();
    await panel.getByText(unusedCode).waitFor();
    await expectFit('unused-code');
    await page.unroute(isStatus);
    // What the panel was told stays until it asks again, and the notice would move all that is below it.
    await page.reload();
  });

  test.skipIf(noBrowser)('flow editor', async () => {
    const { panel } = at.window;
    await at.window.open('/flows', 'Flows');
    await panel.getByRole('link', { name: 'Everyone → HubSpot contact', exact: true }).click();
    await panel.getByRole('button', { name: /^1\. / }).waitFor();
    await loaded(panel, 'Everyone → HubSpot contact');
    await expectFit('flow-editor');
  });

  test.skipIf(noBrowser)('what is asked before a flow goes live', async () => {
    const params = { workspaceId: at.on.server.workspaceId };
    const { items } = await at.on.server.client('listFlows', { params });
    const flow = items.find(({ name }) => name === 'Everyone → HubSpot contact');
    const spec = flow?.published?.spec;
    if (flow === undefined || spec === undefined) throw new Error('The flow is not there.');
    const conditions = { is: 'present', path: '/subject/phone' } as const;
    await at.on.server.client('saveDraft', { params: { ...params, flowId: flow.id }, body: { spec: { ...spec, conditions } } });

    // The panel shows this flow already, as it was before somebody else changed it.
    await at.window.page.reload();
    await at.window.open(`/flows/${flow.id}`, flow.name);
    await at.window.panel.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = at.window.page.getByRole('dialog', { name: 'Publish this flow?' });
    for (const question of ['What access does it have?', 'Which system owns each field?']) await dialog.getByText(question).click();
    await dialog.getByRole('button', { name: 'I own it' }).click();
    await expectFit('publish');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test.skipIf(noBrowser)('privacy: somebody is erased, and the receipt stays', async () => {
    const { panel } = at.window;
    await at.window.open('/privacy', 'Privacy');
    await panel.getByLabel('Their e-mail address or phone number').fill('Grace@example.com');
    await panel.getByRole('button', { name: 'Erase this person' }).click();
    const { page } = at.window;
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Erase', exact: true }).click();
    await dialog.getByText('Contents of events erased: 1').waitFor();
    await expectFit('privacy-erased');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await panel.getByRole('heading', { name: /^Erased/ }).waitFor();
    await panel.getByLabel('Requests to destinations and their answers (days)').fill('0');
    await panel.getByText('From 1 to 3650 days.').waitFor();
    await expectFit('privacy');
  });

  test.skipIf(noBrowser)('on pages of others: the dashboard, Site Health, the form’s own editor', async () => {
    const { page } = at.window;
    const admin = `${at.on.served.url}/wp-admin`;
    await page.goto(`${admin}/`);
    await expectFit('dashboard-widget', { ours: '#handoff', picture: '#handoff' });

    await page.goto(`${admin}/site-health.php?tab=debug`);
    await page.getByRole('button', { name: 'Handoff', exact: true }).click();
    await expectFit('site-health-info', { ours: '#health-check-accordion-block-handoff', picture: '.health-check-body' });

    const form = await at.on.site.php<number>(`return WPCF7_ContactForm::find()[0]->id();`);
    await page.goto(`${admin}/admin.php?page=wpcf7&post=${form}&action=edit`);
    await page.getByRole('tab', { name: 'Handoff' }).click();
    await expectFit('contact-form-7', { ours: '[aria-labelledby=handoff-tab]', picture: '#wpbody-content' });
  });

  test.skipIf(noBrowser)('nothing went wrong in any of them', async () => {
    expect(at.window.troubles).toEqual([]);
    expect(at.window.strangers()).toEqual([]);
    expect(await at.on.site.complaints()).toEqual([]);
  });
});
