import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BULK_HOST } from '../../testing/admin/bulk.ts';
import { createShopHarness, type PanelApi, type ShopHarness } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/index.ts';
import { eventsAt } from '../../test/support/events-at.ts';

const DAY_MS = 86_400_000;

let house: ShopHarness;
let panel: PanelApi;
let workspaceId: string;

beforeEach(async () => {
  // What happens now is not this test's: webhooks do not come.
  house = await createShopHarness({ weather: { drop: 1 } });
});
afterEach(() => house.close());

const daysAgo = (days: number) => house.clock.now() - days * DAY_MS;
const connect = async () => {
  ({ panel, workspaceId } = await house.install());
};
/** As no webhook says when Shopify has gathered the file, the import looks by itself every now and then. */
const minutesPass = async (minutes: number) => {
  for (let each = 0; each < minutes * 3; each += 1) await house.pass(20_000);
};
const events = () => eventsAt(house, workspaceId);
const importAll = async (body: { mode?: 'records' | 'remember' | 'live'; span?: 'recent' | 'all' } = {}) => {
  const { id } = await panel.shop('startImport', { body });
  await minutesPass(5);
  return jobOf(id);
};
const jobOf = async (id: string) => {
  const { items } = await panel.shop('listJobs', {});
  return items.find((job) => job.id === id)!;
};

/** A shop with a past: two customers and an order of each, one of them refunded. */
function past() {
  const { shop } = house;
  const ada = shop.createCustomer({
    email: 'ada@example.com',
    firstName: 'Ada',
    at: daysAgo(40),
    silent: true,
    consent: { email: 'subscribed' },
  });
  const bob = shop.createCustomer({ email: 'bob@example.com', at: daysAgo(400), silent: true, consent: { email: 'unsubscribed' } });
  const first = shop.createOrder({ customerId: ada.id, at: daysAgo(30), silent: true });
  const second = shop.createOrder({ customerId: bob.id, at: daysAgo(20), silent: true });
  return { ada, bob, first, second };
}

describe.skipIf(!(await schemaAvailable()))('an import', () => {
  it('brings the customers, orders, payments and consents of the past, quietly, and each once', async () => {
    const { first } = past();
    await connect();
    expect(await importAll()).toMatchObject({ state: 'done', mode: 'records', done: 4, total: 4, captured: 8, known: 0 });
    const brought = await events();
    expect(brought.map(({ type }) => type).toSorted()).toEqual([
      'consent.updated',
      'consent.updated',
      'customer.created',
      'customer.created',
      'order.created',
      'order.created',
      'order.paid',
      'order.paid',
    ]);
    expect(new Set(brought.map(({ context }) => context?.quiet))).toEqual(new Set([true]));
    expect(brought.filter(({ context }) => context?.silent)).toEqual([]);
    const order = brought.find(({ type, data }) => type === 'order.created' && data['orderId'] === String(first.id));
    expect(order).toMatchObject({ occurredAt: new Date(first.created_at).toISOString(), subject: { email: 'ada@example.com' } });

    const again = await importAll();
    expect(again).toMatchObject({ state: 'done', captured: 0 });
    expect(again.known).toBeGreaterThan(0);
    expect(await events()).toHaveLength(brought.length);
  });

  it('fills a destination with the past, and doubles nobody there', async () => {
    past();
    await connect();
    await house.sendToHubspot(workspaceId, ['customer.created', 'order.created']);
    await importAll();
    const emails = house.hubspot.contacts().map(({ properties }) => properties['email']);
    expect(emails).toHaveLength(2);
    expect(emails).toEqual(expect.arrayContaining(['ada@example.com', 'bob@example.com']));
  });

  it('only remembers the past where that was asked for', async () => {
    past();
    await connect();
    await house.sendToHubspot(workspaceId, ['customer.created', 'order.created']);
    await importAll({ mode: 'remember' });
    expect(new Set((await events()).map(({ context }) => context?.silent))).toEqual(new Set([true]));
    expect(house.hubspot.contacts()).toEqual([]);
  });

  it('keeps the time of a decision, says opt-outs, and subscribes nobody who has no time of a decision', async () => {
    const { ada, bob } = past();
    const carl = house.shop.createCustomer({ email: 'carl@example.com', at: daysAgo(10), silent: true });
    carl.consents.email = { state: 'subscribed', opt_in_level: null, consent_updated_at: null, consent_collected_from: null };
    await connect();
    await importAll();
    const said = (await events()).flatMap(({ subject, consent = [] }) => consent.map(({ state, at }) => [subject?.email, state, at]));
    expect(said).toHaveLength(2);
    expect(said).toEqual(
      expect.arrayContaining([
        ['ada@example.com', 'subscribed', new Date(ada.created_at).toISOString()],
        ['bob@example.com', 'unsubscribed', new Date(bob.created_at).toISOString()],
      ]),
    );
  });

  it('leaves what happened since the shop was connected to others', async () => {
    past();
    await connect();
    house.clock.advance(60_000);
    house.shop.createOrder({ email: 'new@example.com' });
    await importAll();
    expect((await events()).filter(({ subject }) => subject?.email === 'new@example.com')).toEqual([]);
  });

  it('brings refunds with their lines and who ordered', async () => {
    const { first } = past();
    house.clock.set(daysAgo(10));
    house.shop.refundOrder(first.id);
    house.clock.advance(11 * DAY_MS);
    await connect();
    await importAll();
    const refund = (await events()).find(({ type }) => type === 'refund.created');
    expect(refund).toMatchObject({ subject: { email: 'ada@example.com' }, data: { orderId: String(first.id) } });
    expect(refund?.data['lines']).toHaveLength(first.line_items.length);
  });

  it('brings the last 90 days first, and everything older after that', async () => {
    past();
    await connect();
    const { id } = await panel.shop('startImport', { body: {} });
    await house.drain();
    expect(await jobOf(id)).toMatchObject({ state: 'running', phase: 'recent_customers', total: 4 });
    await minutesPass(5);
    const known = (await events()).map(({ subject }) => subject?.email);
    expect(known.indexOf('ada@example.com')).toBeLessThan(known.lastIndexOf('bob@example.com'));
    expect((await jobOf(id)).phase).toBeNull();
  });

  it('says that Shopify shows only 60 days of orders, unless it was granted more', async () => {
    past();
    house.shop.createOrder({ email: 'old@example.com', at: daysAgo(70), silent: true });
    house.shop.createOrder({ email: 'older@example.com', at: daysAgo(500), silent: true });
    await connect();
    expect((await importAll()).message).toContain('60 days');
    const orders = async () => (await events()).filter(({ type }) => type === 'order.created');
    expect(await orders()).toHaveLength(2);
    house.fake.post.setWeather({});
    house.shop.grant('read_all_orders');
    await house.drain();
    expect((await importAll()).message).toBeNull();
    expect(await orders()).toHaveLength(4);
  });

  it('goes on where it was when the file breaks off', async () => {
    for (let each = 0; each < 250; each += 1) house.shop.createCustomer({ at: daysAgo(10), silent: true });
    await connect();
    let cuts = 0;
    house.fake.interfere((request) => {
      if (new URL(request.url).host !== BULK_HOST || cuts > 0) return undefined;
      cuts += 1;
      house.fake.interfere(undefined);
      return cutOff(house.fake.fetch(request));
    });
    const job = await importAll();
    expect(cuts).toBe(1);
    expect(job).toMatchObject({ state: 'done', captured: 250, message: expect.stringContaining('60 days') });
    expect(await events()).toHaveLength(250);
  });

  it('counts nobody twice where it begins anew, its file having expired in the meantime', async () => {
    for (let each = 0; each < 250; each += 1) house.shop.createCustomer({ at: daysAgo(10), silent: true });
    await connect();
    const { id } = await panel.shop('startImport', { body: {} });
    house.fake.interfere((request) => {
      if (new URL(request.url).host !== BULK_HOST) return undefined;
      house.fake.interfere(undefined);
      return cutOff(house.fake.fetch(request));
    });
    while ((await jobOf(id)).done === 0) await house.pass(20_000);
    expect((await jobOf(id)).done).toBeLessThan(250);
    // The next call looks at the bulk operation.
    house.fake.interfere(() => {
      house.fake.interfere(undefined);
      return Response.json({
        data: {
          bulkOperation: { id: 'gid://shopify/BulkOperation/1', status: 'EXPIRED', errorCode: null, rootObjectCount: '250', url: null },
        },
      });
    });
    await minutesPass(1);
    await minutesPass(5);
    expect(await jobOf(id)).toMatchObject({ state: 'done', done: 250, total: 250, captured: 250 });
  });

  it('stops where it is told to, goes on where it stopped, and ends where it is cancelled', async () => {
    past();
    await connect();
    const { id } = await panel.shop('startImport', { body: {} });
    const steer = (order: 'pause' | 'resume' | 'cancel') => panel.shop('steerImport', { params: { id }, body: { do: order } });
    await expect(panel.shop('startImport', { body: {} })).rejects.toMatchObject({ code: 'conflict' });
    expect((await steer('pause')).state).toBe('paused');
    await minutesPass(5);
    expect(await events()).toEqual([]);
    await steer('resume');
    await minutesPass(5);
    expect(await jobOf(id)).toMatchObject({ state: 'done', captured: 8 });
    await expect(steer('cancel')).rejects.toMatchObject({ code: 'conflict' });

    const { id: next } = await panel.shop('startImport', { body: {} });
    await house.drain();
    await panel.shop('steerImport', { params: { id: next }, body: { do: 'cancel' } });
    await minutesPass(5);
    expect(await jobOf(next)).toMatchObject({ state: 'cancelled', captured: 0 });
  });

  it.each(['running', 'paused', 'failed'] as const)('that is %s ends with the workspace it was for', async (state) => {
    past();
    await connect();
    await panel.shop('sendTest', { body: { type: 'order.created', email: 'olga@steep.example' } });
    const first = workspaceId;
    const { id } = await panel.shop('startImport', { body: {} });
    await house.drain();
    await house.store.db.updateTable('shopify_jobs').set({ state }).where('id', '=', id).execute();
    await panel.shop('leaveWorkspace', {});
    const { link } = await panel.shop('openWorkspace', { body: { name: 'Second' } });
    workspaceId = link?.workspaceId ?? '';
    expect(workspaceId).not.toBe(first);
    await minutesPass(5);
    expect(await jobOf(id)).toMatchObject({ state: 'cancelled', message: expect.stringContaining('left the workspace') });
    expect(await events()).toEqual([]);
    await expect(panel.shop('steerImport', { params: { id }, body: { do: 'resume' } })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('into the workspace before, and a test there, leave the set-up list of the next one open', async () => {
    past();
    await connect();
    const done = async () => (await panel.shop('status', {})).setup.filter((step) => step.done).map(({ key }) => key);
    await panel.shop('sendTest', { body: { type: 'order.created', email: 'olga@steep.example' } });
    await importAll();
    expect(await done()).toEqual(expect.arrayContaining(['test', 'import']));
    const { id } = await house.operator('createWorkspace', { body: { name: 'Second' } });
    const { code } = await house.operator('createConnectionCode', { params: { workspaceId: id } });
    await panel.shop('joinWorkspace', { body: { code } });
    workspaceId = id;
    expect(await done()).toEqual(expect.not.arrayContaining(['test', 'import']));
    expect(await importAll()).toMatchObject({ state: 'done', captured: 8 });
    expect(await done()).toContain('import');
  });

  it('into another workspace says there the opt-outs that the one before knows, also where they have no time', async () => {
    const { shop } = house;
    const { id } = shop.createCustomer({ email: 'bob@example.com', at: daysAgo(40), silent: true });
    shop.setConsent(id, 'email', 'unsubscribed', { at: null });
    await minutesPass(1);
    await connect();
    await importAll();
    const said = async () => (await events()).flatMap(({ subject, consent = [] }) => consent.map(({ state }) => [subject?.email, state]));
    expect(await said()).toEqual([['bob@example.com', 'unsubscribed']]);
    shop.editCustomer(id, { note: 'Rings twice.' });
    await minutesPass(1);
    await panel.shop('leaveWorkspace', {});
    const { link } = await panel.shop('openWorkspace', { body: { name: 'Second' } });
    workspaceId = link?.workspaceId ?? '';
    await importAll();
    expect(await said()).toEqual([['bob@example.com', 'unsubscribed']]);
  });

  it('that failed and is let go on has all its tries again', async () => {
    past();
    await connect();
    const { id } = await panel.shop('startImport', { body: {} });
    await house.drain();
    const { cursor } = await house.store.db.selectFrom('shopify_jobs').select('cursor').where('id', '=', id).executeTakeFirstOrThrow();
    const failed = JSON.stringify({ ...JSON.parse(cursor), failures: 5 });
    await house.store.db.updateTable('shopify_jobs').set({ state: 'failed', cursor: failed }).where('id', '=', id).execute();
    // The next call looks at the bulk operation.
    house.fake.interfere(() => {
      house.fake.interfere(undefined);
      return Response.json({ data: { bulkOperation: null } });
    });
    await panel.shop('steerImport', { params: { id }, body: { do: 'resume' } });
    await house.drain();
    expect(await jobOf(id)).toMatchObject({ state: 'running', message: expect.stringContaining('tried again by itself') });
    await minutesPass(5);
    expect(await jobOf(id)).toMatchObject({ state: 'done', captured: 8 });
  });

  it('is not begun before there is a workspace', async () => {
    house.shop.install();
    await expect(house.openPanelApi().shop('startImport', { body: {} })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('stops where something may not be read, and begins that part anew once it may', async () => {
    past();
    await connect();
    const { id } = await panel.shop('startImport', { body: {} });
    await house.drain();
    // The next call looks at the bulk operation.
    house.fake.interfere(() => {
      house.fake.interfere(undefined);
      const bulkOperation = {
        id: 'gid://shopify/BulkOperation/1',
        status: 'FAILED',
        errorCode: 'ACCESS_DENIED',
        rootObjectCount: '0',
        url: null,
      };
      return Response.json({ data: { bulkOperation } });
    });
    await minutesPass(1);
    expect(await jobOf(id)).toMatchObject({ state: 'failed', message: expect.stringContaining('protected customer data') });
    await panel.shop('steerImport', { params: { id }, body: { do: 'resume' } });
    await minutesPass(5);
    expect(await jobOf(id)).toMatchObject({ state: 'done', captured: 8 });
  });

  it('says of each customer whose e-mail address Shopify withholds that it does', async () => {
    past();
    await connect();
    house.shop.approve({ email: false });
    await importAll();
    const people = (await events()).filter(({ type }) => type === 'customer.created' || type === 'order.created');
    expect(people.map(({ subject, context }) => [subject?.email, context?.['protectedData']])).toEqual(
      people.map(() => [undefined, 'email_not_available']),
    );
    expect(people).toHaveLength(4);
  });

  it.each([
    ['records', 'quiet'],
    ['remember', 'silent'],
  ] as const)('once more after the addresses were approved stays what it is (%s)', async (mode, mark) => {
    const { ada, first } = past();
    house.clock.advance(60_000);
    house.shop.editCustomer(ada.id, { note: 'Rings twice.' });
    house.shop.editOrder(first.id, { note: 'By the back door.' });
    house.clock.advance(60_000);
    await connect();
    house.shop.approve({ email: false });
    await importAll({ mode });
    house.shop.approve({ email: true });
    const before = (await events()).length;
    await importAll({ mode });
    const told = (await events()).slice(before).map(({ type, subject, context }) => [type, subject?.email, context?.[mark]]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['customer.updated', 'ada@example.com', true],
        ['order.updated', 'ada@example.com', true],
      ]),
    );
    expect(told.filter(([, , isMarked]) => isMarked !== true)).toEqual([]);
  });

  it('goes on by itself after Shopify was away', async () => {
    past();
    await connect();
    house.fake.interfere(() => new Response('Bad Gateway', { status: 502 }));
    const { id } = await panel.shop('startImport', { body: {} });
    await house.drain();
    expect(await jobOf(id)).toMatchObject({ state: 'running', message: expect.stringContaining('tried again') });
    house.fake.interfere(undefined);
    await minutesPass(5);
    expect(await jobOf(id)).toMatchObject({ state: 'done', captured: 8 });
  });
});

/** The answer, broken off after about half of it. */
function cutOff(answer: Promise<Response>): Response {
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const bytes = new Uint8Array(await (await answer).arrayBuffer());
      controller.enqueue(bytes.slice(0, bytes.length / 2));
    },
    pull: (controller) => controller.error(new TypeError('terminated')),
  });
  return new Response(body);
}
