import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderBlock } from '../../packages/shopify-app/test/support/liquid.ts';
import { SHOP } from '../../packages/shopify-app/test/support/store.ts';
import { launchBrowser } from '../wordpress/support/browser.ts';
import { findProgram } from '../wordpress/support/parts.ts';
import { openStorefront, type ProxyMood, type Storefront } from './support/storefront-page.ts';

const WORDING = 'Send me the tea letter';

/** What a browser posts arrives when it arrives. */
const SOON = { timeout: 30_000 };

describe.skipIf(findProgram('chromium') === undefined)('forms on the storefront, in a browser', { timeout: 60_000 }, () => {
  let browser: Browser;
  let shop: Storefront;

  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    shop = await openStorefront(browser);
  });
  afterEach(() => shop.close());

  const writeMessage = async (words = 'Do you ship to Ghent?'): Promise<void> => {
    await shop.page.getByLabel('Name').fill('Ada Lovelace');
    await shop.page.getByLabel('Email').fill('ada@example.com');
    await shop.page.getByLabel('Message').fill(words);
  };
  const send = async (): Promise<void> => {
    await shop.page.getByRole('button').click();
    await shop.page.getByRole('heading', { name: 'Thanks' }).waitFor();
  };

  it('hands the contact block’s answers to the app, and lets Shopify have them as ever', async () => {
    await shop.open(
      renderBlock('contact', { settings: { heading: 'Write to us', wording: WORDING, ask_phone: true, question: 'Your favourite tea?' } }),
    );
    await writeMessage();
    await shop.page.getByLabel('Your favourite tea?').fill('Assam');
    await shop.page.getByLabel(WORDING).check();
    await send();
    await shop.asked(1);

    expect(shop.native.map((form) => Object.fromEntries(form))).toMatchObject([
      { form_type: 'contact', 'contact[email]': 'ada@example.com', 'contact[body]': 'Do you ship to Ghent?', 'contact[marketing]': 'yes' },
    ]);
    expect(await shop.kept()).toMatchObject([
      {
        type: 'form.submitted',
        subject: { email: 'ada@example.com', name: 'Ada Lovelace', externalIds: { shopify_shop: SHOP } },
        data: {
          form: { id: 'HandoffContact-A1', title: 'Write to us', plugin: 'shopify' },
          kind: 'contact',
          fields: {
            name: 'Ada Lovelace',
            email: 'ada@example.com',
            body: 'Do you ship to Ghent?',
            'Your favourite tea?': 'Assam',
            marketing: 'yes',
          },
          labels: { body: 'Message', email: 'Email' },
          types: { body: 'textarea', email: 'email' },
        },
        context: {
          ip: '203.0.113.7',
          userAgent: 'Visitor/1.0',
          page: 'https://steep-and-co.example/pages/contact',
          locale: 'en',
          honeypot: '',
        },
        consent: [{ channel: 'email', state: 'subscribed', wording: WORDING, evidence: 'https://steep-and-co.example/pages/contact' }],
      },
    ]);
  });

  it('says no more of a signup than that it is pending, and of an empty box nothing', async () => {
    await shop.open(renderBlock('signup', { settings: { wording: WORDING } }));
    await shop.page.getByLabel('Email').fill('ada@example.com');
    await send();
    await shop.open(renderBlock('contact', { settings: { wording: WORDING } }));
    await writeMessage();
    await send();
    await expect
      .poll(async () => (await shop.kept()).map(({ consent }) => consent), SOON)
      .toMatchObject([[{ channel: 'email', state: 'pending', wording: WORDING }], []]);
    expect(shop.native[0]?.get('form_type')).toBe('customer');
  });

  it.each<ProxyMood>(['unreachable', 'hangs', 'answers 500'])(
    'sends the form to Shopify although the proxy is down (%s), and posts the copy again on the next page',
    async (mood) => {
      shop.proxy(mood);
      await shop.open(renderBlock('contact'));
      await writeMessage();
      await send();
      expect(shop.native).toHaveLength(1);
      expect(await shop.kept()).toEqual([]);

      shop.proxy('works');
      await shop.open('<h1>Teas</h1>', { path: '/collections/all' });
      await expect
        .poll(async () => (await shop.kept()).map(({ data }) => data), SOON)
        .toMatchObject([{ fields: { body: 'Do you ship to Ghent?' } }]);
    },
  );

  it('keeps one submission however often its copy comes', async () => {
    await shop.open(renderBlock('contact'));
    await writeMessage();
    await send();
    await shop.open(renderBlock('contact'));
    await writeMessage('And to Bruges?');
    await send();
    await shop.open('<h1>Teas</h1>');
    await expect
      .poll(async () => (await shop.kept()).map(({ data }) => data['fields']), SOON)
      .toMatchObject([{ body: 'Do you ship to Ghent?' }, { body: 'And to Bruges?' }]);
    await shop.page.waitForFunction(() => sessionStorage.getItem('handoff:waiting') === null);
    expect(await shop.kept()).toHaveLength(2);
  });

  it('copies the theme’s own contact and newsletter forms once the embed is on, and nothing else', async () => {
    const form = (action: string, type: string, field: string) =>
      `<form method="post" action="${action}"><input type="hidden" name="form_type" value="${type}">
        <input name="${field}" aria-label="${type}" value="ada@example.com"><button>Send ${type}</button></form>`;
    const theme = `<h1>Contact</h1>${form('/fr/contact#c', 'contact', 'contact[email]')}${form('/contact#n', 'customer', 'contact[email]')}
      ${form('/account/login', 'customer_login', 'customer[email]')}${form('/search', 'search', 'q')}`;
    const sendEach = async (...types: string[]): Promise<void> => {
      for (const type of types) {
        await shop.page.getByRole('button', { name: `Send ${type}`, exact: true }).click();
        await shop.page.getByRole('heading', { name: 'Thanks' }).waitFor();
        await shop.page.goBack();
      }
    };
    await shop.open(theme);
    await sendEach('contact', 'customer');
    expect(await shop.page.evaluate(() => sessionStorage.getItem('handoff:waiting'))).toBeNull();

    await shop.open(theme + renderBlock('embed'), { lang: 'fr', path: '/fr/pages/contact' });
    await sendEach('contact', 'customer', 'customer_login', 'search');
    await expect
      .poll(async () => (await shop.kept()).map(({ data }) => data), SOON)
      .toMatchObject([{ kind: 'contact', form: { title: 'Contact' }, fields: { email: 'ada@example.com' } }, { kind: 'signup' }]);
    expect((await shop.kept()).map(({ consent }) => consent)).toMatchObject([[], [{ state: 'pending' }]]);
    expect((await shop.kept()).map(({ context }) => context?.locale)).toEqual(['fr', 'fr']);
    expect(shop.native).toHaveLength(6);
    const seen = await shop.app.store.db.selectFrom('shopify_shops').select('embed_seen_at').executeTakeFirstOrThrow();
    expect(seen.embed_seen_at).toBeGreaterThan(0);
  });

  it('hides a field from people and tells what a program wrote into it', async () => {
    await shop.open(renderBlock('contact'));
    const trap = shop.page.locator('[data-handoff-trap]');
    await expect.poll(() => trap.evaluate((field) => field.getBoundingClientRect().right < 0), SOON).toBe(true);
    await writeMessage();
    await trap.evaluate((field: HTMLInputElement) => void (field.value = 'https://casino.example'));
    await send();
    await expect
      .poll(async () => (await shop.kept()).map(({ context }) => context), SOON)
      .toMatchObject([{ honeypot: 'https://casino.example' }]);
    expect((await shop.kept()).map(({ data }) => Object.keys(data['fields'] as object))).toEqual([['name', 'email', 'body']]);
  });

  it('shows Cloudflare’s check where the shop asks for it, hands on what it gave, and loads nothing elsewhere', async () => {
    await shop.open(renderBlock('contact'));
    expect(await shop.page.locator('script[src*="cloudflare"]').count()).toBe(0);
    await shop.open(
      renderBlock('contact', { settings: { turnstile_site_key: '0xSITE' } }) +
        renderBlock('signup', { settings: { turnstile_site_key: '0xSITE' } }),
    );
    const widget = shop.page.locator('[data-handoff-form="contact"] .cf-turnstile');
    await widget.getByText('Success!').waitFor();
    expect(await shop.page.locator('script[src*="cloudflare"]').count()).toBe(1);
    await shop.page.locator('#HandoffContact-A1-name').fill('Ada');
    await shop.page.locator('#HandoffContact-A1-email').fill('ada@example.com');
    await shop.page.getByLabel('Message').fill('Do you ship to Ghent?');
    await shop.page.locator('[data-handoff-form="contact"]').getByRole('button').click();
    await shop.page.getByRole('heading', { name: 'Thanks' }).waitFor();
    await expect
      .poll(async () => (await shop.kept()).map(({ context }) => context), SOON)
      .toMatchObject([{ turnstile: 'token-of-0xSITE-for-handoff-form' }]);
    expect((await shop.kept()).map(({ data }) => Object.keys(data['fields'] as object))).toEqual([['name', 'email', 'body']]);
  });

  it('draws the check in a form that came after Cloudflare’s script too, once', async () => {
    await shop.open(renderBlock('signup', { settings: { turnstile_site_key: '0xSITE' } }));
    await shop.page.getByText('Success!').waitFor();
    const block = renderBlock('contact', { settings: { turnstile_site_key: '0xSITE' } });
    await shop.page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), block);
    const form = shop.page.locator('[data-handoff-form="contact"]');
    await form.getByLabel('Name').fill('Ada Lovelace');
    await form.getByLabel('Email').fill('ada@example.com');
    await form.getByLabel('Message').fill('Do you ship to Ghent?');
    await form.locator('.cf-turnstile').getByText('Success!').waitFor();
    expect(await shop.page.locator('[name="handoff_turnstile"]').count()).toBe(2);
    await form.getByRole('button').click();
    await shop.page.getByRole('heading', { name: 'Thanks' }).waitFor();
    await expect
      .poll(async () => (await shop.kept()).map(({ context }) => context?.turnstile), SOON)
      .toEqual(['token-of-0xSITE-for-handoff-form']);
  });

  it('gives each message of a page that stays a check of its own', async () => {
    await shop.open(`${renderBlock('contact', { settings: { turnstile_site_key: '0xSITE' } })}<h1 hidden>Thanks</h1><script>
      document.addEventListener('submit', (event) => { event.preventDefault(); document.querySelector('h1').hidden = false; });</script>`);
    await shop.page.getByText('Success!').waitFor();
    for (const words of ['Do you ship to Ghent?', 'And to Bruges?']) {
      await writeMessage(words);
      await send();
    }
    await expect
      .poll(async () => (await shop.kept()).map(({ context }) => context?.turnstile), SOON)
      .toEqual(['token-of-0xSITE-for-handoff-form', 'token-of-0xSITE-for-handoff-form-anew']);
  });

  it('leaves a theme that sends by its own script alone, and still has the copy', async () => {
    await shop.open(`${renderBlock('contact')}<h1 hidden>Thanks</h1><script>
      document.addEventListener('submit', (event) => { event.preventDefault(); document.querySelector('h1').hidden = false; });</script>`);
    await writeMessage();
    await send();
    await expect.poll(async () => (await shop.kept()).length, SOON).toBe(1);
    expect(shop.native).toEqual([]);
  });

  it.each([
    ['storage is forbidden', `Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no') } })`],
    ['there is no fetch', `window.fetch = undefined`],
    ['random numbers fail', `Object.defineProperty(window, 'crypto', { value: {} })`],
  ])('stops nobody from writing where %s', async (_why, script) => {
    await shop.page.addInitScript(script);
    await shop.open(renderBlock('contact'));
    await writeMessage();
    await send();
    expect(shop.native.map((form) => form.get('contact[body]'))).toEqual(['Do you ship to Ghent?']);
  });

  const FAILED = { errors: ['email'], email: 'ada@' };
  it.each([
    [
      'the contact form',
      renderBlock('contact', { settings: { heading: 'Write to us', wording: WORDING, ask_phone: true, question: 'Tea?' } }),
    ],
    [
      'the contact form with Cloudflare’s check',
      renderBlock('contact', { settings: { heading: 'Write to us', turnstile_site_key: '0xSITE' } }),
    ],
    ['the contact form, refused', renderBlock('contact', { settings: { heading: 'Write to us' }, form: FAILED })],
    ['the signup', renderBlock('signup', { settings: { heading: 'Letters', wording: WORDING, ask_name: true } })],
    ['the signup, refused', renderBlock('signup', { settings: { heading: 'Letters' }, form: FAILED })],
    ['the thanks', renderBlock('signup', { settings: { heading: 'Letters' }, form: { 'posted_successfully?': true } })],
    [
      'a theme’s form with the embed',
      `<form method="post" action="/contact"><input type="hidden" name="form_type" value="contact">
        <label>Email <input name="contact[email]"></label><button>Send</button></form>${renderBlock('embed')}`,
    ],
  ])('is accessible to everyone: %s', async (_what, block) => {
    await shop.open(`<main><h1>Contact</h1>${block}</main>`);
    await shop.page.evaluate(axe.source);
    const violations = await shop.page.evaluate(async () => {
      const found = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    expect(violations).toEqual([]);
  });

  it('can be filled in and sent by the keyboard alone, in the order it reads', async () => {
    await shop.open(renderBlock('contact', { settings: { wording: WORDING } }));
    const names: string[] = [];
    for (let stop = 0; stop < 5; stop += 1) {
      await shop.page.keyboard.press('Tab');
      names.push(await shop.page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.tagName ?? ''));
    }
    expect(names).toEqual(['contact[name]', 'contact[email]', 'contact[body]', 'contact[marketing]', 'BUTTON']);
  });

  it('posts to the address the shop gave the proxy', async () => {
    await shop.open(renderBlock('contact', { settings: { proxy_path: '/apps/handoff/own/' } }));
    await writeMessage();
    const asked = shop.page.waitForRequest('**/apps/handoff/own/forms');
    await send();
    expect((await asked).method()).toBe('POST');
  });
});
