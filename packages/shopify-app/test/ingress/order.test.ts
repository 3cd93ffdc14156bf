import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopHarness, type ShopHarness } from '../../testing/harness.ts';
import { schemaAvailable } from '../../testing/index.ts';
import { caught, deliver, inbox, taken, typesTaken } from '../support/inbox.ts';

const available = await schemaAvailable();

let h: ShopHarness;
beforeEach(async () => {
  h = await createShopHarness();
  const { workspaceId } = await h.install();
  await h.sendToHubspot(workspaceId, ['customer.created', 'customer.updated', 'order.created', 'order.updated']);
  await h.drain();
});
afterEach(async () => {
  expect(h.fake.violations).toEqual([]);
  await h.close();
});

const second = () => h.clock.advance(1000);
const contacts = () => h.hubspot.contacts().map(({ properties }) => properties);

describe.skipIf(!available)('webhooks in the wrong order', { timeout: 60_000 }, () => {
  it('leave what is newer at the destination', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada' });
    await h.drain();
    second();
    h.shop.editCustomer(id, { firstName: 'Adele' });
    const older = caught(h)('customers/update');
    second();
    h.shop.editCustomer(id, { firstName: 'Adelina' });
    const newer = caught(h)('customers/update');

    await deliver(h, newer, older);
    expect(contacts()).toMatchObject([{ firstname: 'Adelina' }]);
    expect((await inbox(h)).slice(1)).toEqual([
      { topic: 'customers/update', state: 'done', flags: [] },
      { topic: 'customers/update', state: 'done', flags: ['superseded'] },
    ]);
    expect(await typesTaken(h)).toEqual(['customer.created', 'customer.updated']);
  });

  it('lose no moment: an order that was made is told late, with what it is now', async () => {
    const { id } = h.shop.createOrder({ email: 'ada@example.com', financialStatus: 'pending' });
    const created = caught(h)('orders/create');
    second();
    h.shop.editOrder(id, { note: 'Ring twice' });
    await h.drain();
    await deliver(h, created);

    const events = await taken(h);
    expect(events.map(({ type }) => type)).toEqual(['order.updated', 'order.created']);
    expect(events.map(({ envelope }) => envelope.data['note'])).toEqual(['Ring twice', 'Ring twice']);
    expect(events[1]?.envelope.idempotencyKey).toBe(`order.created:${id}:${Date.parse(String(JSON.parse(created.body).created_at))}`);
    expect((await inbox(h)).at(-1)).toEqual({ topic: 'orders/create', state: 'done', flags: ['refetched'] });
  });

  it('do not bring back a customer who is gone', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    second();
    h.shop.editCustomer(id, { firstName: 'Ada' });
    const update = caught(h)('customers/update');
    second();
    h.shop.deleteCustomer(id);
    await h.drain();
    await deliver(h, update);
    expect(await typesTaken(h)).toEqual(['customer.created', 'customer.deleted']);
    expect((await inbox(h)).at(-1)).toMatchObject({ state: 'done', flags: ['superseded'] });
  });

  it('put no tag back on that was taken off', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    second();
    h.shop.addTags(id, 'vip', 'tea');
    const added = caught(h)('customer.tags_added');
    second();
    h.shop.removeTags(id, 'vip');
    const removed = caught(h)('customer.tags_removed');

    await deliver(h, removed, added);
    const tagged = (await taken(h)).filter(({ type }) => type === 'customer.tagged');
    expect(tagged.map(({ envelope }) => envelope.data)).toEqual([
      { customerId: String(id), tagsRemoved: ['vip'] },
      { customerId: String(id), tagsAdded: ['tea'] },
    ]);
    expect(tagged.map(({ envelope }) => envelope.subject?.email)).toEqual(['ada@example.com', 'ada@example.com']);
  });
});

describe.skipIf(!available)('two changes within one second', { timeout: 60_000 }, () => {
  it('both arrive, in whichever order their webhooks come', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada' });
    const created = caught(h)('customers/create');
    h.shop.editCustomer(id, { firstName: 'Adele' });
    const first = caught(h)('customers/update');
    h.shop.editCustomer(id, { firstName: 'Adelina' });
    const last = caught(h)('customers/update');

    await deliver(h, last, first, created);
    expect(contacts()).toMatchObject([{ firstname: 'Adelina' }]);
    const states = (await taken(h)).map(({ state, envelope }) => [state, envelope.subject?.firstName]);
    expect(states.filter(([state]) => state === 'revision')).toEqual([]);
    expect(new Set(states.map(([, name]) => name))).toEqual(new Set(['Adelina']));
  });

  it('are two events where both come in order', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada' });
    await h.drain();
    second();
    h.shop.editCustomer(id, { firstName: 'Adele' });
    await h.drain();
    h.shop.editCustomer(id, { firstName: 'Adelina' });
    await h.drain();
    const updates = (await taken(h)).filter(({ type }) => type === 'customer.updated');
    expect(updates.map(({ state, envelope }) => [state, envelope.subject?.firstName])).toEqual([
      ['processed', 'Adele'],
      ['processed', 'Adelina'],
    ]);
    expect(contacts()).toMatchObject([{ firstname: 'Adelina' }]);
  });

  it('are not made out of one: a comparison afterwards finds nothing to send', async () => {
    const customer = h.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada', tags: ['vip'], note: 'Tea' });
    const order = h.shop.createOrder({ customerId: customer.id, discount: { code: 'X', amount: '2.00' } });
    h.shop.payOrder(order.id);
    h.shop.setConsent(customer.id, 'email', 'subscribed');
    await h.drain();
    second();
    h.shop.fulfillOrder(order.id);
    h.shop.refundOrder(order.id);
    h.shop.editCustomer(customer.id, { phone: '+353209100142' });
    await h.drain();
    const before = (await taken(h)).length;

    h.clock.advance(3_600_000);
    await h.openPanelApi().shop('startReconciliation', {});
    await h.pass(60_000);
    const { items } = await h.openPanelApi().shop('listJobs', {});
    expect(items[0]).toMatchObject({ kind: 'reconcile', state: 'done', done: 2, captured: 0 });
    const after = await taken(h);
    expect(after.slice(before).map(({ envelope }) => envelope.idempotencyKey)).toEqual([]);
    expect(after.filter(({ state }) => state === 'revision')).toEqual([]);
  });
});

describe.skipIf(!available)('webhooks that come again', { timeout: 60_000 }, () => {
  it('under another id make no second event', async () => {
    h.shop.createOrder({ email: 'ada@example.com' });
    const created = caught(h)('orders/create');
    await deliver(h, created, { ...created, webhookId: randomUUID() }, { ...created, webhookId: randomUUID(), topic: 'ORDERS_CREATE' });
    const events = await taken(h);
    expect(events.map(({ type, state }) => [type, state])).toEqual([['order.created', 'processed']]);
  });

  it('a year later, changed beside the signed body, say nothing new', async () => {
    const { id } = h.shop.createOrder({ email: 'ada@example.com' });
    const created = caught(h)('orders/create');
    await deliver(h, created);
    h.clock.advance(365 * 24 * 3_600_000);
    await h.openPanelApi().shop('status', {});
    h.shop.editOrder(id, { note: 'A year on' });
    await h.drain();
    const before = (await taken(h)).length;
    const again = { ...created, webhookId: randomUUID() };
    await deliver(
      h,
      again,
      { ...again, webhookId: randomUUID(), topic: 'orders/cancelled' },
      { ...again, webhookId: randomUUID(), topic: 'orders/updated' },
    );
    expect((await taken(h)).slice(before)).toEqual([]);
    const rows = (await inbox(h)).slice(-3);
    expect(rows.map(({ flags }) => flags.includes('stale'))).toEqual([true, true, true]);
    expect(rows[1]).toMatchObject({ topic: 'orders/cancelled', state: 'failed', flags: ['stale', 'topic_differs'] });
  });

  it('under one id with another body are kept for a person', async () => {
    h.shop.createOrder({ email: 'ada@example.com' });
    const next = caught(h);
    const created = next('orders/create');
    h.shop.createOrder({ email: 'bob@example.com' });
    const other = caught(h)('orders/create');
    await deliver(h, created, { ...other, webhookId: created.webhookId });
    expect((await inbox(h)).map(({ state, flags }) => [state, flags])).toEqual([
      ['done', []],
      ['failed', ['body_differs']],
    ]);
    expect(await typesTaken(h)).toEqual(['order.created']);
  });
});

describe.skipIf(!available)('consent', { timeout: 60_000 }, () => {
  const consents = async () =>
    (await taken(h)).filter(({ type }) => type === 'consent.updated').map(({ envelope }) => envelope.consent?.[0]?.state);

  it('is not raised by a message that comes after its withdrawal', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    second();
    h.shop.setConsent(id, 'email', 'subscribed');
    const subscribed = caught(h)('customers_email_marketing_consent/update');
    second();
    h.shop.setConsent(id, 'email', 'unsubscribed');
    await h.drain();
    await deliver(h, subscribed);
    expect(await consents()).toEqual(['unsubscribed']);
  });

  it('is looked up where its message was hours on its way and the withdrawal got lost', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    h.shop.setConsent(id, 'email', 'subscribed');
    const subscribed = caught(h)('customers_email_marketing_consent/update');
    second();
    h.shop.setConsent(id, 'email', 'unsubscribed');
    caught(h);
    h.clock.advance(3 * 3_600_000);
    await deliver(h, subscribed);
    expect(await consents()).toEqual(['unsubscribed']);
  });

  it('of the same second is what Shopify says it is now', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    h.shop.setConsent(id, 'email', 'subscribed');
    const subscribed = caught(h)('customers_email_marketing_consent/update');
    h.shop.setConsent(id, 'email', 'unsubscribed');
    const unsubscribed = caught(h)('customers_email_marketing_consent/update');
    await deliver(h, unsubscribed, subscribed);
    expect(await consents()).toEqual(['unsubscribed']);
  });

  it('without the time of the decision is no evidence', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    h.shop.setConsent(id, 'email', 'subscribed', { at: null });
    await h.drain();
    expect(await consents()).toEqual([]);
  });
});

describe.skipIf(!available)('events that name nobody', { timeout: 60_000 }, () => {
  it('are given the person of their order', async () => {
    const order = h.shop.createOrder({ email: 'ada@example.com', firstName: 'Ada' });
    h.shop.payOrder(order.id);
    await h.drain();
    h.shop.refundOrder(order.id);
    await h.drain();
    const refund = (await taken(h)).find(({ type }) => type === 'refund.created');
    expect(refund?.envelope.subject).toMatchObject({ email: 'ada@example.com', firstName: 'Ada' });
    expect(refund?.state).toBe('processed');
  });
});
