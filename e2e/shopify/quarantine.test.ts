import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import { type Kept, seed } from './support/kept.ts';
import { keyboardOf } from './support/keyboard.ts';
import type { Merchant, MerchantOptions } from './support/merchant.ts';
import { canOpenPanel, useMerchants } from './support/merchants.ts';

const LINKS = { rule: 'link_count', weight: 2, evidence: 'The text contains 5 links to other sites.' };
const BLOCKED = {
  rule: 'own_rule',
  weight: 6,
  hard: true,
  evidence: 'The text contains "casino", which is on your list of blocked words.',
};
const WATCHED = { rule: 'observe_mode', weight: 0, evidence: 'Only watching this site so far; otherwise this would be: quarantine.' };
const PARTS = ['', '/review', '/suppress', '/duplicate', '/same-person', '/quality', '/rules'];

describe.skipIf(!canOpenPanel)('a full quarantine in the Shopify panel, in a browser', { timeout: 180_000 }, () => {
  const openMerchant = useMerchants();
  let merchant: Merchant;
  let kept: Kept;

  const open = async (
    path: string,
    fill: (merchant: Parameters<NonNullable<MerchantOptions['before']>>[0]) => Promise<unknown>,
    locale = 'en',
  ) => {
    merchant = await openMerchant({
      path,
      locale,
      before: async (harness) => {
        const { panel, workspaceId, sourceId } = await harness.install();
        kept = { workspaceId, sourceId };
        await panel.server('updateSource', { params: kept, body: { settings: { screening: { observe: false } } } });
        await fill(harness);
      },
    });
    return merchant;
  };
  const verdicts = async () => {
    const rows = await merchant.harness.store.db.selectFrom('events').select(['verdict', 'marked']).execute();
    return rows.map(({ verdict, marked }) => `${verdict} ${marked}`);
  };
  const button = (name: string | RegExp) => merchant.panel.getByRole('button', { name });

  it('says so where the shop’s rules cannot be read, and shows the list once they can', async () => {
    const { panel, page } = await open('/quarantine', (harness) =>
      seed(harness, kept, 1, { verdict: 'quarantine', message: 'Casino {n}', reasons: [BLOCKED] }),
    );
    await page.route(/\/sources$/, (route) => route.fulfill({ status: 503, json: {} }));
    await page.reload();
    await button('Try again').waitFor();
    await page.unroute(/\/sources$/);
    await button('Try again').click();
    await panel.getByText('Casino 0').waitFor();
    await expect.poll(() => button('Try again').count()).toBe(0);
  });

  it('is let go as a whole, over all its pages, and says how far it is', async () => {
    const { panel, page, troubles } = await open('/quarantine', (harness) =>
      seed(harness, kept, 450, { verdict: 'quarantine', message: 'Casino {n}', reasons: [BLOCKED] }),
    );
    await panel.getByRole('link', { name: 'Kept back (450)' }).waitFor();
    await panel.getByLabel('Choose all on this page').click();
    await panel.getByText('20 chosen').waitFor();
    await button('Choose all in this list').click();
    await panel.getByText('450 chosen').waitFor();
    // The second of three calls is held up, so that what is through is seen.
    let calls = 0;
    let goOn = () => {};
    const waited = new Promise<void>((resolve) => (goOn = resolve));
    await page.route('**/events/release', async (route) => {
      calls += 1;
      if (calls === 2) await waited;
      await route.fallback();
    });
    await button('Let them go on').click();
    await panel.locator('s-modal').getByRole('button', { name: 'Let go' }).click();
    await panel.getByText('200 of 450 are through.').waitFor();
    goOn();
    await panel.getByText('450 go on.').waitFor();
    await panel.getByText('Nothing waits for you here').waitFor();
    expect(new Set(await verdicts())).toEqual(new Set(['accept not_spam']));
    expect(troubles()).toEqual([]);
  });

  it('is marked as a whole, says how far it is, and what was done where it breaks off', async () => {
    const { panel, page } = await open('/quarantine', (harness) =>
      seed(harness, kept, 450, { verdict: 'quarantine', message: 'Casino {n}', reasons: [BLOCKED] }),
    );
    await panel.getByLabel('Choose all on this page').click();
    await button('Choose all in this list').click();
    await panel.getByText('450 chosen').waitFor();
    let calls = 0;
    let goOn = () => {};
    const waited = new Promise<void>((resolve) => (goOn = resolve));
    await page.route('**/events/mark', async (route) => {
      calls += 1;
      if (calls !== 2) return route.fallback();
      await waited;
      await route.fulfill({ status: 409, json: { error: { code: 'conflict', message: 'Not just now.' } } });
    });
    await button('All of them are spam').click();
    await panel.getByText('200 of 450 are through.').waitFor();
    goOn();
    await panel.getByText('Not just now.').waitFor();
    await panel.getByText('200 of 450 are through.').waitFor();
    expect((await verdicts()).filter((one) => one === 'quarantine spam')).toHaveLength(200);
    await button('All of them are spam').click();
    await panel.getByText('450 are marked as spam.').waitFor();
    expect(await panel.getByText(/are through/).count()).toBe(0);
    expect(new Set(await verdicts())).toEqual(new Set(['quarantine spam']));
  });

  it('says what a message of somebody unknown is, and what it is about, each once', async () => {
    const { panel } = await open('/quarantine', (harness) =>
      seed(harness, kept, 1, { verdict: 'quarantine', message: 'Casino', reasons: [BLOCKED], isNameless: true }),
    );
    await panel.getByRole('article').getByRole('heading', { name: 'Form submitted' }).waitFor();
    expect(await panel.getByRole('article').getByText('Write to us', { exact: true }).count()).toBe(1);
  });

  it('what was marked on its own page or in the list of all is taken back there', async () => {
    const { panel, page, troubles } = await open('/quarantine', (harness) =>
      seed(harness, kept, 1, { verdict: 'quarantine', message: 'Casino', reasons: [BLOCKED] }),
    );
    const keyboard = keyboardOf(page);
    await panel.getByRole('article').getByRole('link', { name: 'visitor0@example.com' }).click();
    await keyboard.press(button(/^Spam$/));
    await panel.getByText('Marked as spam.', { exact: true }).waitFor();
    expect(await verdicts()).toEqual(['quarantine spam']);
    await keyboard.press(button('Take back the mark'));
    await panel.getByText('The mark was taken back.').waitFor();
    await button('Take back the mark').waitFor({ state: 'detached' });
    expect(await verdicts()).toEqual(['quarantine null']);

    await merchant.visit('/activity');
    await panel.getByLabel('Choose all on this page').click();
    await button('Mark as not spam').click();
    await panel.getByText('1 is marked as not spam.').waitFor();
    expect(await verdicts()).toEqual(['quarantine not_spam']);
    await button('Undo').click();
    await panel.getByText('Taken back. Nothing was learned from it.').waitFor();
    expect(await verdicts()).toEqual(['quarantine null']);
    expect(troubles()).toEqual([]);
  });

  it('is marked by the page, and what was marked by mistake is taken back', async () => {
    const { panel, troubles } = await open('/quarantine', (harness) =>
      seed(harness, kept, 21, { verdict: 'quarantine', message: 'Casino {n}', reasons: [BLOCKED] }),
    );
    await panel.getByLabel('Choose all on this page').click();
    await button('All of them are spam').click();
    await panel.getByText('20 are marked as spam.').waitFor();
    await panel.getByRole('link', { name: 'Kept back (1)' }).waitFor();
    expect((await verdicts()).filter((one) => one === 'quarantine spam')).toHaveLength(20);
    await button('Undo').click();
    await panel.getByText('Taken back. Nothing was learned from it.').waitFor();
    await panel.getByRole('link', { name: 'Kept back (21)' }).waitFor();
    expect(new Set(await verdicts())).toEqual(new Set(['quarantine null']));
    expect(await merchant.harness.store.db.selectFrom('screening_examples').selectAll().execute()).toEqual([]);
    expect(troubles()).toEqual([]);
  });

  it('goes back to the first page once all of the last one is dealt with', async () => {
    const { panel } = await open('/quarantine', (harness) =>
      seed(harness, kept, 21, { verdict: 'quarantine', message: 'Casino {n}', reasons: [BLOCKED] }),
    );
    await button('Next page').click();
    await expect.poll(() => panel.getByRole('article').count()).toBe(1);
    await panel.getByRole('article').getByRole('button', { name: /^Spam/ }).click();
    await expect.poll(() => panel.getByRole('article').count()).toBe(20);
  });

  it('shows what would be kept back page by page, the least like spam of all of it first', async () => {
    const { panel } = await open('/quarantine', async (harness) => {
      const watched = { verdict: 'accept' as const, reasons: [BLOCKED, WATCHED], wouldBe: 'quarantine' as const };
      await seed(harness, kept, 1, { ...watched, message: 'Doubtful {n}', score: 4 });
      await seed(harness, kept, 130, { ...watched, message: 'Casino {n}', score: 9 });
      await harness.operator('updateSource', { params: kept, body: { settings: { screening: { observe: true } } } });
    });
    await panel.getByText('Doubtful 0').waitFor();
    await expect.poll(() => panel.getByRole('article').count()).toBe(20);
    await button('Next page').click();
    await panel.getByText('Doubtful 0').waitFor({ state: 'detached' });
    await panel.getByText('Casino 20').waitFor();
    expect(merchant.troubles()).toEqual([]);
  });

  it('says of a shop that is only watched whether what was marked is among what did not look like spam', async () => {
    const { panel } = await open('/quarantine', (harness) =>
      harness.operator('updateSource', { params: kept, body: { settings: { screening: { observe: true } } } }),
    );
    await panel.getByText('None of the messages that you have not marked yet looked like it.').waitFor();
    await panel.getByLabel('Also those you have marked already').check();
    await panel.getByText('None of the messages looked like it.').waitFor();
    expect(merchant.troubles()).toEqual([]);
  });

  it('shows what would be kept back also where hundreds of orders came since', async () => {
    const { panel } = await open('/quarantine', async (harness) => {
      await seed(harness, kept, 1, { verdict: 'accept', message: 'Casino {n}', reasons: [BLOCKED, WATCHED], wouldBe: 'quarantine' });
      await seed(harness, kept, 300, { verdict: 'accept', message: '', type: 'order.created', score: 0 });
      await harness.operator('updateSource', { params: kept, body: { settings: { screening: { observe: true } } } });
    });
    await panel.getByText('Would be kept back').waitFor();
    await panel.getByRole('article').getByRole('button', { name: /^Spam/ }).click();
    await panel.getByText('Nothing would have been kept back').waitFor();
    expect(merchant.troubles()).toEqual([]);
  });

  it.each([
    ['de', 'Der Text enthält 5 Links zu anderen Websites.'],
    ['fr', 'Le texte contient 5 liens vers d’autres sites.'],
  ])('gives its reasons in the person’s language, and fits everywhere (%s)', async (locale, reason) => {
    const admin = await open(
      '/quarantine',
      async (harness) => {
        const message = `${'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(20)} http://a.example ${'and so on '.repeat(200)}`;
        await seed(harness, kept, 25, { verdict: 'quarantine', message, reasons: [LINKS, BLOCKED], score: 8 });
        await seed(harness, kept, 3, { verdict: 'duplicate', message });
      },
      locale,
    );
    await admin.panel.getByText(reason).first().waitFor();
    for (const part of PARTS) {
      await admin.visit(`/quarantine${part}`);
      await admin.panel.getByRole('navigation').locator('[aria-current=page]').waitFor();
      await expect.poll(() => admin.panel.locator('.handoff-loading').count()).toBe(0);
      await inspect(admin, `${locale}/quarantine${part.replace('/', '-')}`);
    }
    expect(admin.troubles()).toEqual([]);
  });

  /** The server as it is when it refuses, once. */
  const refuseOnce = (page: Page, address: string) =>
    page.route(address, (route) => route.fulfill({ status: 409, json: { error: { code: 'conflict', message: 'Not just now.' } } }), {
      times: 1,
    });

  it('chooses nothing where somebody chose otherwise while the whole list was read', async () => {
    const { panel, page } = await open('/quarantine', (harness) =>
      seed(harness, kept, 45, { verdict: 'quarantine', message: 'Casino {n}', reasons: [BLOCKED] }),
    );
    const isWhole = (url: URL) => url.pathname.endsWith('/events') && url.searchParams.get('limit') === '200';
    let goOn = () => {};
    const waited = new Promise<void>((resolve) => (goOn = resolve));
    await page.route(isWhole, async (route) => {
      await waited;
      await route.fallback();
    });
    await panel.getByLabel('Choose all on this page').click();
    await button('Choose all in this list').click();
    await panel.getByLabel('20 chosen').click();
    const answered = page.waitForResponse((response) => isWhole(new URL(response.url())));
    goOn();
    await (await answered).finished();
    await panel.getByLabel('Choose all on this page').click();
    await button('Choose all in this list').waitFor();
    expect(await panel.getByLabel('20 chosen').count()).toBe(1);
  });

  it('says where a list is longer than can be chosen at once', async () => {
    const { panel } = await open('/quarantine', (harness) =>
      seed(harness, kept, 2001, { verdict: 'quarantine', message: 'Casino {n}', reasons: [BLOCKED] }),
    );
    await panel.getByLabel('Choose all on this page').click();
    await button('Choose all in this list').click();
    await panel.getByText('These are the latest 2000 of this list; no more can be chosen at once.').waitFor();
    expect(await panel.getByLabel('2000 chosen').count()).toBe(1);
  });

  it('what went wrong is said until something else is done, and Undo takes back only what was just said', async () => {
    const { panel, page } = await open('/quarantine', (harness) =>
      seed(harness, kept, 3, { verdict: 'quarantine', message: 'Casino {n}', reasons: [BLOCKED] }),
    );
    const spam = panel.getByRole('article').getByRole('button', { name: /^Spam/ }).first();
    const refused = panel.getByText('Not just now.');
    await spam.click();
    await panel.getByText('1 is marked as spam.').waitFor();
    await refuseOnce(page, '**/events/mark');
    await button('Undo').click();
    await refused.waitFor();
    await spam.click();
    await refused.waitFor({ state: 'detached' });
    await button('Undo').waitFor();
    await refuseOnce(page, '**/events/mark');
    await spam.click();
    await refused.waitFor();
    expect(await button('Undo').count()).toBe(0);
  });

  it('the keyboard goes on where the pair left before all else was read, and another list begins at its latest', async () => {
    const { panel, page } = await open('/quarantine/same-person', async (harness) => {
      for (const domain of ['example.com', 'example.org']) {
        harness.shop.createCustomer({ email: `wilhelmina.featherstone@${domain}`, firstName: 'Wilhelmina', lastName: 'Featherstone' });
      }
      await harness.pass(60_000);
    });
    const likely = panel.getByText(/^\d+ % likely the same$/);
    await likely.waitFor();
    const isOpenList = (url: URL) => url.pathname.endsWith('/suggestions') && url.searchParams.get('state') === 'open';
    const read = page.waitForResponse((response) => isOpenList(new URL(response.url())));
    await page.reload();
    const answer = (await (await read).json()) as object;
    // As if there were more pages of it.
    await page.route(isOpenList, (route) => route.fulfill({ json: { ...answer, next: 7 } }));
    await page.reload();
    await button('Older').click();
    await expect.poll(() => button('Newer').isEnabled()).toBe(true);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('state=accepted')) asked.push(request.url());
    });
    await panel.getByLabel('Show').selectOption('accepted');
    await panel.getByText('Nothing decided so far').waitFor();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => url.includes('before='))).toEqual([]);
    await page.unroute(isOpenList);

    await panel.getByLabel('Show').selectOption('open');
    await likely.waitFor();
    let goOn = () => {};
    const waited = new Promise<void>((resolve) => (goOn = resolve));
    await page.route('**/workspaces/*/health', async (route) => {
      await waited;
      await route.fallback();
    });
    await keyboardOf(page).press(button(/^One person/));
    await panel.getByText('Nobody to compare').waitFor();
    goOn();
    await panel.locator('#handoff-content:focus').waitFor();
  });

  it('two persons who may be one are decided without a mouse, and taken back another day', async () => {
    const admin = await open('/quarantine/same-person', async (harness) => {
      for (const domain of ['example.com', 'example.org']) {
        harness.shop.createCustomer({ email: `wilhelmina.featherstone@${domain}`, firstName: 'Wilhelmina', lastName: 'Featherstone' });
      }
      await harness.pass(60_000);
    });
    const { panel, page } = admin;
    const likely = panel.getByText(/^\d+ % likely the same$/);
    await likely.waitFor();
    await inspect(admin, 'quarantine-same-person');
    const keyboard = keyboardOf(page);
    await keyboard.press(button(/^One person/));
    await panel
      .getByText(/^“Wilhelmina Featherstone \(wilhelmina.featherstone@example.\w+\)” and “Wilhelmina .*” are one person now\.$/)
      .waitFor();
    await page.reload();
    await panel.getByText('Nobody to compare').waitFor();
    await panel.getByLabel('Show').selectOption('accepted');
    await panel.getByText(/^Decided by /).waitFor();
    await inspect(admin, 'quarantine-same-person-decided');
    await keyboard.press(button(/^Take back/));
    await panel.getByText('Nothing decided so far').waitFor();
    expect(await panel.getByText(/they are shown here for you to decide/).count()).toBe(0);
    await panel.getByLabel('Show').selectOption('open');
    await likely.waitFor();
    expect(admin.troubles()).toEqual([]);
  });
});
