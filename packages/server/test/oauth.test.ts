import { type ApiError } from '@handoff/shared/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { destinations } from '../src/destinations/registry.ts';
import { createHubspotTwin } from '../src/destinations/hubspot/twin/index.ts';
import { createHarness, createTestClock, type Harness, type HarnessOptions } from './support/harness.ts';
import { createVault, vault, VAULT_ENV, type Vault } from './support/vault.ts';

let server: Harness;
let vendor: Vault;
let at: { workspaceId: string; connectionId: string };

async function start(options: HarnessOptions = {}): Promise<void> {
  const clock = createTestClock();
  vendor = createVault(clock.now);
  server = await createHarness({ fetch: vendor.fetch, destinations: { ...destinations, vault }, clock, env: VAULT_ENV, ...options });
  at = await connection();
}
afterEach(() => server.close());

async function connection(settings: Record<string, unknown> = { folder: 'leads' }, name = 'Our vault') {
  const params = { workspaceId: server.workspaceId };
  const { id } = await server.client('createConnection', { params, body: { destination: 'vault', name, settings } });
  return { ...params, connectionId: id };
}
const begin = async (params = at) => (await server.client('beginAuthorization', { params })).url;
const open = async (address: string, method = 'GET') => server.app.fetch(new Request(address, { method }));
const shown = async () => server.client('getConnection', { params: at });
const detailsOf = async (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => (error as ApiError).details,
  );

describe('beginning', () => {
  test('sends the person to the vendor, asking for what every operation may need', async () => {
    await start();
    const url = new URL(await begin());
    expect(url.origin + url.pathname).toBe('https://vault.test/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'vault-client',
      redirect_uri: 'https://handoff.test/oauth/callback',
      scope: 'records.write notes.write',
      code_challenge_method: 'S256',
    });
    const kept = JSON.stringify(await server.store.db.selectFrom('oauth_states').selectAll().execute());
    expect(kept).not.toContain(url.searchParams.get('state'));
    expect(url.href).not.toContain('vault-client-secret');
  });

  test('without an app at the vendor says exactly what to set', async () => {
    await start({ env: {} });
    const error = await detailsOf(begin());
    expect(error?.code).toBe('conflict');
    expect(error?.message).toContain('HANDOFF_OAUTH_VAULT=clientId:clientSecret');
    expect(error?.message).toContain('https://handoff.test/oauth/callback');
  });

  test('is for destinations one signs in to', async () => {
    await start();
    const params = { workspaceId: server.workspaceId };
    const { id } = await server.client('createConnection', {
      params,
      body: { destination: 'webhook', name: 'Hook', settings: { url: 'https://hooks.example/in' } },
    });
    expect(await detailsOf(begin({ ...params, connectionId: id }))).toMatchObject({ code: 'conflict' });
  });
});

describe('coming back', () => {
  beforeEach(() => start());

  test('keeps the access sealed, names the account, and says so on a page that closes', async () => {
    const back = vendor.grant(await begin());
    const page = await open(back);
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('Vault is connected');
    expect(text).toContain('Our vault');
    expect(text).toContain('Bloom &amp; Co');
    expect(text).toContain('window.close()');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('cache-control')).toBe('no-store');
    for (const secret of ['vault-access-1-secret', 'vault-refresh-1-secret', new URL(back).searchParams.get('code') as string])
      expect(text).not.toContain(secret);

    expect(await shown()).toMatchObject({
      authorized: true,
      account: 'Ada’s vault',
      scopes: ['records.write'],
      settings: { folder: 'leads', region: 'eu7' },
    });
    const stored = JSON.stringify([
      await server.store.db.selectFrom('connections').selectAll().execute(),
      await server.client('listAudit', { params: at }),
    ]);
    expect(stored).not.toContain('vault-access-1-secret');
    expect(stored).not.toContain('vault-refresh-1-secret');
    const changes = await server.client('listAudit', { params: at, query: { entityId: at.connectionId } });
    const authorized = changes.items.find(({ action }) => action === 'connection.authorized');
    expect(authorized).toMatchObject({ before: { scopes: [] }, after: { scopes: ['records.write'] }, actor: 'token:test' });
    expect(await server.client('testConnection', { params: at })).toMatchObject({ ok: true });
  });

  test('keeps what only the address tells, knowing the settings there are', async () => {
    await start();
    await open(`${vendor.grant(await begin())}&region=mars`);
    expect((await shown()).settings).toMatchObject({ region: 'mars', folder: 'leads' });
    at = await connection({}, 'Another');
    await open(`${vendor.grant(await begin())}&region=mars`);
    expect((await shown()).settings).toMatchObject({ region: 'mars', folder: 'inbox' });
  });

  test('works once: the same address again changes nothing', async () => {
    const back = vendor.grant(await begin());
    await open(back);
    const before = await server.store.db.selectFrom('connections').selectAll().execute();
    const again = await open(back);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('used already');
    expect(await server.store.db.selectFrom('connections').selectAll().execute()).toEqual(before);
    expect(vendor.requests.filter(({ path }) => path === '/token')).toHaveLength(1);
  });

  test('a link checker that only asks for the head uses nothing up', async () => {
    const back = vendor.grant(await begin());
    await open(back, 'HEAD');
    expect((await open(back)).status).toBe(200);
  });

  test.each([
    [
      'after ten minutes',
      async () => {
        const back = vendor.grant(await begin());
        server.clock.advance(600_000);
        return back;
      },
    ],
    ['with another state', async () => vendor.grant(await begin()).replace(/state=.*/, 'state=guessed')],
    ['without a state', async () => vendor.grant(await begin()).replace(/&state=.*/, '')],
  ])('%s is refused before the vendor is asked', async (_, address) => {
    const page = await open(await address());
    expect(page.status).toBe(400);
    expect(await page.text()).toContain('Connect');
    expect(vendor.requests).toEqual([]);
    expect((await shown()).authorized).toBe(false);
  });

  test('to a connection that was removed meanwhile gives nobody access', async () => {
    const back = vendor.grant(await begin());
    await server.client('removeConnection', { params: at });
    expect((await open(back)).status).toBe(400);
    expect(vendor.requests).toEqual([]);
  });

  test('a refusal by the person is told in words, escaped, and the popup stays open', async () => {
    const { searchParams } = new URL(await begin());
    const answer = new URLSearchParams({
      error: 'access_denied',
      error_description: '<script>alert(1)</script>',
      state: searchParams.get('state') as string,
    });
    const page = await open(`https://handoff.test/oauth/callback?${answer.toString()}`);
    const text = await page.text();
    expect(page.status).toBe(502);
    expect(text).toContain('access was not granted');
    expect(text).not.toContain('alert(1)');
    expect(text).not.toContain('window.close()');
  });

  test('names are escaped', async () => {
    const params = await connection({}, '<img src=x onerror=alert(1)>');
    const text = await (await open(vendor.grant(await begin(params)))).text();
    expect(text).toContain('&lt;img src=x');
    expect(text).not.toContain('<img');
  });

  test('access that does not work yet is kept, and says so', async () => {
    const back = vendor.grant(await begin());
    vendor.inject({ match: /GET \/me/, when: 'before', answer: { status: 403, body: {} } });
    const page = await open(back);
    const text = await page.text();
    expect(text).toContain('does not work yet');
    expect(text).not.toContain('window.close()');
    expect((await shown()).authorized).toBe(true);
  });

  test('a vendor that fails is told apart from a mistake of the person', async () => {
    const back = vendor.grant(await begin());
    vendor.inject({ match: /token/, when: 'before', answer: { status: 503, body: {} } });
    const page = await open(back);
    expect(page.status).toBe(502);
    expect(await page.text()).toContain('Vault');
    expect((await shown()).authorized).toBe(false);
  });
});

test('HubSpot’s account is signed in to, and its fields listed, with its twin', async () => {
  const clock = createTestClock();
  const twin = createHubspotTwin({ now: clock.now });
  await start({ clock, fetch: twin.fetch, env: { HANDOFF_OAUTH_HUBSPOT: 'app:app-secret' } });
  const params = { workspaceId: server.workspaceId };
  const { id } = await server.client('createConnection', { params, body: { destination: 'hubspot', name: 'HubSpot', settings: {} } });
  const url = new URL(await begin({ ...params, connectionId: id }));
  expect(url.searchParams.get('scope')).toContain('crm.objects.contacts.write');
  const page = await open(`https://handoff.test/oauth/callback?code=twin-code&state=${url.searchParams.get('state')}`);
  expect(await page.text()).toContain('HubSpot is connected');
  expect(await server.client('getConnection', { params: { ...params, connectionId: id } })).toMatchObject({
    authorized: true,
    account: 'HubSpot account 62515',
    scopes: ['oauth', 'crm.objects.contacts.read', 'crm.objects.contacts.write'],
  });
  const { items } = await server.client('listFields', { params: { ...params, connectionId: id, operation: 'upsertContact' } });
  expect(items.map(({ label }) => label)).toContain('Email');
  expect(twin.violations).toEqual([]);
});

describe('disconnecting', () => {
  test("ends an account's whole access with the last connection that lives on it", async () => {
    if (vault.auth.kind !== 'oauth2') return expect.unreachable('the vault signs in by OAuth');
    const auth = { ...vault.auth, grant: ({ region }: { region?: string | undefined }) => region };
    await start({ destinations: { ...destinations, vault: { ...vault, auth } } });
    const second = await connection({ folder: 'orders' }, 'Our vault again');
    for (const params of [at, second]) await open(vendor.grant(await begin(params)));
    await server.client('removeConnection', { params: at });
    expect(vendor.revoked).toEqual([]);
    await server.client('removeConnection', { params: second });
    expect(vendor.revoked).toHaveLength(1);
  });
});
