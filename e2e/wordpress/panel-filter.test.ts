import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SPAMMER } from './support/contact-form.ts';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { loaded } from './support/panel.ts';
import { inspect } from './support/panel-screens.ts';
import { noBrowser, panelSite, type PanelSite, whyNot } from './support/panel-site.ts';

describeOn(SUPPORTED, `The spam filter in the panel${whyNot}`, ({ database, version }) => {
  let at: PanelSite;
  const screening = async () => {
    const params = { workspaceId: at.on.server.workspaceId };
    const [source] = (await at.on.server.client('listSources', { params })).items;
    return source?.settings['screening'];
  };

  beforeAll(async () => {
    if (noBrowser) return;
    at = await panelSite(database, { version });
    await at.write({ name: 'Ada Lovelace', email: 'ada@example.com', message: 'Do you deliver to Oslo?' });
    await at.write({ name: 'Win Big', email: SPAMMER, message: 'Cheap watches, best price' });
  });
  afterAll(() => at?.close());

  test.skipIf(noBrowser)('says that it only watches, and acts once the owner wants it', async () => {
    const { panel, page } = at.window;
    await at.window.open('/quarantine/quality', 'Quarantine');
    await panel.getByText('Handoff only watches this site so far: nothing is kept back.').waitFor();
    await inspect(page, version, 'filter-watching');
    await panel.getByRole('button', { name: 'Keep back spam from now on' }).click();
    await panel.getByText('Handoff only watches this site so far: nothing is kept back.').waitFor({ state: 'detached' });
    expect(await screening()).toMatchObject({ observe: false });
  });

  test.skipIf(noBrowser)('shows of each message what each finding weighs, least like spam first', async () => {
    const { panel, page } = at.window;
    await at.write({ name: 'Win Bigger', email: SPAMMER, message: 'Cheaper watches at https://watches.example and https://more.example' });
    await page.reload();
    await at.window.open('/quarantine', 'Quarantine');
    await loaded(panel, 'Quarantine');
    const kept = panel.getByRole('article', { name: new RegExp(SPAMMER) }).first();
    const why = kept.getByRole('list', { name: 'Why' });
    await why.locator('.is-sum').waitFor();
    const weights = await why.locator('li:not(.is-sum) .handoff-findings__weight').allTextContents();
    const sum = await why.locator('.is-sum .handoff-findings__weight').textContent();
    const numberOf = (text: string | null) => Number((text ?? '').replace('−', '-'));
    expect(weights.length).toBeGreaterThan(0);
    expect(numberOf(sum)).toBeCloseTo(
      weights.reduce((total, weight) => total + numberOf(weight), 0),
      1,
    );
    expect(await panel.getByLabel('Order').inputValue()).toBe('doubtful');
    await inspect(page, version, 'filter-weights');
    await kept.getByRole('button', { name: /^Spam/ }).click();
    await panel.getByText('1 is marked as spam.').waitFor();
  });

  test.skipIf(noBrowser)('tells what other limits would have done before they are saved', async () => {
    const { panel, page } = at.window;
    await at.window.open('/quarantine/quality', 'Quarantine');
    const before = await screening();
    await panel.getByLabel('Flag from this score').fill('0.1');
    await panel.getByLabel('Keep back from this score').fill('50');
    await panel.getByText(/^Let through in addition: |^With these limits nothing else/).waitFor();
    await panel.getByRole('row', { name: /^Kept back/ }).waitFor();
    await inspect(page, version, 'filter');
    expect(await screening()).toEqual(before);
    await panel.getByRole('button', { name: 'Use these limits' }).click();
    await panel.getByText('Saved. They hold for what comes in from now on.').waitFor();
    expect(await screening()).toMatchObject({ thresholds: { review: 0.1, quarantine: 50 } });
  });

  test.skipIf(noBrowser)('hands out what it has learned, and forgets it when asked twice', async () => {
    const { panel, page, troubles } = at.window;
    await panel.getByText('1 message as an example of spam').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: 'Download the weights' }).click()]);
    expect(file.suggestedFilename()).toMatch(/^handoff-filter-\d{4}-\d\d-\d\d\.json$/);
    expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toMatchObject({ learned: { spam: 1, genuine: 0 }, model: null });

    const button = panel.getByRole('button', { name: 'Forget it all' });
    await button.click();
    const dialog = page.getByRole('dialog', { name: 'Forget all it has learned?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByText('1 message as an example of spam').waitFor();
    await button.click();
    await inspect(page, version, 'filter-forget');
    await dialog.getByRole('button', { name: 'Forget it all' }).click();
    await panel.getByText(/^Forgotten\./).waitFor();
    await panel.getByText(/^It has learned nothing yet\./).waitFor();
    expect(troubles).toEqual([]);
  });
});
