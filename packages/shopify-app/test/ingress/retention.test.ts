import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retentionTask } from '../../src/webhooks/retention.ts';
import { createTestParts, SHOP, type TestParts } from '../support/store.ts';

const DAY = 24 * 3_600_000;

let test: TestParts;
beforeEach(async () => {
  test = await createTestParts();
});
afterEach(() => test.close());

const message = (webhookId: string, state: 'pending' | 'done' | 'failed', at: number) => ({
  shop: SHOP,
  webhook_id: webhookId,
  topic: 'orders/create',
  api_version: '2026-10',
  triggered_at: at,
  received_at: at,
  body: state === 'done' ? '' : '{}',
  body_hash: webhookId,
  deliveries: 1,
  state,
  flags: '[]',
  attempts: 0,
  next_at: at,
  done_at: state === 'done' ? at : null,
});

async function addShop(shop: string, pairedAt: number | null): Promise<void> {
  const at = test.clock.now();
  await test.store.db
    .insertInto('shopify_shops')
    .values({
      shop,
      name: shop,
      state: 'installed',
      installed_at: at,
      scopes: '',
      paired_at: pairedAt,
      settings: '{}',
      protected_data: '{}',
      created_at: at,
      updated_at: at,
    })
    .execute();
}

describe('what is kept of the past', () => {
  it('what waits for a shop that nobody connected goes after three months; requests of Shopify’s own do not', async () => {
    const { db } = test.store;
    const now = test.clock.now();
    await addShop('never.myshopify.com', null);
    await addShop('gone.myshopify.com', now - 200 * DAY);
    const rows = [
      { ...message('never, long ago', 'pending', now - 91 * DAY), shop: 'never.myshopify.com' },
      { ...message('never, lately', 'pending', now - 89 * DAY), shop: 'never.myshopify.com' },
      { ...message('stranger', 'pending', now - 91 * DAY), shop: 'stranger.myshopify.com' },
      { ...message('was connected', 'pending', now - 91 * DAY), shop: 'gone.myshopify.com' },
      { ...message('redact', 'pending', now - 91 * DAY), shop: 'never.myshopify.com', topic: 'customers/redact' },
    ];
    await db.insertInto('shopify_inbox').values(rows).execute();
    await retentionTask(test.parts).run();
    const left = await db.selectFrom('shopify_inbox').select('webhook_id').orderBy('seq').execute();
    expect(left.map(({ webhook_id: id }) => id)).toEqual(['never, lately', 'was connected', 'redact']);
  });

  it('ends a month after it was done; what waits or failed stays as long as it takes', async () => {
    const { db } = test.store;
    const now = test.clock.now();
    const yearAgo = now - 365 * DAY;
    await addShop(SHOP, yearAgo);
    await db
      .insertInto('shopify_inbox')
      .values([
        message('done long ago', 'done', now - 31 * DAY),
        message('done lately', 'done', now - 29 * DAY),
        message('waits', 'pending', yearAgo),
        message('failed', 'failed', yearAgo),
      ])
      .execute();
    const version = { shop: SHOP, kind: 'order', version: 1, content: 'w:a:b' };
    await db
      .insertInto('shopify_versions')
      .values([
        { ...version, native_id: 'old', seen_at: now - 181 * DAY },
        { ...version, native_id: 'new', seen_at: now - 179 * DAY },
      ])
      .execute();
    const checkout = { shop: SHOP, body: '', started_at: yearAgo, due_at: yearAgo };
    await db
      .insertInto('shopify_checkouts')
      .values([
        { ...checkout, token: 'ordered', state: 'ordered', updated_at: now - 31 * DAY },
        { ...checkout, token: 'open', state: 'open', updated_at: now - 31 * DAY },
        { ...checkout, token: 'abandoned lately', state: 'abandoned', updated_at: now - DAY },
      ])
      .execute();
    const job = { shop: SHOP, ask: '{}', cursor: '{}', done: 0, captured: 0, known: 0, run_at: yearAgo, created_at: yearAgo };
    const ended = { ...job, state: 'done' as const, updated_at: yearAgo, finished_at: yearAgo };
    await db
      .insertInto('shopify_jobs')
      .values([
        { ...ended, id: 'compared long ago', kind: 'reconcile' },
        { ...ended, id: 'compared lately', kind: 'reconcile', finished_at: now - 89 * DAY },
        { ...ended, id: 'imported', kind: 'import' },
        { ...ended, id: 'still compares', kind: 'reconcile', state: 'running', finished_at: null },
      ])
      .execute();
    await retentionTask(test.parts).run();
    const jobs = await db.selectFrom('shopify_jobs').select('id').orderBy('id').execute();
    expect(jobs.map(({ id }) => id)).toEqual(['compared lately', 'imported', 'still compares']);
    const inbox = await db.selectFrom('shopify_inbox').select('webhook_id').orderBy('seq').execute();
    expect(inbox.map(({ webhook_id: id }) => id)).toEqual(['done lately', 'waits', 'failed']);
    expect(await db.selectFrom('shopify_versions').select('native_id').execute()).toEqual([{ native_id: 'new' }]);
    const checkouts = await db.selectFrom('shopify_checkouts').select('token').orderBy('token').execute();
    expect(checkouts.map(({ token }) => token)).toEqual(['abandoned lately', 'open']);
  });
});
