import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopHarness, type ShopHarness } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/index.ts';
import { appTables, caught, deliver, inbox, typesTaken } from '../support/inbox.ts';

const available = await schemaAvailable();

let h: ShopHarness;
beforeEach(async () => {
  h = await createShopHarness();
  await h.install();
});
afterEach(() => h.close());

const shop = () => appTables(h).selectFrom('shopify_shops').selectAll().executeTakeFirst();

describe.skipIf(!available)('an uninstall', { timeout: 60_000 }, () => {
  it('voids the access and ends imports; what was taken in before is still handed over', async () => {
    await h.openPanelApi().shop('startImport', { body: { span: 'all', mode: 'records' } });
    h.shop.beginCheckout({ email: 'bob@example.com' });
    await h.drain();
    h.shop.createOrder({ email: 'ada@example.com' });
    h.shop.uninstall();
    await h.drain();
    expect(await shop()).toMatchObject({
      state: 'uninstalled',
      tokens: null,
      uninstalled_at: h.clock.now(),
      source_id: expect.any(String) as string,
    });
    expect(await appTables(h).selectFrom('shopify_jobs').select('state').execute()).toEqual([{ state: 'cancelled' }]);
    expect(await typesTaken(h)).toContain('order.created');
    expect((await inbox(h)).map(({ state }) => state)).not.toContain('pending');
    await h.pass(2 * 3_600_000);
    expect(await typesTaken(h)).not.toContain('checkout.abandoned');
  });

  it('goes on where it was after the app is installed again', async () => {
    const before = await shop();
    h.shop.uninstall();
    await h.drain();
    h.shop.install();
    const { link } = await h.openPanelApi().shop('status', {});
    expect(link?.sourceId).toBe(before?.source_id);
    h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    expect(await shop()).toMatchObject({ state: 'installed', access_problem: null });
    expect(await typesTaken(h)).toEqual(['customer.created']);
  });

  it('that comes again after the next install, or is sent again by somebody, changes nothing', async () => {
    h.shop.uninstall();
    const uninstalled = caught(h)('app/uninstalled');
    await deliver(h, uninstalled);
    h.clock.advance(60_000);
    h.shop.install();
    await h.openPanelApi().shop('status', {});
    const again = { ...uninstalled, webhookId: randomUUID() };
    await deliver(h, again, { ...again, webhookId: randomUUID(), triggeredAt: new Date(h.clock.now()).toISOString() });
    expect(await shop()).toMatchObject({ state: 'installed', tokens: expect.any(String) as string });
    expect(await inbox(h)).toEqual([
      { topic: 'app/uninstalled', state: 'done', flags: [] },
      { topic: 'app/uninstalled', state: 'done', flags: ['superseded'] },
      { topic: 'app/uninstalled', state: 'done', flags: ['superseded'] },
    ]);
  });

  it('of another shop than it names is set aside', async () => {
    const other = h.fake.openShop({ domain: 'other-shop.myshopify.com' });
    other.install();
    other.uninstall();
    const uninstalled = h.fake.post.waiting().find(({ topic }) => topic === 'app/uninstalled');
    if (uninstalled === undefined) throw new Error('nothing was sent');
    h.fake.post.forget(other.domain);
    await deliver(h, { ...uninstalled, shop: h.shop.domain });
    expect(await shop()).toMatchObject({ state: 'installed' });
    expect(await inbox(h)).toEqual([{ topic: 'app/uninstalled', state: 'failed', flags: ['foreign_shop'] }]);
  });
});

describe.skipIf(!available)('scopes', { timeout: 60_000 }, () => {
  it('are those there are now, in whichever order their messages come', async () => {
    h.shop.withdraw('read_customers');
    const withdrawn = caught(h)('app/scopes_update');
    h.shop.grant('read_customers');
    await deliver(h, caught(h)('app/scopes_update'), withdrawn);
    expect((await shop())?.scopes.split(' ')).toContain('read_customers');
  });
});

describe.skipIf(!available)('a bulk operation that finished', { timeout: 60_000 }, () => {
  it('lets the import look at once', async () => {
    await h.openPanelApi().shop('startImport', { body: { span: 'recent', mode: 'records' } });
    await h.worker.drain();
    const waits = await appTables(h).selectFrom('shopify_jobs').select(['run_at', 'cursor']).executeTakeFirstOrThrow();
    expect(waits.run_at).toBeGreaterThan(h.clock.now());
    const { operation } = JSON.parse(waits.cursor) as { operation: { id: string } };
    h.shop.state.emit('bulk_operations/finish', { admin_graphql_api_id: operation.id, status: 'completed' });
    const [finished] = h.fake.post.waiting();
    if (finished === undefined) throw new Error('nothing was sent');
    h.fake.post.forget(h.shop.domain);
    const asked = h.fake.calls.get('getBulk') ?? 0;
    await deliver(h, finished);
    expect(h.fake.calls.get('getBulk') ?? 0).toBeGreaterThan(asked);
  });

  it('that no import waits for hurries none', async () => {
    await h.openPanelApi().shop('startImport', { body: { span: 'recent', mode: 'records' } });
    await h.worker.drain();
    h.shop.state.emit('bulk_operations/finish', { admin_graphql_api_id: 'gid://shopify/BulkOperation/999', status: 'completed' });
    const [finished] = h.fake.post.waiting();
    if (finished === undefined) throw new Error('nothing was sent');
    h.fake.post.forget(h.shop.domain);
    const asked = h.fake.calls.get('getBulk') ?? 0;
    await deliver(h, finished);
    expect(await inbox(h)).toMatchObject([{ topic: 'bulk_operations/finish', state: 'done' }]);
    expect(h.fake.calls.get('getBulk') ?? 0).toBe(asked);
  });
});

describe.skipIf(!available)('a shop that nobody knows yet', { timeout: 60_000 }, () => {
  it('loses nothing: its webhooks are handed over once it is connected', async () => {
    const early = h.fake.openShop({ domain: 'early-bird.myshopify.com', name: 'Early Bird' });
    early.install();
    early.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    expect(await typesTaken(h)).toEqual([]);
    expect(await inbox(h)).toEqual([{ topic: 'customers/create', state: 'pending', flags: ['unknown_shop'] }]);
    await h.install(early);
    await h.drain();
    expect(await typesTaken(h)).toEqual(['customer.created']);
    expect(await inbox(h)).toEqual([{ topic: 'customers/create', state: 'done', flags: ['unknown_shop'] }]);
  });
});
