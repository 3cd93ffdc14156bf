import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventsAt } from '../../test/support/events-at.ts';
import { createShopHarness, type PanelApi, type ShopHarness } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LOST = { drop: 1 };

let house: ShopHarness;
let panel: PanelApi;
let workspaceId: string;

beforeEach(async () => {
  house = await createShopHarness();
});
afterEach(() => house.close());

const connect = async () => {
  ({ panel, workspaceId } = await house.install());
  await house.pass(MINUTE_MS);
};
const events = () => eventsAt(house, workspaceId);
const keys = async () => (await events()).map(({ idempotencyKey }) => idempotencyKey);
const weather = (kind: Parameters<typeof house.fake.post.setWeather>[0]) => house.fake.post.setWeather(kind);
const compare = async () => {
  const { id } = await panel.shop('startReconciliation', {});
  await house.pass(MINUTE_MS);
  const { items } = await panel.shop('listJobs', {});
  return items.find((job) => job.id === id)!;
};
const missedOf = async (topic: string) =>
  (await house.store.db.selectFrom('shopify_topics').select('missed').where('topic', '=', topic).executeTakeFirst())?.missed;

describe.skipIf(!(await schemaAvailable()))('a reconciliation', () => {
  it('finds nothing where every webhook came', async () => {
    await connect();
    const { id } = house.shop.createOrder({ email: 'ada@example.com', firstName: 'Ada' });
    await house.pass(10 * MINUTE_MS);
    house.shop.fulfillOrder(id);
    await house.pass(10 * MINUTE_MS);
    const before = await keys();
    const job = await compare();
    expect(job).toMatchObject({ state: 'done', captured: 0, message: expect.stringContaining('Nothing was missing') });
    expect(await keys()).toEqual(before);
  });

  it('hands over what the webhooks did not bring, live, and says which topics missed it', async () => {
    await connect();
    weather(LOST);
    const order = house.shop.createOrder({ email: 'ada@example.com', firstName: 'Ada' });
    await house.pass(10 * MINUTE_MS);
    house.shop.fulfillOrder(order.id);
    house.shop.refundOrder(order.id);
    await house.pass(10 * MINUTE_MS);
    expect(await events()).toEqual([]);

    const job = await compare();
    expect(job).toMatchObject({ state: 'done', kind: 'reconcile', message: expect.stringContaining('1 × refunds/create') });
    const found = await events();
    expect(found.map(({ type }) => type).toSorted()).toEqual([
      'customer.created',
      'order.created',
      'order.fulfilled',
      'order.paid',
      'order.updated',
      'refund.created',
    ]);
    expect(found.filter(({ context }) => context?.quiet || context?.silent)).toEqual([]);
    expect(await missedOf('refunds/create')).toBe(1);
  });

  it('finds what is missing where some of it came', async () => {
    await connect();
    const { id } = house.shop.createOrder({ email: 'ada@example.com', financialStatus: 'pending' });
    await house.pass(10 * MINUTE_MS);
    weather(LOST);
    house.shop.payOrder(id);
    await house.pass(MINUTE_MS);
    weather({});
    house.shop.editOrder(id, { note: 'Ring twice.' });
    await house.pass(10 * MINUTE_MS);
    expect((await events()).filter(({ type }) => type === 'order.paid')).toEqual([]);
    await compare();
    expect((await events()).filter(({ type }) => type === 'order.paid')).toHaveLength(1);
    expect((await compare()).captured).toBe(0);
  });

  it('finds a change within the second in which an order was made', async () => {
    await connect();
    const { id } = house.shop.createOrder({ email: 'ada@example.com', financialStatus: 'pending' });
    await house.drain();
    weather(LOST);
    house.shop.editOrder(id, { note: 'Ring twice.' });
    await house.pass(10 * MINUTE_MS);
    const { captured } = await compare();
    expect(captured).toBe(1);
    expect((await events()).at(-1)).toMatchObject({ type: 'order.updated', data: { note: 'Ring twice.' } });
    expect((await compare()).captured).toBe(0);
  });

  it('doubles nothing when a webhook comes after all', async () => {
    await connect();
    weather({ delay: 1 });
    house.shop.createOrder({ email: 'ada@example.com' });
    await house.drain();
    await compare();
    expect(await keys()).toContainEqual(expect.stringContaining('order.paid'));
    weather({});
    await house.pass(HOUR_MS);
    const all = await keys();
    expect(all).toContainEqual(expect.stringContaining('order.updated'));
    expect(all.toSorted()).toEqual([...new Set(all)].toSorted());
  });

  it('hands over an opt-out whatever the date on it, and no subscription from before the shop was connected', async () => {
    const daysAgo = (days: number) => house.clock.now() - days * DAY_MS;
    const ada = house.shop.createCustomer({ email: 'ada@example.com', at: daysAgo(100), silent: true });
    const bob = house.shop.createCustomer({ email: 'bob@example.com', at: daysAgo(100), silent: true });
    await connect();
    weather(LOST);
    house.shop.setConsent(ada.id, 'email', 'unsubscribed', { at: daysAgo(50) });
    house.shop.setConsent(bob.id, 'email', 'subscribed', { at: daysAgo(50) });
    await house.pass(10 * MINUTE_MS);
    await compare();
    const said = (await events()).flatMap(({ subject, consent = [] }) => consent.map(({ state }) => [subject?.email, state]));
    expect(said).toEqual([['ada@example.com', 'unsubscribed']]);
  });

  describe('of an opt-out whose time Shopify does not know', () => {
    const optOuts = async () =>
      (await events()).flatMap(({ subject, consent = [] }) =>
        consent.filter(({ state }) => state === 'unsubscribed').map(() => subject?.email),
      );
    const optedOut = async () => {
      await connect();
      const { id } = house.shop.createCustomer({ email: 'ada@example.com', note: 'One' });
      await house.pass(10 * MINUTE_MS);
      weather(LOST);
      house.shop.setConsent(id, 'email', 'unsubscribed', { at: null });
      await house.pass(10 * MINUTE_MS);
      await compare();
      expect(await optOuts()).toEqual(['ada@example.com']);
      return id;
    };

    it('tells it once, whatever else of the customer is changed', async () => {
      const id = await optedOut();
      house.shop.editCustomer(id, { note: 'Two' });
      await house.pass(10 * MINUTE_MS);
      await compare();
      expect((await events()).at(-1)).toMatchObject({ type: 'customer.updated', data: { note: 'Two' } });
      expect(await optOuts()).toEqual(['ada@example.com']);
    });

    it('tells it for another address', async () => {
      const id = await optedOut();
      house.shop.editCustomer(id, { email: 'ada@example.org' });
      await house.pass(10 * MINUTE_MS);
      await compare();
      expect(await optOuts()).toEqual(['ada@example.com', 'ada@example.org']);
    });

    it('tells it again after a consent', async () => {
      const id = await optedOut();
      house.shop.setConsent(id, 'email', 'subscribed');
      await house.pass(10 * MINUTE_MS);
      await compare();
      house.shop.setConsent(id, 'email', 'unsubscribed', { at: null });
      await house.pass(10 * MINUTE_MS);
      await compare();
      expect(await optOuts()).toEqual(['ada@example.com', 'ada@example.com']);
    });
  });

  it('takes nothing of before the shop was connected for new', async () => {
    const { id } = house.shop.createOrder({ email: 'ada@example.com', at: house.clock.now() - 30 * DAY_MS, silent: true });
    await connect();
    weather(LOST);
    house.shop.editOrder(id, { note: 'Ring twice.' });
    await house.pass(10 * MINUTE_MS);
    await compare();
    expect((await events()).filter(({ type }) => type.startsWith('order')).map(({ type }) => type)).toEqual(['order.updated']);
  });

  it('compares by itself, as often as the settings say', async () => {
    await connect();
    await panel.shop('saveSettings', { body: { reconcileEveryHours: 6 } });
    weather(LOST);
    house.shop.createOrder({ email: 'ada@example.com' });
    await house.pass(5 * HOUR_MS);
    expect(await events()).toEqual([]);
    await house.pass(HOUR_MS);
    expect((await events()).map(({ type }) => type)).toContain('order.created');
    const { items } = await panel.shop('listJobs', {});
    expect(items).toMatchObject([{ kind: 'reconcile', state: 'done', by: null }]);
    await house.pass(6 * HOUR_MS);
    expect((await panel.shop('listJobs', {})).items).toHaveLength(2);
  });

  it('reads orders whole, however many lines they have', async () => {
    await connect();
    weather(LOST);
    const lines = Array.from({ length: 120 }, (_, index) => ({ title: `Tea ${index}`, price: '1.00' }));
    house.shop.createOrder({ email: 'ada@example.com', lines });
    await house.pass(10 * MINUTE_MS);
    await compare();
    const order = (await events()).find(({ type }) => type === 'order.created');
    expect(order?.data['lines']).toMatchObject(lines.map(({ title }) => ({ title })));
  });

  it('goes through more than one page of each', async () => {
    await connect();
    weather(LOST);
    for (let each = 0; each < 60; each += 1) house.shop.createOrder({ email: `${each}@example.com` });
    await house.pass(10 * MINUTE_MS);
    await compare();
    for (let minute = 0; minute < 20; minute += 1) await house.pass(MINUTE_MS);
    expect((await events()).filter(({ type }) => type === 'order.created')).toHaveLength(60);
    expect((await events()).filter(({ type }) => type === 'customer.created')).toHaveLength(60);
  });
});
