import { generateEd25519, publicKeyOf } from '@handoff/shared/event';
import { importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type TestSite } from './support/harness.ts';

const ORIGIN = 'https://handoff.test';
let server: Harness;
let site: TestSite;

beforeEach(async () => {
  server = await createHarness();
  site = await server.pair();
});
afterEach(() => server.close());

const seconds = () => Math.floor(server.clock.now() / 1000);

async function sign(claims: JWTPayload = {}, secretKey = site.secretKey): Promise<string> {
  const seed = Buffer.from(secretKey.replace('whsk_', ''), 'base64').subarray(0, 32);
  const x = Buffer.from((await publicKeyOf(secretKey)).replace('whpk_', ''), 'base64').toString('base64url');
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d: seed.toString('base64url'), x }, 'EdDSA');
  const now = seconds();
  return new SignJWT({ iss: site.sourceId, aud: ORIGIN, sub: 'ada@bloom.example', iat: now, exp: now + 60, ...claims })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(key);
}

async function call(
  path: string,
  token: string,
  init: { method?: string; body?: unknown } = {},
): Promise<{ status: number; body: { error?: { code: string; message: string } } & Record<string, unknown> }> {
  const response = await server.app.fetch(
    new Request(`${ORIGIN}/v1/workspaces/${server.workspaceId}${path}`, {
      method: init.method ?? 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    }),
  );
  return { status: response.status, body: (await response.json()) as never };
}
const codeOf = async (token: string) => (await call('', token)).body.error?.code ?? 'ok';

describe('a panel’s token', () => {
  test('signed by the site’s key opens its workspace for a minute', async () => {
    const token = await sign();
    expect(await codeOf(token)).toBe('ok');
    server.clock.advance(59_000);
    expect(await codeOf(token)).toBe('ok');
    server.clock.advance(10_000);
    expect(await codeOf(token)).toBe('clock_skew');
  });

  test('says who acted, and cannot pass for an API token', async () => {
    const body = { destination: 'webhook', name: 'Hook', settings: { url: 'https://hooks.example/in' } };
    expect((await call('/connections', await sign(), { method: 'POST', body })).status).toBe(201);
    expect((await call('/connections', await sign({ sub: 'token:test' }), { method: 'POST', body })).status).toBe(201);
    const { items } = await server.client('listAudit', { params: { workspaceId: server.workspaceId }, query: { limit: 2 } });
    expect(items.map(({ actor }) => actor)).toEqual(['panel:token:test', 'panel:ada@bloom.example']);
  });

  test.each([
    ['for longer than a minute, used late', () => sign({ iat: seconds() - 120, exp: seconds() + 3600 }), 'clock_skew'],
    ['dated in the future', () => sign({ iat: seconds() + 120, exp: seconds() + 180 }), 'clock_skew'],
    ['for another server', () => sign({ aud: 'https://other.test' }), 'token_invalid'],
    ['by a key that is not the site’s', async () => sign({}, (await generateEd25519()).secretKey), 'token_invalid'],
    ['by a source nobody knows', () => sign({ iss: 'src_nobody' }), 'token_invalid'],
    ['by a source of another kind of name', () => sign({ iss: { id: site.sourceId } as never }), 'token_invalid'],
    ['without an expiry', () => sign({ exp: undefined as never }), 'token_invalid'],
    ['without a time of issue', () => sign({ iat: undefined as never }), 'token_invalid'],
    [
      'that is not signed',
      async () => new UnsecuredJWT({ iss: site.sourceId, aud: ORIGIN, iat: seconds(), exp: seconds() + 60 }).encode(),
      'token_invalid',
    ],
    ['that is none', async () => 'abc.def.ghi', 'token_invalid'],
  ])('%s is refused', async (_, make, code) => {
    expect(await codeOf(await make())).toBe(code);
  });

  test('signed with HMAC over the public key is refused', async () => {
    const row = await server.store.db.selectFrom('source_keys').select('material').executeTakeFirstOrThrow();
    const forged = await new SignJWT({ iss: site.sourceId, aud: ORIGIN, iat: seconds(), exp: seconds() + 60 })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(row.material));
    expect(await codeOf(forged)).toBe('token_invalid');
  });

  test('of another site does not name this one', async () => {
    const other = await server.pair('other.example');
    expect(await codeOf(await sign({ iss: site.sourceId }, other.secretKey))).toBe('token_invalid');
  });

  test('is refused as soon as the site is disconnected', async () => {
    expect(await codeOf(await sign())).toBe('ok');
    await server.client('revokeSource', { params: { workspaceId: server.workspaceId, sourceId: site.sourceId } });
    expect(await codeOf(await sign())).toBe('source_revoked');
  });
});

describe('what a panel may do', () => {
  test('it sees and changes its own source, and not the others', async () => {
    const other = await server.pair('other.example');
    const token = await sign();
    const listed = await call('/sources', token);
    expect((listed.body['items'] as { id: string }[]).map(({ id }) => id)).toEqual([site.sourceId]);
    expect((await call(`/sources/${site.sourceId}`, token, { method: 'PATCH', body: { name: 'Mine' } })).status).toBe(200);
    expect((await call(`/sources/${other.sourceId}`, token, { method: 'PATCH', body: { name: 'Mine' } })).status).toBe(404);
    expect((await call(`/sources/${other.sourceId}/revoke`, token, { method: 'POST' })).status).toBe(404);
    const { items } = await server.client('listSources', { params: { workspaceId: server.workspaceId } });
    expect(items.map(({ name, revokedAt }) => [name, revokedAt])).toEqual([
      ['Mine', null],
      ['other.example', null],
    ]);
    expect((await call(`/sources/${site.sourceId}/revoke`, token, { method: 'POST' })).status).toBe(200);
  });

  test('it reaches every connection of its workspace, as a shop and its site share them', async () => {
    const params = { workspaceId: server.workspaceId };
    const made = await server.client('createConnection', {
      params,
      body: { destination: 'webhook', name: 'Hook', settings: { url: 'https://hooks.example/in' } },
    });
    expect((await call(`/connections/${made.id}`, await sign())).body).toMatchObject({ name: 'Hook' });
  });

  test.each([
    ['/connection-codes', {}],
    ['/sources', { name: 'Hook' }],
    ['/sources/anything/rotate-secret', {}],
  ])('POST %s is an operator’s', async (path, body) => {
    expect((await call(path, await sign(), { method: 'POST', body })).status).toBe(403);
  });
});
