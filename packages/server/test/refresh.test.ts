import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createRuntime, type Runtime } from '../src/runtime.ts';
import { newId } from '../src/store/ids.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { createHarness, createTestClock, formSubmission, type Harness, type TestSite } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { createVault, vault, VAULT_ENV, type Vault } from './support/vault.ts';

const admin = inject('postgresUrl');
const HALF_HOUR = 1_800_000;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: two servers cannot share a store, so their race is not tested', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.skipIf(admin === undefined)('two servers on one PostgreSQL, and access that has run out', () => {
  let server: Harness;
  let site: TestSite;
  let vendor: Vault;
  let at: { workspaceId: string; connectionId: string };
  let otherStore: Store;
  let other: Runtime;

  beforeEach(async () => {
    const databaseUrl = await createDatabase(admin as string);
    const clock = createTestClock();
    vendor = createVault(clock.now);
    server = await createHarness({ databaseUrl, clock, fetch: vendor.fetch, destinations: { vault }, env: VAULT_ENV });
    const { deps } = server.runtime;
    otherStore = await openStore({ databaseUrl, sqliteFile: '' });
    other = await createRuntime({ ...deps, store: otherStore });
    site = await server.pair();
    const params = { workspaceId: server.workspaceId };
    const { id } = await server.client('createConnection', { params, body: { destination: 'vault', name: 'Our vault', settings: {} } });
    at = { ...params, connectionId: id };
    await signIn();
    await liveFlow(id);
    server.clock.advance(HALF_HOUR);
  });
  afterEach(async () => {
    await other.worker.stop();
    await otherStore.close();
    await server.close();
  });

  async function signIn(): Promise<void> {
    const { url } = await server.client('beginAuthorization', { params: at });
    const page = await server.app.fetch(new Request(vendor.grant(url)));
    expect(await page.text()).toContain('Vault is connected');
  }

  async function liveFlow(connection: string): Promise<void> {
    const now = server.clock.now();
    const flow = { id: newId('flw'), workspace_id: server.workspaceId };
    const step = { key: 'save', connection, operation: 'save', mapping: { fields: { '/email': { do: 'path', path: '/subject/email' } } } };
    const spec = JSON.stringify({ trigger: { types: ['form.submitted'] }, steps: [step] });
    await server.store.db
      .insertInto('flows')
      .values({ ...flow, slug: 'f', name: 'F', created_at: now })
      .execute();
    await server.store.db
      .insertInto('flow_versions')
      .values({
        id: newId('ver'),
        workspace_id: flow.workspace_id,
        flow_id: flow.id,
        version: 1,
        state: 'published',
        spec,
        created_by: 'x',
        created_at: now,
        updated_at: now,
        published_at: now,
      })
      .execute();
  }

  const send = async (email: string) => expect((await site.post(formSubmission({ subject: { email } }))).status).toBe(202);
  const drainBoth = () => Promise.all([server.drain(), other.worker.drain()]);
  const held = async () => (await server.client('getConnection', { params: at })).hold;
  const alerts = () => server.store.db.selectFrom('alerts').select(['kind', 'key', 'resolved_at']).execute();

  test('one renews it while the other waits; then both deliver', async () => {
    await send('ada@example.com');
    await send('bea@example.com');
    let reached = () => {};
    const renewing = new Promise<void>((resolve) => (reached = resolve));
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    vendor.duringTokenCall = () => {
      reached();
      return answered;
    };
    const first = server.drain();
    await renewing;
    await other.worker.drain();
    expect([vendor.refreshes(), vendor.records]).toEqual([0, []]);
    answer();
    await first;
    await drainBoth();
    expect(vendor.refreshes()).toBe(1);
    expect(vendor.records.toSorted()).toEqual(['ada@example.com', 'bea@example.com']);
    expect(await held()).toBeNull();
  });

  test('both at once still renew once, whoever is first', async () => {
    await send('ada@example.com');
    await send('bea@example.com');
    await drainBoth();
    await drainBoth();
    expect(vendor.refreshes()).toBe(1);
    expect(vendor.records.toSorted()).toEqual(['ada@example.com', 'bea@example.com']);
  });

  test('a renewal whose answer was lost pauses, then asks its owner once, and goes on after a new sign-in', async () => {
    await send('ada@example.com');
    vendor.inject({ match: /POST \/token/, when: 'after', answer: 'reset' });
    await drainBoth();
    expect(await held()).toMatchObject({ kind: 'breaker' });
    expect(await alerts()).toEqual([]);

    server.clock.advance(31_000);
    await drainBoth();
    await drainBoth();
    expect(vendor.refreshes()).toBe(2);
    expect(await held()).toMatchObject({ kind: 'auth', until: null });
    expect(await alerts()).toEqual([{ kind: 'auth', key: `access:${at.connectionId}`, resolved_at: null }]);
    expect(vendor.records).toEqual([]);

    await signIn();
    await drainBoth();
    expect(vendor.records).toEqual(['ada@example.com']);
    expect(await held()).toBeNull();
    expect((await alerts()).map(({ resolved_at }) => resolved_at)).toEqual([server.clock.now()]);
  });

  test('a person who signs in while an old renewal fails is not asked again', async () => {
    await send('ada@example.com');
    vendor.endAccess();
    let began = () => {};
    const renewing = new Promise<void>((resolve) => (began = resolve));
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    vendor.duringTokenCall = () => {
      vendor.duringTokenCall = () => Promise.resolve();
      began();
      return answered;
    };
    const first = server.drain();
    await renewing;
    await signIn();
    answer();
    await first;
    await drainBoth();
    expect(await held()).toBeNull();
    expect(await alerts()).toEqual([]);
    expect(vendor.records).toEqual(['ada@example.com']);
  });

  test('a token refused before its time is renewed once, and nobody is asked', async () => {
    await send('ada@example.com');
    await drainBoth();
    vendor.endSessions();
    await send('bea@example.com');
    for (let round = 0; round < 3; round += 1) await drainBoth();
    expect(vendor.records).toEqual(['ada@example.com', 'bea@example.com']);
    expect(vendor.refreshes()).toBe(2);
    expect(await alerts()).toEqual([]);
  });

  test('a token refused again right after it was renewed needs a person', async () => {
    await send('ada@example.com');
    vendor.inject(...Array.from({ length: 4 }, () => ({ match: /POST \/records/, when: 'before' as const, answer: { status: 401 } })));
    for (let round = 0; round < 4; round += 1) await drainBoth();
    expect(vendor.refreshes()).toBe(2);
    expect(await held()).toMatchObject({ kind: 'auth', until: null });
    expect((await alerts()).map(({ kind }) => kind)).toEqual(['auth']);
    expect(vendor.records).toEqual([]);
  });

  test('a test of the connection renews first, and tells what it finds', async () => {
    expect(await server.client('testConnection', { params: at })).toMatchObject({ ok: true, account: 'Ada’s vault' });
    expect(vendor.refreshes()).toBe(1);
    vendor.endAccess();
    server.clock.advance(HALF_HOUR);
    const failed = await server.client('testConnection', { params: at });
    expect(failed).toMatchObject({ ok: false, message: expect.stringContaining('Reconnect') as string });
    expect(await held()).toMatchObject({ kind: 'auth' });
  });
});

test('tokens sealed with a key that is gone stop their own connection only', async () => {
  const clock = createTestClock();
  const vendor = createVault(clock.now);
  vendor.keys.add('vault-key-abcdefgh');
  const server = await createHarness({ clock, fetch: vendor.fetch, destinations: { vault }, env: VAULT_ENV });
  try {
    const params = { workspaceId: server.workspaceId };
    const add = async (name: string, settings: Record<string, unknown>) =>
      (await server.client('createConnection', { params, body: { destination: 'vault', name, settings } })).id;
    const broken = await add('Broken', {});
    const good = await add('Good', { apiKey: 'vault-key-abcdefgh' });
    const sealed = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoib3RoZXIifQ..AAAA.AAAA.AAAA';
    await server.store.db.updateTable('connections').set({ tokens: sealed }).where('id', '=', broken).execute();
    const now = clock.now();
    const steps = [broken, good].map((connection, index) => ({
      key: `save-${index}`,
      connection,
      operation: 'save',
      mapping: { fields: { '/email': { do: 'path', path: '/subject/email' } } },
    }));
    const flow = { id: newId('flw'), workspace_id: server.workspaceId };
    await server.store.db
      .insertInto('flows')
      .values({ ...flow, slug: 'f', name: 'F', created_at: now })
      .execute();
    await server.store.db
      .insertInto('flow_versions')
      .values({
        id: newId('ver'),
        workspace_id: flow.workspace_id,
        flow_id: flow.id,
        version: 1,
        state: 'published',
        spec: JSON.stringify({ trigger: { types: ['form.submitted'] }, steps }),
        created_by: 'x',
        created_at: now,
        updated_at: now,
        published_at: now,
      })
      .execute();
    const site = await server.pair();
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    await server.drain();
    expect(vendor.records).toEqual(['ada@example.com']);
    const { items } = await server.client('listConnections', { params });
    expect(items.map(({ name, hold }) => [name, hold?.kind ?? null])).toEqual([
      ['Broken', 'auth'],
      ['Good', null],
    ]);
  } finally {
    await server.close();
  }
});
