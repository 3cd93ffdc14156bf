import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, openWindow } from './support/browser.ts';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { FORM_PLUGINS, SHOP } from './support/form-plugins.ts';
import { pairedSite, type PairedSite } from './support/paired.ts';
import { until } from './support/until.ts';
import { visit } from './support/visitor.ts';

const environment = inject('wordpress');
const noBrowser = 'missing' in environment || environment.missingPrograms.includes('chromium');
const title = `From a visitor's browser to HubSpot${noBrowser ? ' (not here: chromium)' : ''}`;

describeOn(SUPPORTED, title, ({ database, version }) => {
  let on: PairedSite;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    if (noBrowser) return;
    [on, browser] = await Promise.all([pairedSite(database, { version }), launchBrowser()]);
    const { context } = await openWindow(browser);
    page = await context.newPage();
  });
  afterAll(async () => void (await Promise.all([on?.close(), browser?.close()])));

  const eventsOf = async (contact: string) => {
    const params = { workspaceId: on.server.workspaceId };
    const { items } = await on.server.client('listEvents', { params, query: { contact, limit: 200 } });
    return Promise.all(items.map(({ id }) => on.server.client('getEvent', { params: { ...params, eventId: id } })));
  };
  /** The events of a person at the server, once the person is a contact at HubSpot. */
  const arrived = async (email: string) => {
    await until(`${email} is a HubSpot contact`, () =>
      Promise.resolve(on.server.twins.hubspot.contacts().some(({ properties }) => properties['email'] === email)),
    );
    return eventsOf(email);
  };

  test.skipIf(noBrowser).each(FORM_PLUGINS)('$title', async ({ slug, source, make }) => {
    const email = `visitor@${slug}.example`;
    const url = await on.site.php<string>(
      `$page = wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Ask us']);
       $content = (function ($page) { ${make} })($page);
       wp_update_post(['ID' => $page, 'post_content' => $content]);
       return get_permalink($page);`,
      { user: 'admin' },
    );
    const known = (await on.status()).sources.find((one) => one.slug === source);
    expect(known).toMatchObject({ available: true, enabled: true, forms: [{ title: 'Ask us' }] });
    expect(known?.forms[0]?.fields.map(({ label }) => label)).toEqual(['Your name', 'Your email', 'Your message']);

    await page.goto(`${url}?utm_source=autumn`);
    await page.getByLabel('Your name').fill('Ada Lovelace');
    await page.getByLabel('Your email').fill(email);
    await page.getByLabel('Your message').fill('Do you deliver to Oslo?');
    await page
      .locator('form', { has: page.getByLabel('Your email') })
      .getByRole('button', { name: /send|submit/i })
      .click();
    const [event, ...more] = await arrived(email);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'form.submitted' });
    const text = JSON.stringify(event);
    for (const part of ['Ask us', 'Do you deliver to Oslo?', 'Ada Lovelace', 'autumn']) expect(text).toContain(part);
    // The server has it a moment before the site notes that it was taken.
    await expect
      .poll(() => on.outbox())
      .toContainEqual(expect.objectContaining({ source, contact: email, state: 'delivered', origin: 'hook' }));
  });

  test.skipIf(noBrowser)('WooCommerce: an order, its payment and its refund', async () => {
    const email = 'buyer@shop.example';
    const { checkout, product } = await on.site.php<{ checkout: string; product: number }>(SHOP, { user: 'admin' });
    await page.goto(`${checkout}${checkout.includes('?') ? '&' : '?'}add-to-cart=${product}&quantity=2`);
    const buyer = {
      first_name: 'Grace',
      last_name: 'Hopper',
      address_1: 'Main Street 1',
      postcode: '10115',
      city: 'Berlin',
      phone: '030123456',
    };
    for (const [name, value] of Object.entries({ ...buyer, email })) await page.fill(`[name=billing_${name}]`, value);
    await page.selectOption('[name=payment_method]', 'bacs');
    await page.click('[name=woocommerce_checkout_place_order]');
    await page.waitForSelector('.woocommerce-thankyou-order-received');
    const amounts = () => on.server.twins.hubspot.deals().map(({ properties }) => properties['amount']);
    expect((await arrived(email)).map(({ type }) => type)).toContain('order.created');
    await until('the order is a deal', () => Promise.resolve(amounts().length > 0));
    expect(amounts()).toEqual(['25']);

    // The owner sees the money and says so; later some of it goes back.
    await on.site.php(
      `$order = wc_get_orders(['limit' => 1])[0]; $order->payment_complete('txn_1');
       wc_create_refund(['order_id' => $order->get_id(), 'amount' => '5.00', 'reason' => 'A torn box']);`,
      { user: 'admin' },
    );
    await on.flush();
    const events = await until('nothing is on its way any more', async () => {
      const all = await eventsOf(email);
      return all.every(({ state, deliveryList }) => state !== 'received' && deliveryList.every((one) => one.state === 'succeeded')) && all;
    });
    for (const wanted of ['order.created', 'order.paid', 'refund.created']) {
      expect(
        events.filter(({ type }) => type === wanted),
        wanted,
      ).toHaveLength(1);
    }
    expect(amounts()).toHaveLength(1);
  });

  test.skipIf(noBrowser)('WordPress: a comment and a registration', async () => {
    await page.goto(`${on.served.url}/?p=1`);
    await page.fill('#author', 'Alan Turing');
    await page.fill('#email', 'alan@comments.example');
    await page.fill('#comment', 'A fine read.');
    await page.click('#commentform [type=submit]');
    expect(await arrived('alan@comments.example')).toMatchObject([{ type: 'comment.posted' }]);

    await on.site.php(`update_option('users_can_register', 1);`);
    await page.goto(`${on.served.url}/wp-login.php?action=register`);
    await page.fill('#user_login', 'katherine');
    await page.fill('#user_email', 'katherine@members.example');
    await page.click('#wp-submit');
    expect(await arrived('katherine@members.example')).toMatchObject([{ type: 'user.registered' }]);
  });

  test.skipIf(noBrowser)('handoff_capture(): a form of any other plugin', async () => {
    await on.site.addMuPlugin(
      'booking.php',
      `<?php add_action('init', function () { if (isset($_POST['booking'])) {
         $email = sanitize_email($_POST['email']);
         handoff_capture('booking', ['email' => $email], ['title' => 'Booking', 'id' => $_POST['booking'], 'subject' => ['email' => $email]]);
         wp_die('Booked.', '', ['response' => 200]); } });`,
    );
    const form = { booking: 'b-4711', email: 'mary@bookings.example' };
    expect((await visit(on.served.url).post('/', form)).body).toContain('Booked.');
    expect((await visit(on.served.url).post('/', form)).body).toContain('Booked.');
    expect(await arrived('mary@bookings.example')).toMatchObject([{ type: 'form.submitted' }]);
  });

  test.skipIf(noBrowser)('no source is left out here, none was doubled, and PHP had nothing to say', async () => {
    const tested = [...FORM_PLUGINS.map(({ source }) => source), 'woocommerce', 'wordpress-comments', 'wordpress-users', 'custom'];
    expect((await on.status()).sources.map(({ slug }) => slug).toSorted()).toEqual(tested.toSorted());
    const emails = on.server.twins.hubspot.contacts().map(({ properties }) => properties['email']);
    expect(new Set(emails).size).toBe(emails.length);
    expect(on.server.twins.violations()).toEqual([]);
    expect(await on.site.complaints()).toEqual([]);
  });
});
