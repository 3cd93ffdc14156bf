import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../support/shop-app.ts';
import { SHOP } from '../support/store.ts';

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
  await test.ask('GET', '/status');
});
afterEach(() => test.close());

async function keep(number: number, changes: { state?: 'pending' | 'done' | 'failed'; topic?: string; shop?: string } = {}): Promise<void> {
  const now = test.clock.now();
  await test.store.db
    .insertInto('shopify_inbox')
    .values({
      shop: SHOP,
      webhook_id: `webhook-${number}`,
      topic: 'orders/create',
      api_version: '2026-10',
      triggered_at: now,
      received_at: now,
      body: '{"email":"ann@example.ie"}',
      body_hash: `hash-${number}`,
      deliveries: 1,
      state: 'failed',
      flags: '["stale"]',
      attempts: 3,
      next_at: now + 60_000,
      error: 'Not readable.',
      ...changes,
    })
    .execute();
}
const ids = async (path = '/inbox') => ((await test.ask('GET', path)).json['items'] as { id: number }[]).map(({ id }) => id);
const states = async () =>
  (await test.store.db.selectFrom('shopify_inbox').select(['seq', 'state', 'attempts', 'next_at']).orderBy('seq').execute()).map(
    ({ seq, state }) => [seq, state],
  );

describe('webhooks that wait or failed', () => {
  beforeEach(async () => {
    await keep(1);
    await keep(2, { state: 'done' });
    await keep(3, { state: 'pending' });
    await keep(4, { shop: 'other-shop.myshopify.com' });
    await keep(5);
  });

  it('are listed latest first, of this shop only, and page by page', async () => {
    expect(await ids()).toEqual([5, 3, 1]);
    expect(await ids('/inbox?state=failed')).toEqual([5, 1]);
    const { json } = await test.ask('GET', '/inbox?limit=2');
    expect(json['next']).toBe(3);
    expect(await ids('/inbox?limit=2&before=3')).toEqual([1]);
    expect(json['items']).toMatchObject([
      { flags: ['stale'], error: 'Not readable.', nextAt: null },
      { nextAt: expect.any(String) as string },
    ]);
    expect(JSON.stringify(json)).not.toContain('ann@example.ie');
    expect(await test.ask('GET', '/status')).toMatchObject({ json: { waiting: 1, failed: 2 } });
  });

  it('are tried again at once, whatever sending waits for', async () => {
    await test.store.db
      .updateTable('shopify_shops')
      .set({ sending_problem: 'Busy.', sending_paused_until: test.clock.now() + 1000 })
      .execute();
    expect((await test.ask('POST', '/inbox/retry', { ids: [1, 2, 3, 4] })).json).toEqual({ changed: 2 });
    expect(await states()).toEqual([
      [1, 'pending'],
      [2, 'done'],
      [3, 'pending'],
      [4, 'failed'],
      [5, 'failed'],
    ]);
    const rows = await test.store.db.selectFrom('shopify_inbox').select(['attempts', 'next_at']).where('seq', 'in', [1, 3]).execute();
    expect(rows).toEqual([1, 3].map(() => ({ attempts: 0, next_at: test.clock.now() })));
    const shop = await test.store.db.selectFrom('shopify_shops').select('sending_paused_until').executeTakeFirstOrThrow();
    expect(shop.sending_paused_until).toBeNull();
  });

  it('are discarded where they failed, and nothing else is', async () => {
    expect((await test.ask('POST', '/inbox/discard', { ids: [1, 2, 3, 4] })).json).toEqual({ changed: 1 });
    expect((await states()).map(([seq]) => seq)).toEqual([2, 3, 4, 5]);
  });
});

it('says of each topic what it brought and what it missed', async () => {
  const now = test.clock.now();
  const row = { shop: SHOP, first_at: now, last_at: now, deliveries: 2, missed: 0, missed_at: null };
  await test.store.db
    .insertInto('shopify_topics')
    .values([
      { ...row, topic: 'orders/create' },
      { ...row, topic: 'orders/paid', missed: 3, missed_at: now + 1 },
      { ...row, topic: 'orders/updated', missed: 3, missed_at: now - 1 },
      { ...row, topic: 'handoff/event', last_at: now + 60_000 },
      { ...row, topic: 'app/uninstalled', shop: 'other-shop.myshopify.com' },
    ])
    .execute();
  const { json } = await test.ask('GET', '/topics');
  const items = json['items'] as { topic: string; state: string; missed: number }[];
  const stateOf = (topic: string) => items.find((item) => item.topic === topic)?.state;
  expect(['orders/create', 'orders/paid', 'orders/updated', 'refunds/create', 'handoff/event', 'app/uninstalled'].map(stateOf)).toEqual([
    'ok',
    'missed',
    'ok',
    'waiting',
    undefined,
    undefined,
  ]);
  expect((await test.ask('GET', '/status')).json['lastWebhookAt']).toBe(new Date(now).toISOString());
});
