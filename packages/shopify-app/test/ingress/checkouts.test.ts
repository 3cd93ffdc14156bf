import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopHarness, type ShopHarness } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/index.ts';
import { appTables, caught, deliver, inbox, taken, typesTaken } from '../support/inbox.ts';

const MINUTE = 60_000;

const available = await schemaAvailable();

let h: ShopHarness;
beforeEach(async () => {
  h = await createShopHarness();
  await h.install();
});
afterEach(() => h.close());

const abandoned = async () => (await taken(h)).filter(({ type }) => type === 'checkout.abandoned').map(({ envelope }) => envelope);

describe.skipIf(!available)('a checkout', { timeout: 60_000 }, () => {
  it('that nobody goes on with is abandoned an hour after its last step, once', async () => {
    const { token } = h.shop.beginCheckout({ email: 'ada@example.com' });
    await h.drain();
    await h.pass(50 * MINUTE);
    h.shop.editCheckout(token, { phone: '+353209100142' });
    await h.drain();
    const due = h.clock.now() + 60 * MINUTE;
    await h.pass(59 * MINUTE);
    expect(await typesTaken(h)).toEqual(['checkout.started']);

    await h.pass(MINUTE);
    await h.pass(24 * 60 * MINUTE);
    expect(await abandoned()).toMatchObject([
      {
        idempotencyKey: `checkout.abandoned:${token}`,
        occurredAt: new Date(due).toISOString(),
        subject: { email: 'ada@example.com', phone: '+353209100142' },
        data: { checkoutId: token, currency: 'EUR' },
      },
    ]);
    expect(await appTables(h).selectFrom('shopify_checkouts').select(['state', 'body']).execute()).toEqual([
      { state: 'abandoned', body: '' },
    ]);
  });

  it('that the server refuses is kept, and told once the server takes it', async () => {
    const { token } = h.shop.beginCheckout({ email: 'ada@example.com' });
    await h.drain();
    const { app } = h;
    const { fetch } = app;
    const asked: string[] = [];
    app.fetch = async (request, ...rest) => {
      const text = await request.clone().text();
      if (!text.includes('"checkout.abandoned"') || !request.url.endsWith('/v1/events')) return fetch(request, ...rest);
      asked.push(text);
      return Response.json({ error: { code: 'invalid', message: 'This cannot be taken.' } }, { status: 422 });
    };
    await h.pass(90 * MINUTE);
    expect([asked.length, await abandoned()]).toEqual([1, []]);
    app.fetch = fetch;
    await h.pass(25 * 60 * MINUTE);
    expect((await abandoned()).map(({ data }) => data['checkoutId'])).toEqual([token]);
  });

  it('that nothing can be made of holds back no other', async () => {
    const { token } = h.shop.beginCheckout({ email: 'ada@example.com' });
    await h.drain();
    await appTables(h).updateTable('shopify_checkouts').set({ body: '{' }).where('token', '=', token).execute();
    h.clock.advance(1000);
    const other = h.fake.openShop({ domain: 'other-shop.myshopify.com', name: 'Other' });
    await h.install(other);
    const { token: theirs } = other.beginCheckout({ email: 'bob@example.com' });
    await h.drain();
    await h.pass(120 * MINUTE);
    expect((await abandoned()).map(({ data }) => data['checkoutId'])).toEqual([theirs]);
  });

  it('that becomes an order is not abandoned', async () => {
    const { token } = h.shop.beginCheckout({ email: 'ada@example.com' });
    await h.drain();
    h.shop.createOrder({ email: 'ada@example.com', checkoutToken: token });
    await h.drain();
    await h.pass(120 * MINUTE);
    expect(await abandoned()).toEqual([]);
  });

  it('whose order came first is over before it is told of', async () => {
    const { token } = h.shop.beginCheckout({ email: 'ada@example.com' });
    const started = caught(h)('checkouts/create');
    h.shop.createOrder({ email: 'ada@example.com', checkoutToken: token });
    await h.drain();
    await deliver(h, started);
    await h.pass(120 * MINUTE);
    expect(await typesTaken(h)).toEqual(expect.not.arrayContaining(['checkout.started', 'checkout.abandoned']) as string[]);
    expect((await inbox(h)).at(-1)).toEqual({ topic: 'checkouts/create', state: 'done', flags: ['superseded'] });
  });

  it('whose order waits to be handed over is not abandoned meanwhile', async () => {
    const { token } = h.shop.beginCheckout({ email: 'ada@example.com' });
    await h.drain();
    h.clock.advance(61 * MINUTE);
    h.shop.createOrder({ email: 'ada@example.com', checkoutToken: token });
    // Both are due in the same turn.
    await h.drain();
    expect(await abandoned()).toEqual([]);
  });

  it('whose order got lost on the way is not abandoned', async () => {
    const { token } = h.shop.beginCheckout({ email: 'ada@example.com' });
    await h.drain();
    h.shop.createOrder({ email: 'ada@example.com', checkoutToken: token });
    caught(h);
    await h.pass(120 * MINUTE);
    expect(await abandoned()).toEqual([]);
    expect(await appTables(h).selectFrom('shopify_checkouts').select(['state', 'body']).execute()).toEqual([
      { state: 'ordered', body: '' },
    ]);
  });

  it('waits for Shopify to say whether it became an order', async () => {
    h.shop.beginCheckout({ email: 'ada@example.com' });
    await h.drain();
    h.fake.interfere((request) => (request.url.endsWith('graphql.json') ? new Response('', { status: 503 }) : undefined));
    await h.pass(61 * MINUTE);
    expect(await abandoned()).toEqual([]);
    h.fake.interfere(undefined);
    await h.pass(2 * MINUTE);
    expect(await abandoned()).toHaveLength(1);
  });

  it('of nobody known is told of by nobody', async () => {
    h.shop.beginCheckout();
    await h.drain();
    await h.pass(120 * MINUTE);
    expect(await typesTaken(h)).toEqual(['checkout.started']);
    expect(await appTables(h).selectFrom('shopify_checkouts').selectAll().execute()).toEqual([]);
  });

  it('of nobody known for long is told of once somebody says who they are and leaves', async () => {
    const { token } = h.shop.beginCheckout();
    await h.drain();
    await h.pass(90 * MINUTE);
    h.shop.editCheckout(token, { email: 'ada@example.com' });
    await h.drain();
    await h.pass(24 * 60 * MINUTE);
    expect((await abandoned()).map(({ subject }) => subject?.email)).toEqual(['ada@example.com']);
  });

  it('gives no event for every keystroke', async () => {
    const { token } = h.shop.beginCheckout();
    h.shop.editCheckout(token, { email: 'ada@example.com' });
    h.shop.editCheckout(token, { phone: '+353209100142' });
    await h.drain();
    h.clock.advance(1000);
    h.shop.editCheckout(token, { email: 'ada.lovelace@example.com' });
    await h.drain();
    expect((await taken(h)).map(({ state, envelope }) => [state, envelope.subject?.email])).toEqual([
      ['processed', undefined],
      ['processed', 'ada@example.com'],
    ]);
  });

  it('that was begun before the merchant wanted none watched is told of no more', async () => {
    h.shop.beginCheckout({ email: 'ada@example.com' });
    await h.drain();
    await h.openPanelApi().shop('saveSettings', { body: { abandonedAfterMinutes: null } });
    expect(await appTables(h).selectFrom('shopify_checkouts').selectAll().execute()).toEqual([]);
    await h.pass(120 * MINUTE);
    expect(await abandoned()).toEqual([]);
  });

  it('is not kept at all where the merchant wants none watched', async () => {
    await h.openPanelApi().shop('saveSettings', { body: { abandonedAfterMinutes: null } });
    h.shop.beginCheckout({ email: 'ada@example.com' });
    await h.drain();
    await h.pass(120 * MINUTE);
    expect(await typesTaken(h)).toEqual([]);
    expect(await appTables(h).selectFrom('shopify_checkouts').selectAll().execute()).toEqual([]);
  });
});
