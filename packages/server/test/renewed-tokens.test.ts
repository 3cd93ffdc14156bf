import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRuntime, type Runtime } from '../src/runtime.ts';
import { createHarness, createTestClock, formSubmission, type Harness } from './support/harness.ts';
import { createVault, vault, VAULT_ENV, type Vault } from './support/vault.ts';

const HALF_HOUR = 1_800_000;

let server: Harness;
let other: Runtime;
let vendor: Vault;
let at: { workspaceId: string; connectionId: string };
/** What waits for time to pass. */
let waiting: (() => void)[];
let away: boolean;

beforeEach(async () => {
  waiting = [];
  away = false;
  const turned = createTestClock();
  const clock = { ...turned, after: (_: number, work: () => void) => (waiting.push(work), () => undefined) };
  vendor = createVault(clock.now);
  server = await createHarness({ clock, fetch: vendor.fetch, destinations: { vault }, env: VAULT_ENV });
  const { store } = server;
  const { transaction } = store;
  store.transaction = (work) =>
    away ? Promise.reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })) : transaction(work);
  other = await createRuntime({ ...server.runtime.deps });
  const params = { workspaceId: server.workspaceId };
  const { id } = await server.client('createConnection', { params, body: { destination: 'vault', name: 'Our vault', settings: {} } });
  at = { ...params, connectionId: id };
  const { url } = await server.client('beginAuthorization', { params: at });
  await server.app.fetch(new Request(vendor.grant(url)));
  const step = {
    key: 'save',
    connection: id,
    operation: 'save',
    mapping: { fields: { '/email': { do: 'path' as const, path: '/subject/email' } } },
  };
  const flow = await server.client('createFlow', {
    params,
    body: { name: 'F', spec: { trigger: { types: ['form.submitted'] }, steps: [step] } },
  });
  await server.client('publishFlow', { params: { ...params, flowId: flow.id } });
});
afterEach(() => server.close());

const letTimePass = () => waiting.splice(0).forEach((work) => work());

test('tokens renewed while the database is away are stored when it is back, and nobody renews or signs in again', async () => {
  const site = await server.pair();
  await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
  server.clock.advance(HALF_HOUR);
  vendor.duringTokenCall = () => {
    away = true;
    return Promise.resolve();
  };
  const working = server.drain();
  await expect.poll(() => waiting.length).toBe(1);
  letTimePass();
  await expect.poll(() => waiting.length).toBe(1);

  // By now the lease has run out, and another pass finds the old tokens in a database that is back.
  server.clock.advance(61_000);
  away = false;
  await other.worker.drain();
  expect([vendor.refreshes(), vendor.records]).toEqual([1, []]);

  letTimePass();
  await working;
  expect(vendor.refreshes()).toBe(1);
  expect(vendor.records).toEqual(['ada@example.com']);
  expect((await server.client('getConnection', { params: at })).hold).toBeNull();
  expect(await server.store.db.selectFrom('alerts').select('kind').execute()).toEqual([]);
});
