import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import { sendSpam } from './support/spam.ts';
import type { Merchant } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

const MINUTE = 60_000;

describe.skipIf(!canOpenPanel)('the spam filter in the Shopify panel, in a browser', { timeout: 120_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;

  /** Opens a screen of a shop to which a robot wrote, that keeps spam back or only watches. */
  const open = async (path: string, observe: boolean): Promise<Merchant> => {
    merchant = await openMerchant({
      path,
      before: async (harness) => {
        const { panel, workspaceId, sourceId } = await harness.install();
        await panel.server('updateSource', { params: { workspaceId, sourceId }, body: { settings: { screening: { observe } } } });
        await sendSpam(harness);
        await harness.pass(MINUTE);
      },
    });
    return merchant;
  };

  it('says that it only watches, and acts once the owner wants it', async () => {
    const { panel, troubles } = await open('/quarantine/quality', true);
    const watching = panel.getByText('It judges each message and notes what it would have done', { exact: false });
    await watching.waitFor();
    await panel.getByRole('button', { name: 'Keep back spam from now on' }).click();
    await watching.waitFor({ state: 'detached' });
    expect(troubles()).toEqual([]);
  });

  it('shows what each finding weighs; what is marked is learned, handed out, and forgotten when asked twice', async () => {
    const admin = await open('/quarantine', false);
    const { panel, page, troubles } = admin;
    const kept = panel.getByRole('article', { name: 'eve@casino.example, Write to us' });
    const why = kept.getByRole('list', { name: 'Why' });
    await why.getByText('Together').waitFor();
    const numbers = (await why.locator('.handoff-finding__weight').allTextContents()).map((weight) => Number(weight.replace('−', '-')));
    const sum = numbers.pop();
    expect(numbers.length).toBeGreaterThan(1);
    expect(sum).toBeCloseTo(
      numbers.reduce((total, weight) => total + weight, 0),
      1,
    );
    await inspect(admin, 'filter-weights');
    await kept.getByRole('button', { name: /^Spam/ }).click();
    await panel.getByText('1 is marked as spam.').waitFor();

    await panel.getByRole('link', { name: 'How well it works' }).click();
    const example = panel.getByText('1 message as an example of spam');
    await example.waitFor();
    await panel.getByText('With these limits nothing else would have been kept back or let through.').waitFor();
    await panel.getByLabel('Flag from this score').fill('0.5');
    await panel.getByText('With these limits nothing else would have been kept back or let through.').waitFor();
    await inspect(admin, 'filter');
    const [file] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: 'Download the weights' }).click()]);
    expect(file.suggestedFilename()).toMatch(/^handoff-filter-\d{4}-\d\d-\d\d\.json$/);
    expect(JSON.parse(await text(await file.createReadStream()))).toMatchObject({ learned: { spam: 1, genuine: 0 }, model: null });

    await panel.getByRole('button', { name: 'Forget it all' }).click();
    await panel.getByRole('dialog', { name: 'Forget all it has learned?' }).waitFor();
    await panel.locator('s-modal').getByRole('button', { name: 'Cancel' }).click();
    await example.waitFor();
    await panel.getByRole('button', { name: 'Forget it all' }).click();
    await panel.getByRole('dialog', { name: 'Forget all it has learned?' }).waitFor();
    await panel.locator('s-modal').getByRole('button', { name: 'Forget it all' }).click();
    await panel.getByText(/^Forgotten\./).waitFor();
    await panel.getByText(/^It has learned nothing yet\./).waitFor();
    expect(troubles()).toEqual([]);
  });

  it('does not tell of limits just entered what was true of those before, and asks again where that failed', async () => {
    const { panel, page } = await open('/quarantine/quality', false);
    // Its signs and its score stand beside whom it is from.
    await panel
      .getByText(/Hidden field filled in \+\d/)
      .first()
      .waitFor();
    await panel
      .getByText(/^Together: \+\d/)
      .first()
      .waitFor();
    const unchanged = panel.getByText('With these limits nothing else would have been kept back or let through.');
    await unchanged.waitFor();
    let goOn = () => {};
    const waited = new Promise<void>((resolve) => (goOn = resolve));
    const isWhatIf = (url: URL) => url.pathname.endsWith('/what-if');
    await page.route(isWhatIf, async (route) => {
      await waited;
      await route.fallback();
    });
    const limit = panel.getByLabel('Keep back from this score');
    await limit.fill('40');
    await panel.getByText('Working out what these limits would have done…').waitFor();
    expect(await unchanged.count()).toBe(0);
    expect(await panel.getByRole('cell', { name: '…' }).count()).toBe(3);
    goOn();
    await panel
      .getByText(/^(Let through in addition|With these limits nothing)/)
      .first()
      .waitFor();

    await page.route(isWhatIf, (route) => route.fulfill({ status: 409, json: { error: { code: 'conflict', message: 'Not just now.' } } }), {
      times: 1,
    });
    await limit.fill('50');
    await panel.getByText('Not just now.').waitFor();
    await panel.getByRole('button', { name: 'Try again' }).click();
    await panel
      .getByText(/^(Let through in addition|With these limits nothing)/)
      .first()
      .waitFor();
    expect(await panel.getByText('Not just now.').count()).toBe(0);
  });

  it('says what it cannot show while the server is away, and shows it once it is back', async () => {
    const admin = await open('/', false);
    const { panel, page } = admin;
    const away = '**/shopify/api/server/**/screening/**';
    await page.route(away, (route) =>
      route.fulfill({ status: 503, json: { error: { code: 'unavailable', message: 'The server cannot be reached.' } } }),
    );
    await admin.go('Quarantine');
    await panel.getByRole('link', { name: 'How well it works' }).click();
    await panel.getByText('The server cannot be reached.').first().waitFor();
    expect(await admin.axe()).toEqual([]);
    await page.unroute(away);
    await panel.getByRole('button', { name: 'Try again' }).first().click();
    await panel.getByText('Of 1 kept back, people released 0', { exact: false }).waitFor();
    await panel.getByText(/^It has learned nothing yet\./).waitFor();
  });
});
