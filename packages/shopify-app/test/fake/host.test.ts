import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createFakeShopify, schemaAvailable } from '../../testing/index.ts';
import { createScene } from './support.ts';

const HOUR = 3_600_000;

describe('uninstall and redaction', () => {
  test('48 hours after an uninstall the shop’s data must go', async () => {
    const { fake, shop, clock, received } = createScene();
    shop.uninstall();
    clock.advance(48 * HOUR - 1);
    await fake.deliverDue();
    expect(received.map(({ topic }) => topic)).toEqual(['app/uninstalled']);
    clock.advance(1);
    await fake.deliverDue();
    expect(received.at(-1)).toMatchObject({ topic: 'shop/redact', body: { shop_domain: shop.domain } });
  });

  test('who comes back in time keeps the data', async () => {
    const { fake, shop, clock, received } = createScene();
    shop.uninstall();
    shop.install();
    clock.advance(100 * HOUR);
    await fake.deliverDue();
    expect(received.map(({ topic }) => topic)).toEqual(['app/uninstalled']);
  });

  test('a customer’s requests name them and their orders', async () => {
    const { fake, shop, received } = createScene();
    const order = shop.createOrder({ email: 'ada@example.com' });
    const id = shop.requestData(order.customer_id ?? 0);
    shop.redact(order.customer_id ?? 0);
    await fake.deliverDue();
    const customer = { id: order.customer_id, email: 'ada@example.com' };
    expect(received.at(-2)).toMatchObject({
      topic: 'customers/data_request',
      body: { customer, orders_requested: [order.id], data_request: { id } },
    });
    expect(received.at(-1)).toMatchObject({ topic: 'customers/redact', body: { customer, orders_to_redact: [order.id] } });
  });
});

test('scopes that are granted or taken back are announced', async () => {
  const { fake, shop, received } = createScene();
  const before = [...(shop.state.scopes ?? [])];
  shop.grant('read_all_orders');
  await fake.deliverDue();
  expect(received.at(-1)).toMatchObject({
    topic: 'app/scopes_update',
    body: { previous: before, current: [...before, 'read_all_orders'] },
  });
});

describe.skipIf(!(await schemaAvailable()))('what only Shopify keeps', () => {
  const CREATE =
    'mutation ($settings: JSON!) { webPixelCreate(webPixel: { settings: $settings }) { webPixel { id settings } userErrors { code } } }';
  const SETTINGS = { endpoint: 'https://app.example/shopify/pixel', shop: 'steep-and-co.myshopify.com' };

  test('one web pixel an app, under its scope', async () => {
    const { query, shop } = createScene();
    expect((await query(CREATE, { settings: SETTINGS })).errors).toMatchObject([{ extensions: { code: 'ACCESS_DENIED' } }]);
    shop.grant('write_pixels', 'read_customer_events');
    const { data } = await query(CREATE, { settings: SETTINGS });
    expect(data.webPixelCreate).toMatchObject({ webPixel: { settings: JSON.stringify(SETTINGS) }, userErrors: [] });
    expect((await query(CREATE, { settings: SETTINGS })).data.webPixelCreate).toEqual({ webPixel: null, userErrors: [{ code: 'TAKEN' }] });
    const { id } = data.webPixelCreate.webPixel;
    await query('mutation ($id: ID!) { webPixelDelete(id: $id) { deletedWebPixelId userErrors { code } } }', { id });
    expect(shop.state.pixel).toBeUndefined();
  });

  test('a pixel is given what its extension declares, and nothing else', async () => {
    const { query, shop } = createScene();
    shop.grant('write_pixels', 'read_customer_events');
    const answer = await query(CREATE, { settings: { endpoint: SETTINGS.endpoint } });
    expect(answer.data.webPixelCreate).toEqual({ webPixel: null, userErrors: [{ code: 'INVALID_SETTINGS' }] });
  });

  test('Flow triggers arrive with what they carry, where the app has such a trigger', async () => {
    const { query, shop } = createScene();
    const receive =
      'mutation ($handle: String, $payload: JSON) { flowTriggerReceive(handle: $handle, payload: $payload) { userErrors { field } } }';
    const errorsOf = async (handle: string, payload: unknown) =>
      (await query(receive, { handle, payload })).data.flowTriggerReceive.userErrors;
    expect(await errorsOf('form-submitted', { Email: 'ada@example.com' })).toEqual([]);
    expect(await errorsOf('form-submited', { Email: 'ada@example.com' })).toEqual([{ field: ['handle'] }]);
    expect(await errorsOf('form-submitted', { 'E-mail': 'ada@example.com' })).toEqual([{ field: ['payload'] }]);
    expect(shop.state.flowTriggers).toEqual([{ handle: 'form-submitted', payload: { Email: 'ada@example.com' } }]);
  });
});

test('the storefront’s posts reach the app at its proxy path, signed over the query alone', async () => {
  const got: Request[] = [];
  const fake = createFakeShopify({
    clock: { now: () => Date.UTC(2026, 10, 21, 12) },
    app: {
      apiKey: 'key',
      apiSecret: 'secret',
      url: () => 'https://app.example/shopify',
      fetch: (request) => {
        got.push(request);
        return Promise.resolve(new Response());
      },
    },
  });
  await fake.shop.storefront('/forms', { body: { email: 'ada@example.com' }, query: { tag: 'b' } });
  const { pathname, searchParams } = new URL(got[0]?.url ?? '');
  expect(pathname).toBe('/shopify/proxy/forms');
  const signature = searchParams.get('signature');
  searchParams.delete('signature');
  const signed = [...searchParams]
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('');
  expect(signature).toBe(createHmac('sha256', 'secret').update(signed).digest('hex'));
  expect(Object.fromEntries(searchParams)).toMatchObject({
    shop: fake.shop.domain,
    path_prefix: '/apps/handoff',
    logged_in_customer_id: '',
  });
});

test('the embedded page is opened with the shop, a session token and Shopify’s hmac', async () => {
  const { shop } = createScene();
  const { searchParams } = new URL(await shop.embeddedUrl({ locale: 'de' }));
  const hmac = searchParams.get('hmac');
  searchParams.delete('hmac');
  const signed = [...searchParams]
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('&');
  expect(hmac).toBe(createHmac('sha256', 'secret').update(signed).digest('hex'));
  expect(Object.fromEntries(searchParams)).toMatchObject({ shop: shop.domain, embedded: '1', locale: 'de' });
});
