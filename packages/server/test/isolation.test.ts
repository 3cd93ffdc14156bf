import { afterEach, beforeEach, expect, test } from 'vitest';
import { formSubmission } from './support/harness.ts';
import { openShop, type Shop } from './support/shop.ts';

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.server.close());

test('a workspace that cannot be processed keeps no other from its turn', async () => {
  await shop.publish([{ key: 'contact' }]);
  const { db } = shop.server.store;
  const now = shop.server.clock.now();
  // Named so that its turn comes first.
  const id = 'ws_0';
  await db.insertInto('workspaces').values({ id, name: 'Broken', settings: '{}', created_at: now }).execute();
  await db.insertInto('flows').values({ id: 'flw_0', workspace_id: id, slug: 'broken', name: 'Broken', created_at: now }).execute();
  const version = { id: 'ver_0', workspace_id: id, flow_id: 'flw_0', version: 1, state: 'published' as const, spec: '{"broken":' };
  await db.insertInto('flow_versions').values({ ...version, created_by: 'test', created_at: now, updated_at: now }).execute();
  const event = { id: 'evt_0', workspace_id: id, source_id: 'src_0', type: 'form.submitted', state: 'received' as const, body: '{}' };
  const times = { occurred_at: now, received_at: now, process_at: 0, process_failures: 0 };
  await db.insertInto('events').values({ ...event, ...times, idempotency_key: 'k' }).execute();
  await shop.send(formSubmission());
  await shop.server.drain();
  expect(shop.crm.contacts).toHaveLength(1);
});

test('a connection that cannot be opened keeps no other from its turn', async () => {
  await shop.publish([{ key: 'contact' }]);
  const { db } = shop.server.store;
  const row = await db.selectFrom('connections').selectAll().where('id', '=', shop.connectionId).executeTakeFirstOrThrow();
  await db.insertInto('connections').values({ ...row, id: 'con_0', slug: 'broken', settings: '{"broken":' }).execute();
  await shop.send(formSubmission());
  await shop.send(formSubmission());
  const { processReceived } = await import('../src/pipeline/process.ts');
  const { store, clock, runtime, workspaceId } = shop.server;
  await processReceived({ store, now: clock.now, fingerprintKey: runtime.deps.serverKeys.fingerprintKey }, workspaceId);
  const [first] = await shop.deliveries();
  await db.updateTable('deliveries').set({ connection_id: 'con_0' }).where('id', '=', first!.id).execute();
  await shop.server.drain();
  expect(shop.crm.contacts).toHaveLength(1);
});
