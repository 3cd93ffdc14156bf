import { afterEach, describe, expect, it } from 'vitest';
import { oauthVariable } from '../src/delivery/credentials.ts';
import type { DestinationDefinition } from '../src/destinations/kit/types.ts';
import { splitSecrets } from '../src/destinations/kit/index.ts';
import { destinations } from '../src/destinations/registry.ts';
import type { DestinationCase } from '../src/destinations/testing/contract.ts';
import { mappingTo } from '../src/destinations/testing/mapping-to.ts';
import { createRuntime, type Runtime } from '../src/runtime.ts';
import { newId } from '../src/store/ids.ts';
import { createHarness, createTestClock, formSubmission, type Harness, type TestClock, type TestSite } from './support/harness.ts';

/** The examples whose connections sign in and are renewed. */
const signedIn: [string, DestinationCase<unknown>][] = [];
for (const [type, definition] of Object.entries(destinations)) {
  if (definition.auth.kind !== 'oauth2') continue;
  const { examples } = (await import(`../src/destinations/${type}/examples.ts`)) as { examples: Record<string, DestinationCase<unknown>> };
  const { keyInstead } = definition.auth;
  const example = Object.values(examples).find(
    ({ accessToken, settings }) => accessToken !== undefined && keyInstead?.(definition.settings.parse(settings)) !== true,
  );
  if (example !== undefined) signedIn.push([type, example]);
}

it('knows how every destination that signs in is used signed in', () => {
  const without = Object.entries(destinations).filter(
    ([type, { auth }]) => auth.kind === 'oauth2' && !signedIn.some(([name]) => name === type),
  );
  // HubSpot's example connects by key; its sign-in has tests of its own.
  expect(without.map(([type]) => type)).toEqual(['hubspot']);
});

/** Time passes as soon as a call waits for its turn in a limit. */
function createImpatientClock(): TestClock {
  const clock = createTestClock();
  return {
    ...clock,
    after: (ms, work) => {
      clock.advance(ms);
      queueMicrotask(work);
      return () => undefined;
    },
  };
}

/** The strictest token endpoint there is: each refresh token once, and only from the app itself. */
function createTokenEndpoint(definition: DestinationDefinition, accessToken: string) {
  let current = 'refresh-0';
  let issued = 0;
  const seen: string[] = [];
  const endpoint = {
    seen,
    /** The next answer is lost on its way. */
    loseNext: false,
    answer: async (request: Request): Promise<Response> => {
      const form = new URLSearchParams(await request.text());
      const basic = Buffer.from((request.headers.get('authorization') ?? '').replace('Basic ', ''), 'base64').toString();
      const client =
        definition.auth.kind === 'oauth2' && definition.auth.clientAuth === 'basic'
          ? basic
          : `${form.get('client_id')}:${form.get('client_secret')}`;
      if (client !== 'client1:secret1') return Response.json({ error: 'invalid_client' }, { status: 401 });
      const token = form.get('refresh_token') ?? '';
      seen.push(token);
      if (token !== current) return Response.json({ error: 'invalid_grant', error_description: 'Token was used' }, { status: 400 });
      current = `refresh-${(issued += 1)}`;
      if (endpoint.loseNext) {
        endpoint.loseNext = false;
        throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
      }
      return Response.json({ access_token: accessToken, refresh_token: current, token_type: 'Bearer', expires_in: 3600 });
    },
  };
  return endpoint;
}

describe.each(signedIn)('%s, whose access has run out', (type, example) => {
  let server: Harness;
  let other: Runtime;
  let site: TestSite;
  let tokens: ReturnType<typeof createTokenEndpoint>;
  let connectionId: string;
  afterEach(async () => {
    await other.worker.stop();
    await server.close();
  });

  async function start(): Promise<void> {
    const { definition, accessToken = '' } = example;
    const settings = definition.settings.parse(example.settings) as Record<string, unknown>;
    const twin = example.createTwin();
    tokens = createTokenEndpoint(definition, accessToken);
    const tokenUrl = definition.auth.kind === 'oauth2' ? definition.auth.tokenUrl(settings) : '';
    const fetch = (request: Request) => (request.url.split('?')[0] === tokenUrl ? tokens.answer(request) : twin.fetch(request));
    const only = { [type]: definition };
    server = await createHarness({
      fetch,
      clock: createImpatientClock(),
      destinations: only,
      env: { [oauthVariable(type)]: 'client1:secret1' },
    });
    other = await createRuntime({ ...server.runtime.deps });
    site = await server.pair();
    const { store, keyring, clock } = server.runtime.deps;
    const { plain, secrets } = splitSecrets(definition, settings);
    const common = { workspace_id: server.workspaceId, created_at: clock.now() };
    const flowId = newId('flw');
    connectionId = newId('con');
    await store.db
      .insertInto('connections')
      .values({
        ...common,
        id: connectionId,
        slug: 'vendor',
        destination: type,
        name: 'Vendor',
        settings: JSON.stringify(plain),
        secrets: await keyring.seal(JSON.stringify(secrets)),
        tokens: await keyring.seal(JSON.stringify({ accessToken: 'stale', refreshToken: 'refresh-0', expiresAt: clock.now() - 1000 })),
        scopes: '[]',
        updated_at: clock.now(),
      })
      .execute();
    const [operation = ''] = Object.keys(example.payloads);
    const step = { key: 'push', connection: connectionId, operation, mapping: mappingTo(example.payloads[operation]?.good) };
    await store.db
      .insertInto('flows')
      .values({ ...common, id: flowId, slug: 'flow', name: 'Flow' })
      .execute();
    await store.db
      .insertInto('flow_versions')
      .values({
        ...common,
        id: newId('ver'),
        flow_id: flowId,
        version: 1,
        state: 'published',
        spec: JSON.stringify({ trigger: { types: ['form.submitted'] }, steps: [step] }),
        created_by: 'test',
        updated_at: clock.now(),
        published_at: clock.now(),
      })
      .execute();
    for (let sent = 0; sent < 2; sent += 1) expect((await site.post(formSubmission())).status).toBe(202);
  }

  const drainBoth = () => Promise.all([server.drain(), other.worker.drain()]);
  const states = async () => (await server.store.db.selectFrom('deliveries').select('state').execute()).map(({ state }) => state);
  /** A vendor's limit may let one out a second; a worker that found the other renewing looks again then, too. */
  const drainFor = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      await drainBoth();
      server.clock.advance(1000);
    }
  };

  it('is renewed once by two workers, and both deliver', async () => {
    await start();
    await drainFor(70);
    expect(await states()).toEqual(['succeeded', 'succeeded']);
    expect(tokens.seen).toEqual(['refresh-0']);
  });

  it('asks its owner once when the renewed token got lost on its way, and keeps what waits', async () => {
    await start();
    tokens.loseNext = true;
    await drainFor(150);
    expect(await states()).toEqual(['pending', 'pending']);
    const { hold } = await server.client('getConnection', { params: { workspaceId: server.workspaceId, connectionId } });
    expect(hold?.kind).toBe('auth');
    const alerts = await server.store.db.selectFrom('alerts').select(['kind', 'resolved_at']).execute();
    expect(alerts).toEqual([{ kind: 'auth', resolved_at: null }]);
  });
});
