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
  test('one web pixel an app, under its scope', async () => {
    const { query, shop } = createScene();
    const create = 'mutation { webPixelCreate(webPixel: { settings: "{\\"a\\":1}" }) { webPixel { id settings } userErrors { code } } }';
    expect((await query(create)).errors).toMatchObject([{ extensions: { code: 'ACCESS_DENIED' } }]);
    shop.grant('write_pixels', 'read_customer_events');
    const { data } = await query(create);
    expect(data.webPixelCreate).toMatchObject({ webPixel: { settings: '{"a":1}' }, userErrors: [] });
    expect((await query(create)).data.webPixelCreate).toEqual({ webPixel: null, userErrors: [{ code: 'TAKEN' }] });
    const { id } = data.webPixelCreate.webPixel;
    await query('mutation ($id: ID!) { webPixelDelete(id: $id) { deletedWebPixelId userErrors { code } } }', { id });
    expect(shop.state.pixel).toBeUndefined();
  });

  test('Flow triggers arrive with what they carry', async () => {
    const { query, shop } = createScene();
    await query(
      'mutation { flowTriggerReceive(handle: "form-submitted", payload: { email: "ada@example.com" }) { userErrors { message } } }',
    );
    expect(shop.state.flowTriggers).toEqual([{ handle: 'form-submitted', payload: { email: 'ada@example.com' } }]);
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
