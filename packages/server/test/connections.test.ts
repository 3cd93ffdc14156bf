import { type ApiError } from '@handoff/shared/api';
import type { FlowSpec } from '@handoff/shared/flow';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { destinations } from '../src/destinations/registry.ts';
import { newId } from '../src/store/ids.ts';
import { hold } from '../src/store/outbox/index.ts';
import { openAlert } from '../src/observe/alerts.ts';
import { createDatabase } from './support/postgres.ts';
import {
  createHarness,
  createTestClock,
  formSubmission,
  type Harness,
  type HarnessOptions,
  jsonRequest,
  type TestSite,
} from './support/harness.ts';
import { createVault, vault, VAULT_ENV, type Vault } from './support/vault.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the removal tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

const KEY = 'vault-key-abcdefgh';
let server: Harness;
let vendor: Vault;
let params: { workspaceId: string };

async function start(options: HarnessOptions = {}): Promise<void> {
  const clock = createTestClock();
  vendor = createVault(clock.now);
  vendor.keys.add(KEY);
  server = await createHarness({ fetch: vendor.fetch, destinations: { ...destinations, vault }, clock, ...options });
  params = { workspaceId: server.workspaceId };
}
afterEach(() => server.close());

const add = (settings: Record<string, unknown> = { apiKey: KEY, folder: 'leads' }, more: { slug?: string; name?: string } = {}) =>
  server.client('createConnection', { params, body: { destination: 'vault', name: 'Our vault', settings, ...more } });
const detailsOf = async (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => (error as ApiError).details,
  );
const openAlerts = () => server.store.db.selectFrom('alerts').select(['key', 'kind']).where('resolved_at', 'is', null).execute();

async function fail(connectionId: string, kind: 'auth' | 'scope'): Promise<void> {
  await hold(server.store.db, { connectionId, kind, until: undefined, message: 'Vault says no.' });
  await openAlert(
    server.store.db,
    { workspaceId: server.workspaceId, key: `access:${connectionId}`, kind, message: 'Vault says no.' },
    server.clock.now(),
  );
}

describe('settings and secrets', () => {
  beforeEach(() => start());

  test('a secret is masked in every answer, sealed in the store, and absent from the audit', async () => {
    const made = await add();
    const { items } = await server.client('listConnections', { params });
    expect(items).toEqual([made]);
    expect(made).toMatchObject({ settings: { apiKey: '••••efgh', folder: 'leads' }, authorized: true, hold: null, account: null });
    const audit = await server.client('listAudit', { params });
    const row = await server.store.db.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify([made, items, audit, row])).not.toContain(KEY);
    expect(audit.items[0]?.after).toMatchObject({ settings: { folder: 'leads' }, secretsSet: ['apiKey'] });
  });

  test('a masked secret sent back keeps its value; a new one replaces it; null removes it', async () => {
    const { id } = await add();
    const change = (settings: Record<string, unknown>) =>
      server.client('updateConnection', { params: { ...params, connectionId: id }, body: { settings } });
    const works = async () => (await server.client('testConnection', { params: { ...params, connectionId: id } })).ok;
    expect((await change({ apiKey: '••••efgh', folder: 'new' })).settings).toEqual({ apiKey: '••••efgh', folder: 'new' });
    expect(await works()).toBe(true);
    await change({ apiKey: 'vault-key-of-another' });
    expect(await works()).toBe(false);
    expect(await change({ apiKey: null })).toMatchObject({ settings: { folder: 'new' }, authorized: false });
  });

  test.each([
    [{ apiKey: 'short' }, '/settings/apiKey'],
    [{ apikey: KEY }, '/settings/apikey'],
    [{ folder: 7 }, '/settings/folder'],
  ])('%j is refused with its place, also as a change', async (settings, path) => {
    const refused = await detailsOf(add(settings));
    expect(refused).toMatchObject({ code: 'invalid' });
    expect(refused?.problems?.map((problem) => problem.path)).toEqual([path]);
    const { id } = await add();
    expect(
      await detailsOf(server.client('updateConnection', { params: { ...params, connectionId: id }, body: { settings } })),
    ).toMatchObject({ code: 'invalid' });
    expect((await server.client('getConnection', { params: { ...params, connectionId: id } })).settings).toEqual({
      apiKey: '••••efgh',
      folder: 'leads',
    });
  });

  test('kept secrets are not sent to another server than they were entered for', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const settings = { url: 'https://hooks.bloom.example/in', secret };
    const { id } = await server.client('createConnection', { params, body: { destination: 'webhook', name: 'Hook', settings } });
    const change = (patch: Record<string, unknown>) =>
      server.client('updateConnection', { params: { ...params, connectionId: id }, body: { settings: patch } });
    expect((await change({ url: 'https://hooks.bloom.example/other' })).settings['url']).toBe('https://hooks.bloom.example/other');
    const refused = await detailsOf(change({ url: 'https://attacker.example/in' }));
    expect(refused).toMatchObject({ code: 'invalid', problems: [{ path: '/settings/secret' }] });
    const moved = await change({ url: 'https://new.bloom.example/in', secret: `whsec_${Buffer.alloc(32, 8).toString('base64')}` });
    expect(moved.settings['url']).toBe('https://new.bloom.example/in');
  });

  test.each(['fax', 'constructor', '__proto__'])('"%s" is no destination', async (destination) => {
    const error = await detailsOf(server.client('createConnection', { params, body: { destination, name: 'x', settings: {} } }));
    expect(error).toMatchObject({ code: 'invalid', problems: [{ path: '/destination' }] });
  });

  test('short names are made of names, and taken once', async () => {
    expect([(await add()).slug, (await add()).slug]).toEqual(['our-vault', 'our-vault-2']);
    expect(await detailsOf(add({}, { slug: 'our-vault' }))).toMatchObject({ code: 'conflict' });
  });

  test('the list of destinations carries their forms, with secrets marked', async () => {
    const { items } = await server.client('listDestinations', {});
    const shown = items.find(({ type }) => type === 'vault');
    expect(shown).toMatchObject({ auth: 'oauth2', settings: { properties: { apiKey: { secret: true, title: 'API key' } } } });
    expect(shown?.operations.map(({ name, dedupe }) => [name, dedupe])).toEqual([
      ['save', 'keyed-upsert'],
      ['note', 'ledger'],
    ]);
    expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(Object.keys(destinations)));
  });
});

describe('another address than the vendor’s', () => {
  const body = { destination: 'vault', name: 'Sandbox', settings: { apiKey: KEY }, baseUrl: 'https://sandbox.test' };

  test('is refused where the server does not allow it, with what to do', async () => {
    await start({ env: { HANDOFF_ALLOW_BASE_URL_OVERRIDE: 'false' } });
    const error = await detailsOf(server.client('createConnection', { params, body }));
    expect(error?.code).toBe('forbidden');
    expect(error?.message).toContain('HANDOFF_ALLOW_BASE_URL_OVERRIDE');
  });

  test('is where calls go, where it is allowed', async () => {
    const asked: string[] = [];
    await start({ fetch: (request) => Promise.resolve(asked.push(request.url)).then(() => Response.json({ account: 'Sandbox' })) });
    const { id } = await server.client('createConnection', { params, body });
    await server.client('testConnection', { params: { ...params, connectionId: id } });
    expect(asked).toEqual(['https://sandbox.test/me']);
  });
});

describe('a test of the connection', () => {
  beforeEach(() => start());
  const run = (connectionId: string) => server.client('testConnection', { params: { ...params, connectionId } });

  test('that works is remembered with its account', async () => {
    const { id } = await add();
    expect(await run(id)).toEqual({ ok: true, account: 'Ada’s vault', message: null });
    expect(await server.client('getConnection', { params: { ...params, connectionId: id } })).toMatchObject({ account: 'Ada’s vault' });
  });

  test('that works ends a hold for a failed sign-in, and its alert', async () => {
    const { id } = await add();
    await fail(id, 'auth');
    await run(id);
    expect((await server.client('getConnection', { params: { ...params, connectionId: id } })).hold).toBeNull();
    expect(await openAlerts()).toEqual([]);
  });

  test.each([
    ['a refusal', () => vendor.keys.clear(), /Vault/],
    ['an outage', () => vendor.inject({ when: 'before', answer: { status: 503, body: {} } }), /Vault/],
    ['no answer', () => vendor.inject({ when: 'before', answer: 'reset' }), /Vault/],
    ['an answer nobody can read', () => vendor.inject({ when: 'before', answer: { status: 200, body: { account: 7 } } }), /cannot read/],
  ])('that meets %s says so in words, without failing itself', async (_, breakIt, words) => {
    const { id } = await add();
    breakIt();
    const result = await run(id);
    expect(result.ok).toBe(false);
    expect(result.message).toMatch(words);
    expect(result.message).not.toContain(KEY);
  });

  test('before the first sign-in says what to press, and raises no alarm', async () => {
    const { id } = await add({});
    expect(await run(id)).toMatchObject({ ok: false, message: expect.stringContaining('Connect') as string });
    expect(await openAlerts()).toEqual([]);
    expect((await server.client('getConnection', { params: { ...params, connectionId: id } })).hold).toBeNull();
  });
});

describe('fields and first mappings', () => {
  beforeEach(() => start());

  test('the account’s own fields are asked for; others are read off the operation', async () => {
    const { id } = await add();
    const fields = async (operation: string) =>
      (await server.client('listFields', { params: { ...params, connectionId: id, operation } })).items;
    expect(await fields('save')).toMatchObject([{ path: '/email', label: 'E-mail of the account' }]);
    expect(await fields('note')).toMatchObject([{ path: '/text', required: true }]);
    vendor.inject({ when: 'before', answer: { status: 503, body: {} } });
    expect(await detailsOf(fields('save'))).toMatchObject({
      code: 'destination_failed',
      message: expect.stringContaining('Vault') as string,
    });
  });

  test('a mapping is suggested, better with an event to look at', async () => {
    const site = await server.pair();
    const { eventId } = (await (await site.post(formSubmission())).json()) as { eventId: string };
    const { id } = await add();
    const at = { ...params, connectionId: id, operation: 'save' };
    const first = await server.client('defaultMapping', { params: at, query: { type: 'order.created' } });
    expect(first.mapping.fields).toEqual({ '/email': { do: 'path', path: '/data/order.created' } });
    const better = await server.client('defaultMapping', { params: at, query: { eventId } });
    expect(better.mapping.fields).toEqual({ '/email': { do: 'path', path: '/subject/email' } });
    expect(await detailsOf(server.client('defaultMapping', { params: at, query: { eventId: 'evt_nowhere' } }))).toMatchObject({
      code: 'not_found',
    });
  });

  test.each(['nothing', 'constructor', 'toString'])('"%s" is no operation', async (operation) => {
    const { id } = await add();
    expect(await detailsOf(server.client('listFields', { params: { ...params, connectionId: id, operation } }))).toMatchObject({
      code: 'not_found',
    });
    expect(await detailsOf(server.client('defaultMapping', { params: { ...params, connectionId: id, operation } }))).toMatchObject({
      code: 'not_found',
    });
  });
});

/** A live flow that saves each form's sender, written as it is stored. */
async function liveFlow(
  steps: FlowSpec['steps'],
  state: 'published' | 'shadow' | 'draft' = 'published',
  name = 'Contacts to the vault',
): Promise<string> {
  const spec: FlowSpec = { trigger: { types: ['form.submitted'] }, steps };
  const at = server.clock.now();
  const flow = { id: newId('flw'), workspace_id: server.workspaceId, slug: name.toLowerCase().replaceAll(' ', '-'), name, created_at: at };
  await server.store.db.insertInto('flows').values(flow).execute();
  await server.store.db
    .insertInto('flow_versions')
    .values({
      id: newId('ver'),
      workspace_id: server.workspaceId,
      flow_id: flow.id,
      version: 1,
      state,
      spec: JSON.stringify(spec),
      created_by: 'test',
      created_at: at,
      updated_at: at,
      published_at: at,
    })
    .execute();
  return flow.id;
}

const saveStep = (connection: string, key = 'save', after?: string): FlowSpec['steps'][number] => ({
  key,
  connection,
  operation: 'save',
  ...(after === undefined ? {} : { after }),
  mapping: { fields: { '/email': { do: 'path', path: '/subject/email' } } },
});

async function watchedSite(): Promise<TestSite> {
  const site = await server.pair();
  await server.client('updateSource', {
    params: { ...params, sourceId: site.sourceId },
    body: { settings: { screening: { observe: true } } },
  });
  return site;
}

const deliveries = () =>
  server.store.db.selectFrom('deliveries').select(['step_key', 'connection_id', 'state', 'error', 'finished_at']).orderBy('seq').execute();

describe('holding and mending', () => {
  beforeEach(() => start());

  test('a paused connection sends nothing until it is resumed, and then everything', async () => {
    const { id } = await add();
    await liveFlow([saveStep(id)]);
    const site = await watchedSite();
    const held = await server.client('holdConnection', { params: { ...params, connectionId: id }, body: { reason: 'Stocktaking' } });
    expect(held.hold).toEqual({ kind: 'person', until: null, message: 'Stocktaking' });
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    await server.drain();
    expect(vendor.records).toEqual([]);
    expect((await server.client('resumeConnection', { params: { ...params, connectionId: id } })).hold).toBeNull();
    await server.drain();
    expect(vendor.records).toEqual(['ada@example.com']);
    const { items } = await server.client('listAudit', { params, query: { limit: 3 } });
    expect(items.map(({ action }) => action)).toEqual(['connection.resumed', 'connection.held', 'source.updated']);
  });

  test('resuming ends every kind of hold and the connection’s alerts', async () => {
    const { id } = await add();
    await fail(id, 'scope');
    await openAlert(server.store.db, { workspaceId: server.workspaceId, key: `breaker:${id}`, kind: 'breaker', message: 'x' }, 0);
    await server.client('resumeConnection', { params: { ...params, connectionId: id } });
    expect(await openAlerts()).toEqual([]);
  });

  test('new credentials end a hold for the old ones, and what waited goes out', async () => {
    const { id } = await add();
    await liveFlow([saveStep(id)]);
    const site = await watchedSite();
    vendor.keys.clear();
    vendor.keys.add('vault-key-renewed');
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    await server.drain();
    expect((await server.client('getConnection', { params: { ...params, connectionId: id } })).hold).toMatchObject({
      kind: 'auth',
      until: null,
    });
    expect(await openAlerts()).toEqual([{ key: `access:${id}`, kind: 'auth' }]);

    const mended = await server.client('updateConnection', {
      params: { ...params, connectionId: id },
      body: { settings: { apiKey: 'vault-key-renewed' } },
    });
    expect(mended.hold).toBeNull();
    expect(await openAlerts()).toEqual([]);
    await server.drain();
    expect(vendor.records).toEqual(['ada@example.com']);
  });

  test('a change of something else leaves the hold and its alert, and never ends a person’s pause', async () => {
    const { id } = await add();
    await fail(id, 'auth');
    const at = { ...params, connectionId: id };
    expect(
      (await server.client('updateConnection', { params: at, body: { name: 'Renamed', settings: { folder: 'b' } } })).hold,
    ).toMatchObject({ kind: 'auth' });
    expect(await openAlerts()).toHaveLength(1);
    await server.client('holdConnection', { params: at, body: {} });
    expect(
      (await server.client('updateConnection', { params: at, body: { settings: { apiKey: 'vault-key-renewed' } } })).hold,
    ).toMatchObject({ kind: 'person' });
  });
});

describe.each(engines)('removal, on $engine', ({ engine }) => {
  beforeEach(async () => start({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined, env: VAULT_ENV }));

  test('is refused while a live flow uses it, which is named; a draft does not count', async () => {
    const { id } = await add();
    const flowId = await liveFlow([saveStep(id)]);
    await liveFlow([saveStep(id)], 'shadow', 'Trial run');
    await liveFlow([saveStep(id)], 'draft', 'Idea');
    const remove = () => server.client('removeConnection', { params: { ...params, connectionId: id } });
    const error = await detailsOf(remove());
    expect(error?.code).toBe('conflict');
    expect(error?.message).toContain('"Contacts to the vault"');
    expect(error?.message).toContain('"Trial run"');
    expect(error?.message).not.toContain('Idea');

    await server.store.db.updateTable('flow_versions').set({ state: 'superseded' }).where('state', 'in', ['published', 'shadow']).execute();
    await server.store.db.updateTable('flows').set({ archived_at: 1 }).where('id', '=', flowId).execute();
    expect(await remove()).toEqual({ ok: true });
  });

  test('cancels what waits for it and what follows from that, says why, and forgets the credentials', async () => {
    const { id } = await add();
    const other = await add({ apiKey: KEY }, { name: 'Other vault' });
    await liveFlow([saveStep(id), saveStep(other.id, 'then', 'save'), saveStep(other.id, 'apart')]);
    const site = await watchedSite();
    for (const connectionId of [id, other.id]) await server.client('holdConnection', { params: { ...params, connectionId }, body: {} });
    // Two of one person: the second waits in its lane behind the first.
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    await site.post(formSubmission({ subject: { email: 'ada@example.com' } }));
    await server.drain();
    expect((await deliveries()).map(({ step_key, state }) => `${step_key} ${state}`).toSorted()).toEqual([
      'apart pending',
      'apart waiting',
      'save pending',
      'save waiting',
      'then blocked',
      'then blocked',
    ]);

    await server.store.db.updateTable('flow_versions').set({ state: 'superseded' }).execute();
    await server.client('removeConnection', { params: { ...params, connectionId: id } });
    const after = await deliveries();
    expect(after.filter(({ step_key }) => step_key !== 'apart').map(({ state }) => state)).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
    expect(JSON.parse(after[0]?.error ?? '')).toMatchObject({
      code: 'connection_removed',
      message: expect.stringContaining('Our vault') as string,
    });
    expect(after.every(({ state, finished_at }) => (state === 'cancelled') === (finished_at !== null))).toBe(true);

    expect(await detailsOf(server.client('getConnection', { params: { ...params, connectionId: id } }))).toMatchObject({
      code: 'not_found',
    });
    expect((await server.client('listConnections', { params })).items.map((item) => item.id)).toEqual([other.id]);
    const row = await server.store.db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ secrets: null, tokens: null });

    await server.client('resumeConnection', { params: { ...params, connectionId: other.id } });
    await server.drain();
    expect(vendor.records).toEqual(['ada@example.com', 'ada@example.com']);
  });

  test('gives the access back at the vendor, and goes on where the vendor does not answer', async () => {
    for (const broken of [false, true]) {
      const { id } = await add({}, { name: `Signed in ${broken}` });
      const { url } = await server.client('beginAuthorization', { params: { ...params, connectionId: id } });
      expect((await server.app.fetch(new Request(vendor.grant(url)))).status).toBe(200);
      if (broken) vendor.inject({ match: /revoke/, when: 'before', answer: 'reset' });
      expect(await server.client('removeConnection', { params: { ...params, connectionId: id } })).toEqual({ ok: true });
      expect(vendor.revoked).toEqual(['vault-refresh-1-secret']);
    }
  });
});

test('a connection whose sealing key is gone is still listed, says so, and takes its secret anew', async () => {
  await start();
  const { id } = await add();
  const at = { ...params, connectionId: id };
  const foreign = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoib3RoZXIifQ..AAAA.AAAA.AAAA';
  await server.store.db.updateTable('connections').set({ secrets: foreign }).execute();
  expect((await server.client('listConnections', { params })).items[0]?.settings).toEqual({ folder: 'leads', apiKey: '••••' });
  expect(await server.client('testConnection', { params: at })).toMatchObject({
    ok: false,
    message: expect.stringContaining('HANDOFF_SECRET_KEYS') as string,
  });
  await server.client('updateConnection', { params: at, body: { settings: { apiKey: KEY } } });
  expect(await server.client('testConnection', { params: at })).toMatchObject({ ok: true });
});

test('what is not JSON is told so before anything else is looked at', async () => {
  await start();
  const answer = await server.app.fetch(
    jsonRequest(`/v1/workspaces/${server.workspaceId}/connections`, '{', { authorization: `Bearer ${server.operatorToken}` }),
  );
  expect(await answer.json()).toMatchObject({ error: { code: 'not_json' } });
});
