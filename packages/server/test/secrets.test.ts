import { createPairRequest, decodeConnectionCode, type ApiError } from '@handoff/shared/api';
import { generateEd25519, generateSecret } from '@handoff/shared/event';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { destinations } from '../src/destinations/registry.ts';
import { createLogger } from '../src/observe/logger.ts';
import { createHarness, createTestClock, formSubmission, type Harness, jsonRequest } from './support/harness.ts';
import { createVault, vault, VAULT_ENV, type Vault } from './support/vault.ts';

let server: Harness;
let vendor: Vault;
let log: string;
/** Every answer of the API but those whose purpose is to show a new secret, once. */
let answers: string[];
/** All there is to hide, by name. */
let secrets: Record<string, string>;
/** What the other systems answer instead of doing their work. */
let instead: ((request: Request) => Promise<Response>) | undefined;

const SHOWS_ONCE = /^POST \/v1\/(tokens|workspaces\/[^/]+\/(connection-codes|sources|sources\/[^/]+\/rotate-secret))$/;

beforeEach(async () => {
  const clock = createTestClock();
  log = '';
  answers = [];
  secrets = { oauthClient: VAULT_ENV.HANDOFF_OAUTH_VAULT.split(':')[1] as string };
  vendor = createVault(clock.now);
  instead = undefined;
  server = await createHarness({
    clock,
    env: VAULT_ENV,
    destinations: { ...destinations, vault },
    logger: createLogger('debug', { write: (line) => void (log += line) }),
    fetch: (request) => {
      if (instead !== undefined) return instead(request);
      return new URL(request.url).origin === 'https://hooks.example' ? Promise.resolve(Response.json({})) : vendor.fetch(request);
    },
  });
  secrets['operatorToken'] = server.operatorToken;
  const { app } = server;
  const { fetch } = app;
  app.fetch = async (request) => {
    const response = await fetch(request);
    const asked = `${request.method} ${new URL(request.url).pathname}`;
    if (!(response.ok && SHOWS_ONCE.test(asked)) && !asked.includes('/oauth/')) answers.push(await response.clone().text());
    return response;
  };
});
afterEach(() => server.close());

const here = () => ({ workspaceId: server.workspaceId });
const messageOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error as ApiError).code,
  );
const get = async (path: string) =>
  (await server.app.fetch(new Request(`https://handoff.test${path}`, { headers: { authorization: `Bearer ${server.operatorToken}` } })))
    .status;

/** Says everything it was sent back, as careless vendors do. */
async function echo(request: Request, status: number): Promise<Response> {
  const said = { url: request.url, headers: Object.fromEntries(request.headers), body: await request.text() };
  return Response.json(
    { error: 'invalid_grant', message: `Refused: ${JSON.stringify(said)}`, error_description: JSON.stringify(said) },
    { status, headers: { 'x-echo': said.headers['authorization'] ?? '' } },
  );
}

async function connections() {
  secrets = {
    ...secrets,
    apiKey: 'vault-key-4f1c77aa02',
    hookSecret: generateSecret(),
    hookHeader: 'header-value-91ffc2',
    hookAddress: 'receiver-key-5b02cd',
  };
  vendor.keys.add(secrets['apiKey'] as string);
  const create = async (destination: string, name: string, settings: Record<string, unknown>) =>
    (await server.client('createConnection', { params: here(), body: { destination, name, settings } })).id;
  const signedIn = await create('vault', 'Signed in', { folder: 'leads' });
  const { url } = await server.client('beginAuthorization', { params: { ...here(), connectionId: signedIn } });
  const back = vendor.grant(url);
  secrets['oauthCode'] = new URL(back).searchParams.get('code') as string;
  expect((await server.app.fetch(new Request(back))).status).toBe(200);
  for (const n of [1, 2, 3, 4])
    Object.assign(secrets, { [`access${n}`]: `vault-access-${n}-secret`, [`refresh${n}`]: `vault-refresh-${n}-secret` });
  const hook = await create('webhook', 'Hook', {
    url: `https://hooks.example/in?key=${secrets['hookAddress']}`,
    secret: secrets['hookSecret'],
    headers: { 'x-my-key': secrets['hookHeader'] },
  });
  return { signedIn, keyed: await create('vault', 'With a key', { apiKey: secrets['apiKey'] }), hook };
}

async function flow(steps: [string, string, string][]) {
  const spec = {
    trigger: { types: ['form.submitted'] },
    steps: steps.map(([key, connection, operation]) => ({
      key,
      connection,
      operation,
      mapping: { fields: { '/email': { do: 'path' as const, path: '/subject/email' } } },
    })),
  };
  const { id } = await server.client('createFlow', { params: here(), body: { name: 'Contact form', spec } });
  await server.client('publishFlow', { params: { ...here(), flowId: id } });
  return id;
}

test('secrets are shown once where they are made, and stand in no log line, attempt, row, answer, error or export', async () => {
  // A site is paired, a webhook source and an API token are made, and each secret is used rightly and wrongly.
  const { code } = await server.client('createConnectionCode', { params: here() });
  const decoded = decodeConnectionCode(code);
  if (!decoded.ok) throw new Error(decoded.message);
  const keys = await generateEd25519();
  Object.assign(secrets, { connectionCode: code, pairingSecret: decoded.connection.code, siteKey: keys.secretKey });
  const pairing = await createPairRequest({
    kind: 'wordpress',
    name: 'shop.example',
    url: 'https://shop.example',
    connection: decoded.connection,
    secretKey: keys.secretKey,
  });
  const pair = async () => (await server.app.fetch(jsonRequest('/v1/sources/pair', pairing))).status;
  expect([await pair(), await pair()]).toEqual([201, 401]);
  const site = await server.pair();
  secrets['secondSiteKey'] = site.secretKey;

  const source = await server.client('createWebhookSource', { params: here(), body: { name: 'Landing page' } });
  const sourceSecret = (url: string) => new URL(url).pathname.split('/').at(-1) as string;
  Object.assign(secrets, { sourceSecret: source.signingSecret, sourceAddress: sourceSecret(source.secretHookUrl) });
  const postTo = async (url: string, body = '{"email":"ada@example.com"}') =>
    (await server.app.fetch(jsonRequest(new URL(url).pathname, body))).status;
  expect([await postTo(source.secretHookUrl), await postTo(source.secretHookUrl, '{')]).toEqual([202, 422]);
  const failing = createApp({ ...server.runtime.deps, receive: () => Promise.reject(new Error('broken')) });
  answers.push(await (await failing.fetch(jsonRequest(new URL(source.secretHookUrl).pathname, {}))).text());
  const rotated = await server.client('rotateSourceSecret', { params: { ...here(), sourceId: source.id } });
  Object.assign(secrets, { newSourceSecret: rotated.signingSecret, newSourceAddress: sourceSecret(rotated.secretHookUrl) });
  expect([await postTo(source.secretHookUrl), await postTo(rotated.secretHookUrl)]).toEqual([401, 202]);
  secrets['apiToken'] = (await server.client('createToken', { body: { name: 'ci' } })).token;

  // Connections deliver, and then everything that can go wrong with a vendor goes wrong, with the secrets quoted back.
  const { signedIn, keyed, hook } = await connections();
  const flowId = await flow([
    ['signed-in', signedIn, 'save'],
    ['keyed', keyed, 'save'],
    ['hook', hook, 'send'],
  ]);
  const send = async () => {
    await site.post(formSubmission());
    await server.drain();
  };
  await send();
  const states = async () =>
    (await server.store.db.selectFrom('deliveries').select('state').orderBy('seq').execute()).map(({ state }) => state);
  expect((await states()).slice(-3)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  for (const status of [400, 500, 403, 401]) {
    instead = (request) => echo(request, status);
    await send();
    for (const connectionId of [signedIn, keyed, hook]) await server.client('resumeConnection', { params: { ...here(), connectionId } });
  }
  instead = async (request) => {
    const said = JSON.stringify([request.url, ...request.headers]);
    throw Object.assign(new TypeError(`fetch failed: ${said}`), { cause: Object.assign(new Error(said), { code: 'ECONNRESET' }) });
  };
  await send();
  instead = (request) => echo(request, 400);
  server.clock.advance(3_600_000);
  await send();

  // People look, try and mistake things.
  instead = (request) => echo(request, 422);
  await server.client('testConnection', { params: { ...here(), connectionId: hook } });
  await server.client('testSend', { params: { ...here(), flowId }, body: { event: { sample: 'good' } } });
  const wrong = { ...secrets, shortKey: 'short7!', noWhsec: 'my-own-signing-secret', lineBreak: 'line\nbreak-secret-77' };
  secrets = wrong;
  const change = (connectionId: string, settings: Record<string, unknown>) =>
    messageOf(server.client('updateConnection', { params: { ...here(), connectionId }, body: { settings } }));
  expect([
    await change(keyed, { apiKey: wrong.shortKey }),
    await change(hook, { secret: wrong.noWhsec }),
    await change(hook, { headers: { 'x-key': wrong.lineBreak } }),
  ]).toEqual(['invalid', 'invalid', 'invalid']);
  const others = ['hnd_unknown-token-secret', 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ4In0.unknown-jwt-secret'];
  for (const token of others) {
    secrets[token] = token;
    await server.app.fetch(jsonRequest(`/v1/workspaces/${server.workspaceId}`, undefined, { authorization: `Bearer ${token}` }, 'GET'));
  }

  // Everything there is to read.
  const { items: deliveries } = await server.client('listDeliveries', { params: here(), query: { limit: 200 } });
  for (const { id } of deliveries) await server.client('getDelivery', { params: { ...here(), deliveryId: id } });
  const { items: events } = await server.client('listEvents', { params: here(), query: { limit: 200 } });
  for (const { id } of events) await server.client('getEvent', { params: { ...here(), eventId: id } });
  const lists = [
    '',
    '/sources',
    '/connections',
    '/flows',
    `/flows/${flowId}/versions`,
    '/health',
    '/alerts',
    '/audit?limit=200',
    '/export',
  ];
  for (const path of lists) expect(await get(`/v1/workspaces/${server.workspaceId}${path}`)).toBe(200);
  for (const path of ['/v1/tokens', '/v1/destinations', '/v1/workspaces', '/metrics', '/openapi.json', '/health'])
    expect(await get(path)).toBe(200);
  const attempts = await server.store.db.selectFrom('attempts').selectAll().execute();
  const outcomes = new Set(attempts.map(({ outcome }) => outcome));
  expect([...outcomes].toSorted()).toEqual(['ok', 'permanent', 'reauth', 'retry', 'scope', 'unknown']);
  const rows: Record<string, unknown[]> = { attempts };
  for (const { name } of await server.store.db.introspection.getTables())
    rows[name] = (await sql`select * from ${sql.table(name)}`.execute(server.store.db)).rows;

  expect(log).toContain('"msg":"attempt"');
  expect(log).toContain('"msg":"request failed"');
  expect(log).toContain('"msg":"token refresh failed"');
  const seen = {
    log,
    answers: answers.join('\n'),
    ...Object.fromEntries(Object.entries(rows).map(([table, all]) => [`table ${table}`, JSON.stringify(all)])),
  };
  const found = Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(seen).flatMap(([place, text]) =>
      spellings(secret).some((spelling) => text.includes(spelling)) ? [`${name} in ${place}`] : [],
    ),
  );
  // The address of an outgoing webhook is a setting that is shown; what a receiver put into it stays out of all that is recorded.
  const shown = new Set(['answers', 'table audit', 'table connections'].map((place) => `hookAddress in ${place}`));
  expect(found.filter((leak) => !shown.has(leak))).toEqual([]);
});

/** As it is, as JSON, addresses and basic sign-in write it, and without the prefix that says what it is. */
function spellings(secret: string): string[] {
  const bare = secret.replace(/^(whsec_|whsk_|hnd_|hnd1_)/, '');
  return [
    secret,
    bare,
    JSON.stringify(bare).slice(1, -1),
    encodeURIComponent(bare),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ];
}
