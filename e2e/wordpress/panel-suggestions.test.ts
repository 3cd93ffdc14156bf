import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { keyboardOf } from './support/panel-keyboard.ts';
import { loaded } from './support/panel.ts';
import { inspect } from './support/panel-screens.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';

describeOn(SUPPORTED, `Suggested rules in the mapping editor${whyNot}`, ({ database, version }) => {
  let at: PanelSite;

  beforeAll(async () => {
    if (noBrowser) return;
    at = await panelSite(database, { version });
    await at.write({ name: 'Ada Lovelace', email: 'ada@example.com', message: 'Do you deliver to Oslo?' });
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser)('say how sure they are and why, and are taken one by one; nothing is saved without a click', async () => {
    const { panel, page, troubles } = at.window;
    await at.window.open('/flows', 'Flows');
    await panel.getByRole('link', { name: 'Everyone → HubSpot contact', exact: true }).click();
    await loaded(panel, 'Everyone → HubSpot contact');
    const message = panel.locator('.handoff-suggestion', { hasText: 'Message' });
    // What the form's own fields say comes a moment after what is usual.
    await message.getByText(/^\d+ % sure – /).waitFor({ state: 'attached' });
    await panel.locator('summary', { hasText: /more fields could be filled/ }).click();
    await message.getByText(/^\d+ % sure – /).waitFor();
    await inspect(page, version, 'flow-suggestions');

    const keyboard = keyboardOf(page);
    await keyboard.press(message.getByRole('button', { name: 'Use this for Message' }));
    await message.waitFor({ state: 'detached' });
    // The keyboard goes on with what took its place, still in sight.
    await panel.locator('.handoff-suggestion button:focus').waitFor();
    await panel
      .getByText(/^Not saved yet/)
      .first()
      .waitFor();
    const { items } = await at.on.server.client('listFlows', { params: { workspaceId: at.on.server.workspaceId } });
    const people = items.find(({ name }) => name === 'Everyone → HubSpot contact');
    expect(people?.draft).toBeNull();
    expect(Object.keys(people?.published?.spec.steps[0]?.mapping.fields ?? {})).toEqual(['/properties/email']);

    await keyboard.press(panel.getByRole('button', { name: /^Use (this suggestion|all \d+ suggestions)$/ }));
    await panel.locator('.handoff-suggestion').first().waitFor({ state: 'detached' });
    await panel.locator('.handoff-map-rows li:first-child button:focus').waitFor();
    expect(keyboard.problems).toEqual([]);
    expect(troubles).toEqual([]);
  });
});
