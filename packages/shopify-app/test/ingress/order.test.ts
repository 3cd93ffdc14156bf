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

describe.skipIf(!available)('tags', { timeout: 60_000 }, () => {
  const tagged = async () =>
    (await taken(h)).filter(({ type }) => type === 'customer.tagged').map(({ envelope }) => envelope.data['tagsAdded']);

  it('that changed twice in one moment are both told, and each once', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    second();
    h.shop.addTags(id, 'vip');
    const first = caught(h)('customer.tags_added');
    h.shop.addTags(id, 'wholesale');
    const other = caught(h)('customer.tags_added');
    await deliver(h, first, other, { ...first, webhookId: randomUUID() }, { ...other, webhookId: randomUUID() });
    expect(await tagged()).toEqual([['vip'], ['wholesale']]);
  });

  it('that an earlier version told, under the key it had for them, are not told again', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    second();
    h.shop.addTags(id, 'vip');
    const added = caught(h)('customer.tags_added');
    await deliver(h, added);
    const key = `customer.tagged:${id}:added-${Date.parse(String(JSON.parse(added.body).occurredAt))}`;
    await h.store.db
      .updateTable('event_keys')
      .set({ idempotency_key: key })
      .where('idempotency_key', 'like', 'customer.tagged:%')
      .execute();
    await deliver(h, { ...added, webhookId: randomUUID() });
    expect(await tagged()).toEqual([['vip']]);
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

  it('as the deletion of a customer are refused, however the topic is spelled', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com', phone: '+353209100142' });
    const created = caught(h)('customers/create');
    h.shop.setConsent(id, 'sms', 'unsubscribed');
    const unsubscribed = caught(h)('customers_marketing_consent/update');
    await deliver(h, created);
    const before = (await inbox(h)).length;
    await deliver(
      h,
      ...[created, unsubscribed].flatMap((delivery) => [
        { ...delivery, webhookId: randomUUID(), topic: 'customers/delete' },
        { ...delivery, webhookId: randomUUID(), topic: 'CUSTOMERS_DELETE' },
      ]),
    );
    expect(await typesTaken(h)).toEqual(['customer.created']);
    expect((await inbox(h)).slice(before).map(({ state, flags }) => [state, flags])).toEqual(
      Array.from({ length: 4 }, () => ['failed', ['topic_differs']]),
    );
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

  it('withdrawn counts although it is dated before the consent that was told, as often as that happens, and each time once', async () => {
    const start = h.clock.now();
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    const hour = () => h.clock.advance(3_600_000);
    for (const email of ['grace@example.com', 'joan@example.com']) {
      hour();
      h.shop.setConsent(id, 'email', 'subscribed');
      await h.drain();
      hour();
      // The new address has a consent of its own: it opted out long ago.
      h.shop.editCustomer(id, { email });
      h.shop.setConsent(id, 'email', 'unsubscribed', { at: start - 1000 });
      const unsubscribed = caught(h)('customers_email_marketing_consent/update');
      await deliver(h, unsubscribed, { ...unsubscribed, webhookId: randomUUID() });
    }
    expect(await consents()).toEqual(['subscribed', 'unsubscribed', 'subscribed', 'unsubscribed']);
    const [optIn, optOut] = (await taken(h)).filter(({ type }) => type === 'consent.updated').map(({ envelope }) => envelope);
    // Else it would count as lifted by the consent it ends.
    expect(optOut?.consent).toMatchObject([{ at: optIn?.consent?.[0]?.at, evidence: expect.stringContaining('dated') as string }]);
    expect(optOut?.subject?.email).toBe('grace@example.com');

    hour();
    await h.openPanelApi().shop('startReconciliation', {});
    await h.pass(60_000);
    expect(await consents()).toHaveLength(4);
  });

  it('given is not taken back by a withdrawal before it whose message came late or comes again', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    await h.drain();
    second();
    h.shop.setConsent(id, 'email', 'unsubscribed');
    const unsubscribed = caught(h)('customers_email_marketing_consent/update');
    second();
    h.shop.setConsent(id, 'email', 'subscribed');
    await h.drain();
    await deliver(h, unsubscribed);
    h.clock.advance(3_600_000);
    await deliver(h, { ...unsubscribed, webhookId: randomUUID() });
    expect(await consents()).toEqual(['subscribed']);
  });

  it('withdrawn for a number counts although the number is gone by the time its message comes', async () => {
    const { id } = h.shop.createCustomer({ email: 'ada@example.com', phone: '+353209100142' });
    h.shop.setConsent(id, 'sms', 'subscribed');
    await h.drain();
    second();
    h.shop.setConsent(id, 'sms', 'unsubscribed');
    const unsubscribed = caught(h)('customers_marketing_consent/update');
    h.shop.editCustomer(id, { phone: null });
    caught(h);
    h.clock.advance(3_600_000);
    await deliver(h, unsubscribed, { ...unsubscribed, webhookId: randomUUID() });
    expect(await consents()).toEqual(['subscribed', 'unsubscribed']);
    expect((await taken(h)).at(-1)?.envelope.subject).toMatchObject({ email: 'ada@example.com', phone: '+353209100142' });
  });

  it('withdrawn counts while Shopify withholds the address, or will not say', async () => {
    h.shop.approve({ email: false, phone: false, name: false, address: false });
    const { id } = h.shop.createCustomer({ email: 'ada@example.com' });
    h.shop.setConsent(id, 'email', 'subscribed');
    await h.drain();
    second();
    h.shop.setConsent(id, 'email', 'unsubscribed');
    const unsubscribed = caught(h)('customers_email_marketing_consent/update');
    h.clock.advance(3_600_000);
    await deliver(h, unsubscribed);
    expect(await consents()).toEqual(['subscribed', 'unsubscribed']);

    second();
    h.shop.setConsent(id, 'email', 'subscribed');
    await h.drain();
    second();
    h.shop.setConsent(id, 'email', 'unsubscribed', { at: h.clock.now() - 7_200_000 });
    const backdated = caught(h)('customers_email_marketing_consent/update');
    h.shop.loseAccess();
    await deliver(h, backdated);
    expect(await consents()).toEqual(['subscribed', 'unsubscribed', 'subscribed', 'unsubscribed']);
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
