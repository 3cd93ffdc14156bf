import { describe, expect, test } from 'vitest';
import { schemaAvailable } from '../../testing/index.ts';
import { createScene } from './support.ts';

const DAY = 86_400_000;
const there = await schemaAvailable();

test.skipIf(there)('Shopify’s schema is not here and could not be fetched: tests of the fake Admin API are skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.skipIf(!there)('the fake Admin API', () => {
  test('a field that is not in Shopify’s schema is refused, and noted', async () => {
    const { query, fake } = createScene();
    const { data, errors } = await query('{ shop { name nonsense } }');
    expect(data).toBeUndefined();
    expect(errors[0]?.message).toContain('nonsense');
    expect(fake.violations).toHaveLength(1);
  });

  test('a field that is in the schema but not in the fake is an error with its path, never made up', async () => {
    const { query, fake } = createScene();
    const { errors } = await query('{ shop { name timezoneOffset } }');
    expect(errors).toMatchObject([{ message: expect.stringContaining('Shop.timezoneOffset'), path: ['shop', 'timezoneOffset'] }]);
    expect(fake.violations).toEqual(['The fake Shopify does not implement Shop.timezoneOffset.']);
  });

  test('another host, another version, a REST call: refused and noted', async () => {
    const { fake, shop } = createScene();
    await expect(fake.fetch(new Request('https://metadata.internal/'))).rejects.toThrow(TypeError);
    expect((await fake.fetch(new Request(`https://${shop.domain}/admin/api/2024-01/orders.json`))).status).toBe(404);
    expect(fake.violations).toHaveLength(2);
  });

  test('an order reads in GraphQL as it was: ids, times in UTC, amounts of both currencies', async () => {
    const { query, shop } = createScene();
    const order = shop.createOrder({ lines: [{ price: '10.50', quantity: 2 }], presentment: { currency: 'USD', rate: 2 } });
    expect(order.created_at).toBe('2026-11-21T13:00:00+01:00');
    const { data } = await query(
      `query ($id: ID!) { order(id: $id) { name createdAt displayFinancialStatus
        totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
        customer { defaultEmailAddress { emailAddress marketingState } }
        lineItems(first: 5) { nodes { quantity originalUnitPriceSet { shopMoney { amount } } } } } }`,
      { id: `gid://shopify/Order/${order.id}` },
    );
    expect(data.order).toEqual({
      name: '#1001',
      createdAt: '2026-11-21T12:00:00Z',
      displayFinancialStatus: 'PAID',
      totalPriceSet: {
        shopMoney: { amount: '21.0', currencyCode: 'EUR' },
        presentmentMoney: { amount: '42.0', currencyCode: 'USD' },
      },
      customer: { defaultEmailAddress: { emailAddress: order.email, marketingState: 'NOT_SUBSCRIBED' } },
      lineItems: { nodes: [{ quantity: 2, originalUnitPriceSet: { shopMoney: { amount: '10.5' } } }] },
    });
  });

  test('a scope that was not granted denies the field, at its path and in Shopify’s words', async () => {
    const { query, shop } = createScene();
    shop.withdraw('read_customers');
    const order = shop.createOrder();
    const { data, errors } = await query('query ($id: ID!) { order(id: $id) { name customer { id } } }', {
      id: `gid://shopify/Order/${order.id}`,
    });
    expect(data.order).toEqual({ name: order.name, customer: null });
    expect(errors).toMatchObject([
      { path: ['order', 'customer'], extensions: { code: 'ACCESS_DENIED', requiredAccess: '`read_customers` access scope.' } },
    ]);
    expect((await query('{ customers(first: 1) { nodes { id } } }')).errors).toMatchObject([{ extensions: { code: 'ACCESS_DENIED' } }]);
  });

  test('without read_all_orders there is nothing older than 60 days', async () => {
    const { query, shop, clock } = createScene();
    shop.createOrder({ at: clock.now() - 59 * DAY, silent: true });
    const old = shop.createOrder({ at: clock.now() - 61 * DAY, silent: true });
    const names = async () =>
      (await query('{ orders(first: 10) { nodes { name } } }')).data.orders.nodes.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['#1001']);
    expect((await query('query ($id: ID!) { order(id: $id) { id } }', { id: `gid://shopify/Order/${old.id}` })).data.order).toBeNull();
    shop.grant('read_all_orders');
    expect(await names()).toEqual(['#1002', '#1001']);
  });

  test('protected data the app was not approved for is null, in GraphQL and in webhooks', async () => {
    const { query, shop, fake, received } = createScene();
    shop.approve({ email: false, name: false });
    const customer = shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada', phone: '+49301' });
    const { data, errors } = await query(
      'query ($id: ID!) { customer(id: $id) { firstName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } } }',
      { id: `gid://shopify/Customer/${customer.id}` },
    );
    expect(data.customer).toEqual({ firstName: null, defaultEmailAddress: null, defaultPhoneNumber: { phoneNumber: '+49301' } });
    expect(errors.map(({ path }) => path?.at(-1))).toEqual(['firstName', 'defaultEmailAddress']);
    await fake.deliverDue();
    expect(received[0]?.body).toMatchObject({ email: null, first_name: null, phone: '+49301' });
  });

  test('pages follow one another, and a search finds what changed', async () => {
    const { query, shop, clock } = createScene();
    const orders = Array.from({ length: 5 }, () => {
      clock.advance(60_000);
      return shop.createOrder();
    });
    clock.advance(60_000);
    shop.editOrder(orders[1]?.id ?? 0, { note: 'changed' });
    const page = async (after: string | null, search: string) => {
      const { data } = await query(
        `query ($after: String, $search: String) { orders(first: 2, after: $after, query: $search, sortKey: UPDATED_AT) {
          nodes { name } pageInfo { hasNextPage endCursor } } }`,
        { after, search },
      );
      return { names: data.orders.nodes.map(({ name }: { name: string }) => name), ...data.orders.pageInfo };
    };
    const first = await page(null, '');
    const second = await page(first.endCursor, '');
    const third = await page(second.endCursor, '');
    expect([first, second, third].map(({ names, hasNextPage }) => [names, hasNextPage])).toEqual([
      [['#1001', '#1003'], true],
      [['#1004', '#1005'], true],
      [['#1002'], false],
    ]);
    const since = new Date(clock.now() - 30_000).toISOString();
    expect((await page(null, `updated_at:>='${since}'`)).names).toEqual(['#1002']);
    expect((await page(null, `created_at:<'2026-11-21T12:02:30Z' AND id:>${orders[0]?.id}`)).names).toEqual(['#1002']);
  });

  test('a search filter Shopify does not have is an error: Shopify would ignore it and answer everything', async () => {
    const { query } = createScene();
    const { errors } = await query('{ customers(first: 1, query: "created_at:>2026-01-01") { nodes { id } } }');
    expect(errors[0]?.message).toContain('"created_at"');
  });

  test('customers are found by the whole day they changed on', async () => {
    const { query, shop, clock } = createScene();
    shop.createCustomer({ at: clock.now() - DAY, silent: true });
    shop.createCustomer();
    clock.advance(3 * 3_600_000);
    const search = `updated_at:>='${new Date(clock.now()).toISOString()}'`;
    const { data } = await query('query ($search: String) { customers(first: 5, query: $search) { nodes { id } } }', { search });
    expect(data.customers.nodes).toHaveLength(1);
  });

  test('an empty bucket answers 200 with THROTTLED and what it costs, and fills by the second', async () => {
    const { query, shop, clock, exchange } = createScene();
    const token = String((await exchange()).body['access_token']);
    shop.bucket.set({ available: 3 });
    const document = '{ orders(first: 50) { nodes { id } } }';
    const { status, errors, cost } = await query(document, {}, token);
    expect(status).toBe(200);
    expect(errors).toMatchObject([{ message: 'Throttled', extensions: { code: 'THROTTLED' } }]);
    expect(cost).toMatchObject({ throttleStatus: { currentlyAvailable: 3, restoreRate: 100, maximumAvailable: 2000 } });
    clock.advance(1000);
    expect((await query(document, {}, token)).errors).toEqual([]);
  });
});
