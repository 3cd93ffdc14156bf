import { afterAll, beforeAll, expect, test } from 'vitest';
import { property } from '../../packages/server/src/destinations/hubspot/twin/catalog.ts';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { loaded } from './support/panel.ts';
import { inspect } from './support/panel-screens.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';

const FLOW = 'Order → HubSpot contact and deal';

describeOn(SUPPORTED, `The check of a destination's fields${whyNot}`, ({ database, version }) => {
  let at: PanelSite;

  beforeAll(async () => {
    if (!noBrowser) at = await panelSite(database, { version });
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser)('says at a click that all is as it was, and what is not any more', async () => {
    const { panel, page, troubles } = at.window;
    await at.window.open('/flows', 'Flows');
    await panel.getByRole('link', { name: FLOW, exact: true }).click();
    await loaded(panel, FLOW);
    const card = panel.locator('.handoff-section', { hasText: 'Does the destination still fit?' });
    await card.getByText('Last checked: never').waitFor();
    const check = card.getByRole('button', { name: 'Check the destination’s fields now' });
    await check.click();
    await card.getByText(/^All is as it was/).waitFor();
    await card.getByText(/^Once a day.*Last checked: (?!never)/).waitFor();

    // HubSpot renames a choice, and asks for a field it did not ask for before; the screen itself asks for the fields as well.
    const email = property({ name: 'email', label: 'Email', type: 'string', fieldType: 'text' });
    const choices = [{ label: 'Buyer', value: 'buyer', displayOrder: 0, hidden: false }];
    const stage = property({ name: 'lifecyclestage', label: 'Lifecycle Stage', type: 'enumeration', fieldType: 'radio', options: choices });
    const changed = { status: 200, body: { results: [email, stage] } };
    at.on.server.twins.hubspot.inject(
      ...Array.from({ length: 5 }, () => ({ match: /^GET .*\/properties\/2026-09\/contacts$/, when: 'before' as const, answer: changed })),
    );
    await check.click();
    await card.getByText('“customer” is not one of the choices of “Lifecycle Stage”.').waitFor();
    await inspect(page, version, 'flow-drift');
    expect(await card.getByText(/^All is as it was/).count()).toBe(0);
    const { items } = await at.on.server.client('listAlerts', { params: { workspaceId: at.on.server.workspaceId } });
    expect(items.filter(({ kind }) => kind === 'drift')).toHaveLength(1);
    expect(troubles).toEqual([]);
  });
});
