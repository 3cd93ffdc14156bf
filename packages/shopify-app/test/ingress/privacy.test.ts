import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopHarness, type PanelApi, type ShopHarness } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/index.ts';
import { appTables, caught, deliver, inbox, inboxRows, taken, typesTaken } from '../support/inbox.ts';

const HOUR = 3_600_000;

const available = await schemaAvailable();

let h: ShopHarness;
let panel: PanelApi;
let ada: number;
beforeEach(async () => {
  h = await createShopHarness();
  const installed = await h.install();
  panel = installed.panel;
  await h.sendToHubspot(installed.workspaceId, ['customer.created', 'order.created']);
  ada = h.shop.createCustomer({ email: 'ada@example.com', phone: '+353209100142', firstName: 'Ada' }).id;
  h.shop.createOrder({ customerId: ada });
  h.shop.createCustomer({ email: 'bob@example.com', firstName: 'Bob' });
  await h.drain();
});
afterEach(() => h.close());

/** Every text in every row of both the app and the server that names the person. */
async function mentions(...needles: string[]): Promise<string[]> {
  const tables = [
    'shopify_shops',
    'shopify_inbox',
    'shopify_versions',
    'shopify_checkouts',
    'shopify_compliance',
    'events',
    'deliveries',
    'attempts',
  ];
  const found: string[] = [];
  for (const table of tables) {
    const rows = await h.store.db
      .selectFrom(table as 'events')
      .selectAll()
      .execute();
    if (rows.some((row) => needles.some((needle) => JSON.stringify(row).includes(needle)))) found.push(table);
  }
  return found;
}

/** A webhook about the person that waits, and a checkout of theirs. */
async function leaveTraces(): Promise<void> {
  h.shop.beginCheckout({ email: 'ada@example.com' });
  await h.drain();
  h.shop.editCustomer(ada, { firstName: 'Adele' });
  const update = caught(h)('customers/update');
  await appTables(h)
    .updateTable('shopify_shops')
    .set({ sending_paused_until: h.clock.now() + HOUR, sending_problem: 'Busy.' })
    .execute();
  await deliver(h, update);
  expect((await inboxRows(h)).at(-1)).toMatchObject({ topic: 'customers/update', state: 'pending' });
}

describe.skipIf(!available)('a customer’s request for their data', { timeout: 60_000 }, () => {
  it('is answered with all there is, for the merchant to fetch', async () => {
    await leaveTraces();
    const theirs = (await taken(h)).filter(({ envelope }) => envelope.subject?.email === 'ada@example.com').map(({ type }) => type);
    h.shop.requestData(ada);
    await h.drain();
    const { items } = await panel.shop('listPrivacyRequests', {});
    expect(items).toMatchObject([
      {
        topic: 'customers/data_request',
        state: 'done',
        exportable: true,
        receipt: { webhooks: 1, checkouts: 1, companion: { events: theirs.length, deliveries: 2 } },
      },
    ]);
    const exported = await panel.shop('exportPrivacyRequest', { params: { id: items[0]?.id ?? '' } });
    expect(exported.webhooks).toMatchObject([{ topic: 'customers/update', body: { first_name: 'Adele' } }]);
    expect(exported.checkouts).toMatchObject([{ body: { email: 'ada@example.com' } }]);
    expect(exported.events.map(({ type }) => type)).toEqual(theirs.toReversed());
    expect(JSON.stringify(exported)).not.toContain('bob@example.com');
  });

  it('is forgotten after the 30 days there are for it', async () => {
    h.shop.requestData(ada);
    await h.drain();
    const id = (await panel.shop('listPrivacyRequests', {})).items[0]?.id ?? '';
    await h.pass(31 * 24 * HOUR);
    const later = h.openPanelApi();
    expect((await later.shop('listPrivacyRequests', {})).items).toMatchObject([{ state: 'done', exportable: false }]);
    await expect(later.shop('exportPrivacyRequest', { params: { id } })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe.skipIf(!available)('a customer’s erasure', { timeout: 60_000 }, () => {
  it('leaves nothing of them here or at the companion, and sends nothing more', async () => {
    await leaveTraces();
    h.shop.requestData(ada);
    h.shop.redact(ada);
    await h.drain();
    expect(await mentions('ada@example.com', '353209100142', 'Adele', '"Ada"')).toEqual([]);
    expect(await mentions('bob@example.com')).toContain('events');

    const { items } = await panel.shop('listPrivacyRequests', {});
    const redacted = items.find(({ topic }) => topic === 'customers/redact');
    expect(redacted).toMatchObject({ state: 'done', receipt: { webhooks: 1, checkouts: 1, companion: { events: 7 } } });
    expect(redacted?.receipt?.destinations).toMatchObject([{ destination: 'HubSpot', connection: 'HubSpot', certain: true }]);
    const before = (await typesTaken(h)).length;
    await h.pass(2 * HOUR);
    expect((await typesTaken(h)).slice(before)).toEqual([]);
  });

  it('loses no other request that names the same number and is being read', async () => {
    const bea = h.shop.createCustomer({ email: 'bea@example.com', phone: '+353209100142' }).id;
    await h.drain();
    h.shop.redact(bea);
    expect((await h.fetch(h.fake.post.request(caught(h)('customers/redact')))).status).toBe(200);
    // As while another process reads it.
    await appTables(h)
      .updateTable('shopify_inbox')
      .set({ next_at: h.clock.now() + 60_000 })
      .where('topic', '=', 'customers/redact')
      .execute();
    h.shop.redact(ada);
    await h.drain();
    await h.pass(60_000);
    expect((await panel.shop('listPrivacyRequests', {})).items).toMatchObject([{ state: 'done' }, { state: 'done' }]);
    expect(await mentions('ada@example.com', 'bea@example.com')).toEqual([]);
  });

  it('finds what was sent of them under an address they had before, or under none', async () => {
    const { orders } = h.shop.state;
    expect(orders.size).toBeGreaterThan(0);
    h.shop.editCustomer(ada, { email: 'countess@example.com' });
    await h.drain();
    const customer = { id: ada, email: null, phone: null };
    h.shop.state.emit('customers/redact', { shop_id: h.shop.state.id, shop_domain: h.shop.domain, customer, orders_to_redact: [] });
    await h.drain();
    expect(await mentions('ada@example.com', 'countess@example.com')).toEqual([]);
    expect(await mentions('bob@example.com')).toContain('events');
  });

  it('is done where Shopify spells out that there is no address', async () => {
    const customer = { id: ada, email: '', phone: '' };
    h.shop.state.emit('customers/redact', { shop_id: h.shop.state.id, shop_domain: h.shop.domain, customer, orders_to_redact: [] });
    await h.drain();
    expect((await panel.shop('listPrivacyRequests', {})).items).toMatchObject([{ state: 'done' }]);
  });

  it('leaves alone whose address only ends like theirs, and whose number only begins like it', async () => {
    const ann = h.shop.createCustomer({ email: 'ann@example.com', phone: '+35320910' }).id;
    const joann = h.shop.createCustomer({ email: 'joann@example.com', phone: '+3532091077' }).id;
    h.shop.beginCheckout({ email: 'joann@example.com', phone: '+3532091077' });
    await h.drain();
    h.shop.editCustomer(joann, { firstName: 'Johanna' });
    const update = caught(h)('customers/update');
    await appTables(h)
      .updateTable('shopify_shops')
      .set({ sending_paused_until: h.clock.now() + HOUR, sending_problem: 'Busy.' })
      .execute();
    await deliver(h, update);

    h.shop.requestData(ann);
    await h.drain();
    const { items } = await panel.shop('listPrivacyRequests', {});
    const exported = await panel.shop('exportPrivacyRequest', { params: { id: items[0]?.id ?? '' } });
    expect(exported).toMatchObject({ webhooks: [], checkouts: [] });
    h.shop.redact(ann);
    await h.drain();
    await h.pass(2 * HOUR);
    expect((await taken(h)).filter(({ envelope }) => envelope.subject?.email === 'joann@example.com').map(({ type }) => type)).toEqual([
      'customer.created',
      'checkout.started',
      'customer.updated',
      'checkout.abandoned',
    ]);
  });

  it('reaches what was handed over to a workspace the shop left since, and not who else is there', async () => {
    const left = await workspaceId();
    await panel.shop('leaveWorkspace', {});
    await panel.shop('openWorkspace', { body: { name: 'Second' } });
    h.shop.requestData(ada);
    h.shop.redact(ada);
    await h.drain();
    expect(await mentions('ada@example.com', '353209100142')).toEqual([]);
    expect(await mentions('bob@example.com')).toContain('events');
    const { items } = await panel.shop('listPrivacyRequests', {});
    expect(items.find(({ topic }) => topic === 'customers/redact')).toMatchObject({
      state: 'done',
      receipt: { companion: { events: 6 }, destinations: [{ connection: 'HubSpot' }] },
    });
    // What the merchant is not shown any more is at least named.
    expect(items.find(({ topic }) => topic === 'customers/data_request')?.receipt?.destinations).toMatchObject([
      { destination: 'Handoff', connection: expect.stringContaining('Steep') as string, erasure: 'by_hand' },
    ]);
    const { items: changes } = await h.operator('listAudit', { params: { workspaceId: left } });
    expect(changes.map(({ actor }) => actor)).toContain(`shopify:${h.shop.domain} (privacy request)`);
  });

  it('is refused where its body is that of a request for data, and the other way round', async () => {
    h.shop.requestData(ada);
    const asked = caught(h)('customers/data_request');
    await deliver(h, { ...asked, topic: 'customers/redact' }, { ...asked, topic: 'shop/redact', webhookId: randomUUID() });
    h.shop.redact(ada);
    const redact = caught(h)('customers/redact');
    await deliver(h, { ...redact, topic: 'customers/data_request' }, { ...redact, topic: 'shop/redact', webhookId: randomUUID() });
    expect((await panel.shop('listPrivacyRequests', {})).items).toEqual([]);
    expect((await inbox(h)).slice(-4).map(({ state, flags }) => [state, flags])).toEqual(
      Array.from({ length: 4 }, () => ['failed', ['topic_differs']]),
    );
    expect(await mentions('ada@example.com')).toContain('events');
  });

  it('goes on by itself where the companion cannot be asked at first', async () => {
    const shops = appTables(h).updateTable('shopify_shops');
    const { signing_key: key } = await appTables(h).selectFrom('shopify_shops').select('signing_key').executeTakeFirstOrThrow();
    await shops.set({ signing_key: 'cannot be opened' }).execute();
    h.shop.redact(ada);
    await h.drain();
    expect((await panel.shop('listPrivacyRequests', {})).items).toMatchObject([
      { topic: 'customers/redact', state: 'pending', receipt: null, error: expect.stringContaining('cannot be opened') as string },
    ]);
    expect(await mentions('ada@example.com')).toContain('events');

    await shops.set({ signing_key: key }).execute();
    await h.pass(60_000);
    expect((await panel.shop('listPrivacyRequests', {})).items).toMatchObject([{ state: 'done', error: null }]);
    expect(await mentions('ada@example.com')).toEqual([]);
  });
});

describe.skipIf(!available)('a shop’s erasure', { timeout: 60_000 }, () => {
  it('two days after the uninstall leaves nothing of the shop', async () => {
    await leaveTraces();
    h.shop.uninstall();
    await h.drain();
    expect(await mentions('ada@example.com')).not.toEqual([]);
    await h.pass(49 * HOUR);
    expect(await mentions('ada@example.com', 'bob@example.com', 'olga@steep.example')).toEqual([]);
    for (const table of [
      'shopify_shops',
      'shopify_inbox',
      'shopify_versions',
      'shopify_checkouts',
      'shopify_topics',
      'shopify_jobs',
    ] as const) {
      expect(await appTables(h).selectFrom(table).select('shop').execute()).toEqual([]);
    }
    expect(await appTables(h).selectFrom('shopify_compliance').select(['topic', 'state', 'person']).execute()).toEqual([
      { topic: 'shop/redact', state: 'done', person: '' },
    ]);
    const { items } = await h.operator('listSources', { params: { workspaceId: await workspaceId() } });
    expect(items.map(({ revokedAt }) => revokedAt !== null)).toEqual([true]);
  });

  it('is followed by nothing that waited to be handed over until just then', async () => {
    const pauseUntil = (at: number | null) => appTables(h).updateTable('shopify_shops').set({ sending_paused_until: at }).execute();
    await pauseUntil(h.clock.now() + 100 * HOUR);
    h.shop.createCustomer({ email: 'carol@example.com', firstName: 'Carol' });
    h.shop.uninstall();
    await h.drain();
    expect(await mentions('carol@example.com')).toEqual(['shopify_inbox']);
    const { fetch } = h.app;
    h.app.fetch = async (request, ...more) => {
      const answer = await fetch(request, ...more);
      if (!request.url.endsWith('/erase')) return answer;
      h.app.fetch = fetch;
      // The companion has erased all; just now the pause ends, and the inbox is worked on beside the erasure.
      await pauseUntil(null);
      await h.worker.drain();
      return answer;
    };
    await h.pass(49 * HOUR);
    expect(h.app.fetch).toBe(fetch);
    expect(await mentions('carol@example.com', 'ada@example.com')).toEqual([]);
  });

  it('is tried for weeks where the companion does not take the shop’s word, then done here without it', async () => {
    await h.operator('revokeSource', { params: { workspaceId: await workspaceId(), sourceId: await sourceId() } });
    h.shop.uninstall();
    await h.pass(49 * HOUR);
    const requests = () => appTables(h).selectFrom('shopify_compliance').select(['state', 'error']).execute();
    expect(await requests()).toEqual([{ state: 'pending', error: expect.stringContaining('disconnected') as string }]);
    expect(await mentions('bob@example.com')).toContain('events');

    await appTables(h).updateTable('shopify_compliance').set({ attempts: 108 }).execute();
    await h.pass(6 * HOUR);
    expect(await requests()).toMatchObject([{ state: 'pending' }]);
    await h.pass(6 * HOUR);
    expect(await appTables(h).selectFrom('shopify_compliance').select(['state', 'person']).execute()).toEqual([
      { state: 'done', person: '' },
    ]);
    expect(await appTables(h).selectFrom('shopify_shops').select('shop').execute()).toEqual([]);
  });

  it('ends what customers had asked before it, for nobody is left to look for', async () => {
    const shops = appTables(h).updateTable('shopify_shops');
    const { signing_key: key } = await appTables(h).selectFrom('shopify_shops').select('signing_key').executeTakeFirstOrThrow();
    await shops.set({ signing_key: 'cannot be opened' }).execute();
    h.shop.redact(ada);
    await h.drain();
    await shops.set({ signing_key: key }).execute();
    // It waits longer than the two days until the shop is erased.
    await appTables(h)
      .updateTable('shopify_compliance')
      .set({ next_at: h.clock.now() + 60 * HOUR })
      .execute();
    h.shop.uninstall();
    await h.pass(49 * HOUR);
    await h.pass(12 * HOUR);
    expect(
      await appTables(h).selectFrom('shopify_compliance').select(['topic', 'state', 'person', 'error']).orderBy('topic').execute(),
    ).toEqual([
      { topic: 'customers/redact', state: 'done', person: '', error: null },
      { topic: 'shop/redact', state: 'done', person: '', error: null },
    ]);
  });

  it('is done although word of the uninstall got lost', async () => {
    h.shop.uninstall();
    caught(h);
    await h.pass(49 * HOUR);
    expect(await mentions('ada@example.com', 'bob@example.com')).toEqual([]);
    expect(await appTables(h).selectFrom('shopify_shops').select('shop').execute()).toEqual([]);
    expect(await appTables(h).selectFrom('shopify_compliance').select(['topic', 'state']).execute()).toEqual([
      { topic: 'shop/redact', state: 'done' },
    ]);
  });

  it('waits for Shopify to say whether the app is uninstalled, for weeks, and is then done without that', async () => {
    h.shop.uninstall();
    caught(h);
    h.fake.interfere(() => new Response('', { status: 503 }));
    await h.pass(49 * HOUR);
    const requests = () => appTables(h).selectFrom('shopify_compliance').select(['state', 'error']).execute();
    expect(await requests()).toEqual([{ state: 'pending', error: expect.stringContaining('Shopify') as string }]);
    expect(await mentions('bob@example.com')).toContain('events');

    await appTables(h).updateTable('shopify_compliance').set({ attempts: 109 }).execute();
    await h.pass(6 * HOUR);
    expect(await requests()).toEqual([{ state: 'done', error: null }]);
    expect(await mentions('bob@example.com')).toEqual([]);
  });

  it('reaches the workspaces it left before', async () => {
    await panel.shop('leaveWorkspace', {});
    h.shop.uninstall();
    await h.pass(49 * HOUR);
    expect(await mentions('ada@example.com', 'bob@example.com')).toEqual([]);
    expect(await appTables(h).selectFrom('shopify_left').selectAll().execute()).toEqual([]);
  });

  it('is not done where the app is installed again', async () => {
    h.shop.state.emit('shop/redact', { shop_id: h.shop.state.id, shop_domain: h.shop.domain });
    await h.drain();
    expect((await panel.shop('listPrivacyRequests', {})).items).toMatchObject([
      { topic: 'shop/redact', state: 'failed', error: expect.stringContaining('installed again') as string },
    ]);
    expect(await mentions('bob@example.com')).toContain('events');
  });
});

async function workspaceId(): Promise<string> {
  const { id } = await h.store.db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow();
  return id;
}

async function sourceId(): Promise<string> {
  const { id } = await h.store.db.selectFrom('sources').select('id').executeTakeFirstOrThrow();
  return id;
}
