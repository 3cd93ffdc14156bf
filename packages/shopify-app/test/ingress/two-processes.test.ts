import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppWorker } from '../../src/index.ts';
import { createShopHarness, type PostgresCluster, type ShopHarness, startAnother, startPostgres } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/index.ts';
import { appTables, inboxRows, taken } from '../support/inbox.ts';

const cluster: PostgresCluster | undefined = await startPostgres();
afterAll(() => cluster?.stop());

const byText = (a: unknown[], b: unknown[]): number => (String(a) < String(b) ? -1 : 1);

interface Process {
  worker: AppWorker;
  close: () => Promise<void>;
  /** Runs when a request to the companion was answered, before the process hears of it. */
  onAnswer: (path: string) => Promise<void>;
  /** Idempotency keys as it sent them. */
  posted: string[];
}

// Four pools of connections and many a customer, on a machine that others use too.
describe.skipIf(cluster === undefined || !(await schemaAvailable()))('two processes on one PostgreSQL', { timeout: 180_000 }, () => {
  let h: ShopHarness;
  let processes: [Process, Process];
  let sending = 0;
  let mostAtOnce = 0;

  /** The app once more over the same database, watched on its way to the companion. */
  const start = async (databaseUrl: string): Promise<Process> => {
    const fetch = async (request: Request): Promise<Response> => {
      const { pathname } = new URL(request.url);
      const isPost = pathname === '/v1/events';
      if (isPost) {
        const { events } = (await request.clone().json()) as { events: { idempotencyKey: string }[] };
        process.posted.push(...events.map(({ idempotencyKey }) => idempotencyKey));
        sending += 1;
        mostAtOnce = Math.max(mostAtOnce, sending);
      }
      await nextTurn();
      const response = await h.fetch(request);
      if (isPost) sending -= 1;
      await process.onAnswer(pathname);
      return response;
    };
    const process: Process = { ...(await startAnother(h, databaseUrl, fetch)), onAnswer: async () => {}, posted: [] };
    return process;
  };

  const unfinished = async () =>
    (await h.store.db.selectFrom('deliveries').select('id').where('state', 'in', ['pending', 'waiting', 'leased']).execute()).length;

  beforeEach(async () => {
    const databaseUrl = (await cluster?.createDatabase()) ?? '';
    h = await createShopHarness({ databaseUrl, weather: { duplicate: 0.2, delay: 0.2, answer_lost: 0.1 }, seed: 7 });
    const { workspaceId } = await h.install();
    await h.sendToHubspot(workspaceId, ['customer.created', 'customer.updated']);
    processes = [await start(databaseUrl), await start(databaseUrl)];
    sending = 0;
    mostAtOnce = 0;
  });
  afterEach(async () => {
    await Promise.all(processes.map(({ close }) => close()));
    await h.close();
  });

  it('work one shop’s inbox together, and double nothing', async () => {
    for (let round = 0; round < 6; round += 1) {
      for (let number = 0; number < 12; number += 1) {
        const { id } = h.shop.createCustomer({ email: `c${round}-${number}@example.com`, firstName: 'First' });
        h.shop.editCustomer(id, { firstName: `Name ${round}-${number}` });
      }
      h.clock.advance(1000);
      // Whoever asks first has the shop, so each asks first in turn.
      const inTurn = round % 2 === 0 ? processes : processes.toReversed();
      const [tried] = await Promise.all([h.fake.deliverDue(), ...inTurn.map(({ worker }) => worker.drain())]);
      expect(tried.length).toBeGreaterThan(0);
    }
    for (let next = h.fake.nextDueAt(); next !== undefined; next = h.fake.nextDueAt()) {
      h.clock.set(Math.max(next, h.clock.now()));
      await h.fake.deliverDue();
      await Promise.all(processes.map(({ worker }) => worker.drain()));
    }
    await Promise.all(processes.map(({ worker }) => worker.drain()));
    // The destination takes so many a second.
    for (let turn = 0; turn < 100 && (turn === 0 || (await unfinished()) > 0); turn += 1) {
      h.clock.advance(10_000);
      await h.runtime.worker.drain();
    }

    expect((await inboxRows(h)).filter(({ state }) => state !== 'done')).toEqual([]);
    const posted = processes.flatMap((process) => process.posted);
    expect(processes.every((process) => process.posted.length > 0)).toBe(true);
    expect(posted.toSorted()).toEqual([...new Set(posted)].toSorted());
    expect(mostAtOnce).toBe(1);
    expect((await taken(h)).filter(({ state }) => state !== 'processed')).toEqual([]);
    const customers = [...h.shop.state.customers.values()].map(({ email, first_name: name }) => [email, name]);
    expect(
      h.hubspot
        .contacts()
        .map(({ properties }) => [properties['email'], properties['firstname']])
        .toSorted(byText),
    ).toEqual(customers.toSorted(byText));
  });

  it('take over from one that hangs; when that one wakes up, it changes nothing', async () => {
    h.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada' });
    h.fake.post.setWeather({});
    await h.fake.deliverDue();
    const [first, second] = processes;
    const hanging = Promise.withResolvers<void>();
    const hangs = Promise.withResolvers<void>();
    first.onAnswer = (path) => {
      if (path !== '/v1/events') return Promise.resolve();
      hangs.resolve();
      return hanging.promise;
    };
    const stuck = first.worker.drain();
    await hangs.promise;
    await second.worker.drain();
    expect((await inboxRows(h)).map(({ state }) => state)).toEqual(['pending']);

    h.clock.advance(61_000);
    await second.worker.drain();
    const [row] = await inboxRows(h);
    expect(row).toMatchObject({ state: 'done', done_at: h.clock.now() });
    h.clock.advance(1000);
    hanging.resolve();
    await stuck;
    expect(await inboxRows(h)).toEqual([row]);
    expect((await taken(h)).map(({ type }) => type)).toEqual(['customer.created']);
    expect(await appTables(h).selectFrom('shopify_shops').select('worker_lease').execute()).toEqual([{ worker_lease: null }]);
  });

  it('keep one message that both are given at once only once', async () => {
    h.fake.post.setWeather({});
    h.shop.createCustomer({ email: 'ada@example.com' });
    const [delivery] = h.fake.post.waiting();
    if (delivery === undefined) throw new Error('nothing was sent');
    h.fake.post.forget(h.shop.domain);
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await h.fetch(h.fake.post.request(delivery))).status));
    expect(statuses).toEqual(Array.from({ length: 8 }, () => 200));
    expect(await inboxRows(h)).toMatchObject([{ deliveries: 8, state: 'pending' }]);
    expect(await appTables(h).selectFrom('shopify_topics').select('deliveries').execute()).toEqual([{ deliveries: 8 }]);
  });

  it('watch checkouts, erase people and shops, and say goodbye as on SQLite', async () => {
    h.fake.post.setWeather({});
    const ada = h.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada' });
    const { token } = h.shop.beginCheckout({ email: 'bea@example.com' });
    h.shop.beginCheckout({ email: 'cleo@example.com' });
    await h.drain();
    h.shop.createOrder({ email: 'bea@example.com', checkoutToken: token });
    await h.pass(61 * 60_000);
    const abandoned = (await taken(h)).filter(({ type }) => type === 'checkout.abandoned');
    expect(abandoned.map(({ envelope }) => envelope.subject?.email)).toEqual(['cleo@example.com']);

    h.shop.redact(ada.id);
    await h.drain();
    const kept = JSON.stringify([
      await taken(h),
      await inboxRows(h),
      await appTables(h).selectFrom('shopify_checkouts').selectAll().execute(),
    ]);
    expect(kept).not.toContain('ada@example.com');
    expect(kept).toContain('bea@example.com');

    h.shop.uninstall();
    await h.pass(49 * 3_600_000);
    expect(JSON.stringify(await taken(h))).not.toContain('bea@example.com');
    expect(await appTables(h).selectFrom('shopify_shops').select('shop').execute()).toEqual([]);
    expect(await inboxRows(h)).toEqual([]);
    const requests = await appTables(h)
      .selectFrom('shopify_compliance')
      .select(['topic', 'state', 'person'])
      .orderBy('received_at')
      .execute();
    expect(requests).toEqual([
      { topic: 'customers/redact', state: 'done', person: '' },
      { topic: 'shop/redact', state: 'done', person: '' },
    ]);
  });
});
