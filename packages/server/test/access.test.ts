import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { destinations } from '../src/destinations/registry.ts';
import { watchAccess } from '../src/domain/access/watch.ts';
import { createToken } from '../src/domain/token/create.ts';
import { createHarness, createTestClock, formSubmission, type Harness } from './support/harness.ts';
import { createMailbox, signIn } from './support/people.ts';
import { createDatabase } from './support/postgres.ts';
import { createVault, vault, VAULT_ENV, type Vault } from './support/vault.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const DAY = 86_400_000;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the access tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('access, on $engine', ({ engine }) => {
  let server: Harness;
  let vendor: Vault;
  let params: { workspaceId: string };
  let connectionId: string;

  beforeEach(async () => {
    const clock = createTestClock();
    vendor = createVault(clock.now);
    server = await createHarness({
      clock,
      fetch: vendor.fetch,
      destinations: { ...destinations, vault },
      env: VAULT_ENV,
      mailer: createMailbox(),
      databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined,
    });
    params = { workspaceId: server.workspaceId };
    const body = { destination: 'vault', name: 'Our vault', settings: { folder: 'leads' } };
    connectionId = (await server.client('createConnection', { params, body })).id;
  });
  afterEach(() => server.close());

  const signInAtVendor = async (client = server.client) => {
    const { url } = await client('beginAuthorization', { params: { ...params, connectionId } });
    await server.app.fetch(new Request(vendor.grant(url)));
  };
  const runFlow = async () => {
    const step = {
      key: 'save',
      connection: connectionId,
      operation: 'save',
      mapping: { fields: { '/email': { do: 'path' as const, path: '/subject/email' } } },
    };
    const flow = await server.client('createFlow', {
      params,
      body: { name: 'Save leads', spec: { trigger: { types: ['form.submitted'] }, steps: [step] } },
    });
    await server.client('publishFlow', { params: { ...params, flowId: flow.id } });
    return flow.id;
  };
  const report = () => server.client('getAccess', { params });
  const alerts = async () =>
    (await server.client('listAlerts', { params })).items.filter(({ kind, resolvedAt }) => kind === 'unused' && resolvedAt === null);
  const watch = () => watchAccess(server.runtime.deps);

  test('tells what a connection may do against what the flows that run need', async () => {
    await signInAtVendor();
    const flowId = await runFlow();
    await server.store.db.updateTable('connections').set({ scopes: '["records.write","notes.write"]' }).execute();
    const [access] = (await report()).connections;
    expect(access).toMatchObject({
      name: 'Our vault',
      title: 'Vault',
      granted: ['records.write', 'notes.write'],
      needed: ['records.write'],
      missing: [],
      spare: ['notes.write'],
      flows: [{ id: flowId, name: 'Save leads' }],
      lastUsedAt: null,
      unused: false,
    });
    await server.store.db.updateTable('connections').set({ scopes: '["notes.write"]' }).execute();
    expect((await report()).connections[0]).toMatchObject({ missing: ['records.write'], spare: ['notes.write'] });
  });

  test('where nobody told what was granted, nothing is called missing', async () => {
    await runFlow().catch(() => undefined);
    expect((await report()).connections[0]).toMatchObject({ granted: null, missing: [], spare: [] });
  });

  test('tells who let each in: who signed in last, who made the code of a site, who made a token', async () => {
    server.clock.advance(DAY);
    const anna = await signIn(server, 'anna@bloom.example', 'owner', server.workspaceId);
    await signInAtVendor(anna.client);
    const site = await server.pair();
    await createToken(server.store.db, { name: 'reports', workspaceId: server.workspaceId, by: 'Ben' }, server.clock.now());
    const { connections, sources, tokens } = await report();
    expect(connections).toMatchObject([{ addedBy: 'member:anna@bloom.example', addedAt: '2026-11-22T12:00:00.000Z' }]);
    expect(sources).toMatchObject([{ id: site.sourceId, kind: 'wordpress', addedBy: 'token:test' }]);
    expect(tokens).toMatchObject([{ name: 'reports', addedBy: 'Ben', lastUsedAt: null }]);
  });

  test('remembers the last use also when its attempts are gone', async () => {
    await signInAtVendor();
    await runFlow();
    const site = await server.pair();
    await site.post(formSubmission());
    await server.drain();
    const used = new Date(server.clock.now()).toISOString();
    expect((await report()).connections[0]?.lastUsedAt).toBe(used);
    await watch();
    await server.store.db.deleteFrom('attempts').execute();
    expect((await report()).connections[0]?.lastUsedAt).toBe(used);
  });

  test('what nobody uses for 90 days is a finding, once, until it is used or taken away', async () => {
    const site = await server.pair();
    const token = await createToken(server.store.db, { name: 'reports', workspaceId: server.workspaceId }, server.clock.now());
    server.clock.advance(90 * DAY);
    await watch();
    expect(await alerts()).toEqual([]);
    server.clock.advance(DAY);
    await watch();
    await watch();
    const said = (await alerts()).map(({ message }) => message);
    expect(said).toHaveLength(3);
    expect(said).toEqual(expect.arrayContaining([expect.stringContaining('Our vault'), expect.stringContaining('API token “reports”')]));
    expect((await report()).connections[0]?.unused).toBe(true);

    await site.post(formSubmission());
    await server.client('revokeWorkspaceToken', { params: { ...params, tokenId: token.id } });
    await watch();
    expect((await alerts()).map(({ message }) => message)).toEqual([expect.stringContaining('Our vault')]);
    await server.client('removeConnection', { params: { ...params, connectionId } });
    await watch();
    expect(await alerts()).toEqual([]);
  });

  test('a workspace says itself after how long, or never', async () => {
    await server.client('setHealthSettings', { params, body: { reviewEveryDays: 0, unusedAfterDays: 10 } });
    server.clock.advance(11 * DAY);
    await watch();
    expect(await alerts()).toHaveLength(1);
    await server.client('setHealthSettings', { params, body: { reviewEveryDays: 0, unusedAfterDays: 0 } });
    await watch();
    expect(await alerts()).toEqual([]);
    expect((await report()).connections[0]?.unused).toBe(false);
  });

  test('a token of another workspace, or of the whole server, is not revoked from here', async () => {
    const other = (await server.client('createWorkspace', { body: { name: 'Neighbours' } })).id;
    const theirs = await createToken(server.store.db, { name: 'theirs', workspaceId: other }, server.clock.now());
    const whole = await createToken(server.store.db, { name: 'whole', workspaceId: null }, server.clock.now());
    for (const { id } of [theirs, whole])
      await expect(server.client('revokeWorkspaceToken', { params: { ...params, tokenId: id } })).rejects.toMatchObject({
        code: 'not_found',
      });
    expect((await report()).tokens).toEqual([]);
  });
});
