import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createToken } from '../src/domain/token/create.ts';
import { createShopHarness } from '../../shopify-app/testing/harness.ts';
import { createHarness, formSubmission, type Harness, jsonRequest } from './support/harness.ts';

let server: Harness;
const open = async (env: Record<string, string>) => {
  server = await createHarness({ env });
};
afterEach(() => server.close());

/** As the network brings it: from this machine, said to be for that one. */
async function call(path: string, from: string, headers: Record<string, string> = {}, body?: string): Promise<Response> {
  const request = new Request(`https://handoff.test${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return server.app.fetch(request, { incoming: { socket: { remoteAddress: from } } });
}

/** How many of so many calls are let in. */
async function letIn(times: number, ask: (index: number) => Promise<Response>): Promise<number> {
  let count = 0;
  for (let index = 0; index < times; index += 1) if ((await ask(index)).status !== 429) count += 1;
  return count;
}

describe('routes that need no token', () => {
  beforeEach(() => open({ HANDOFF_PUBLIC_REQUESTS_PER_MINUTE: '60', HANDOFF_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }));

  test('are counted by network address, and one that waits is let in again', async () => {
    expect(await letIn(150, () => call('/health', '203.0.113.1'))).toBe(100);
    expect((await call('/health', '203.0.113.2')).status).toBe(200);
    const refused = await call('/v1/sources/pair', '203.0.113.1', {}, '{}');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBe(1);
    expect(await refused.json()).toMatchObject({ error: { code: 'rate_limited', retryAfterSeconds: 1 } });
    server.clock.advance(1000);
    expect((await call('/health', '203.0.113.1')).status).toBe(200);
  });

  test('believe X-Forwarded-For of trusted proxies only, and of those what the last stranger could not write', async () => {
    const through = (proxy: string, forwarded: string) => call('/health', proxy, { 'x-forwarded-for': forwarded });
    // Not a proxy of ours: what it says of others is its own.
    expect(await letIn(150, (index) => through('203.0.113.3', `198.51.100.${index}`))).toBe(100);
    // The caller wrote the left part itself.
    expect(await letIn(150, (index) => through('10.1.2.3', `198.51.100.${index}, 203.0.113.4`))).toBe(100);
    // Two proxies of ours, one behind the other.
    expect(await letIn(150, () => through('10.1.2.3', '203.0.113.5, 10.9.9.9'))).toBe(100);
    expect((await through('10.1.2.3', '203.0.113.6')).status).toBe(200);
    // Something that is no address was named by the hop after it.
    expect(await letIn(150, (index) => through('10.1.2.3', `x${index}, 10.9.9.8`))).toBe(100);
  });

  test('count an IPv6 customer’s network as one, and IPv4 inside IPv6 as IPv4', async () => {
    expect(await letIn(150, (index) => call('/health', `2001:db8:1:2::${index.toString(16)}`))).toBe(100);
    expect((await call('/health', '2001:db8:1:3::1')).status).toBe(200);
    expect(await letIn(150, (index) => call('/health', index % 2 === 0 ? '203.0.113.7' : '::ffff:203.0.113.7'))).toBe(100);
  });

  test('are not counted for calls of a trusted proxy itself, which asks whether the server is well', async () => {
    expect(await letIn(200, () => call('/health', '10.0.0.1'))).toBe(200);
    expect(await letIn(200, () => call('/health', '::1'))).toBe(200);
  });
});

describe('calls with a token', () => {
  beforeEach(() => open({ HANDOFF_API_REQUESTS_PER_MINUTE: '120' }));

  test('are counted by token; another token has its own count', async () => {
    const tokenOf = async (name: string) =>
      (await createToken(server.store.db, { name, workspaceId: server.workspaceId }, server.clock.now())).token;
    const [one, other] = [await tokenOf('one'), await tokenOf('other')];
    const list = (token: string) => call(`/v1/workspaces/${server.workspaceId}/flows`, '203.0.113.1', { authorization: `Bearer ${token}` });
    expect(await letIn(150, () => list(one))).toBe(100);
    expect((await list(other)).status).toBe(200);
    server.clock.advance(60_000);
    expect((await list(one)).status).toBe(200);
  });
});

describe('who fails to say who they are', () => {
  beforeEach(() => open({}));

  test('is refused after a while, also with a token that is right; others are not', async () => {
    const guess = (index: number, from = '203.0.113.1') =>
      call(`/v1/workspaces/${server.workspaceId}/flows`, from, { authorization: `Bearer hnd_guess${index}` });
    expect(await letIn(150, guess)).toBe(100);
    const right = { authorization: `Bearer ${server.operatorToken}` };
    expect((await call('/v1/workspaces', '203.0.113.1', right)).status).toBe(429);
    expect((await call('/v1/workspaces', '203.0.113.2', right)).status).toBe(200);
    server.clock.advance(1000);
    expect((await call('/v1/workspaces', '203.0.113.1', right)).status).toBe(200);
  });

  test('by a wrong signature shuts out that source at that address, not its neighbours on the same machine', async () => {
    const [broken, fine] = [await server.pair('broken.example'), await server.pair('fine.example')];
    const forged = { 'webhook-id': 'a', 'webhook-timestamp': '1', 'webhook-signature': `v1a,${Buffer.alloc(64).toString('base64')}` };
    const send = (sourceId: string) => call('/v1/events', '203.0.113.1', { 'handoff-source': sourceId, ...forged }, '{}');
    expect(await letIn(150, () => send(broken.sourceId))).toBe(100);
    expect((await send(fine.sourceId)).status).toBe(401);
  });
});

describe('events', () => {
  beforeEach(() => open({ HANDOFF_SOURCE_EVENTS_PER_MINUTE: '120' }));

  test('of a source are counted, and the sender is told to keep them', async () => {
    const site = await server.pair();
    expect(await letIn(101, () => site.post(formSubmission()))).toBe(100);
    const refused = await site.post(formSubmission());
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect(await refused.text()).toContain('Keep them');
    const stored = await server.store.db.selectFrom('events').select('id').execute();
    expect(stored).toHaveLength(100);
  });
});

describe('a shop’s storefront', () => {
  beforeEach(() => open({}));

  test('takes so many posts of one visitor, and those of another', async () => {
    const shop = await createShopHarness();
    try {
      await shop.install();
      const seen = (visitor: string) => shop.shop.storefront('/seen', { headers: { 'x-forwarded-for': `${visitor}, 10.0.0.1` } });
      expect(await letIn(40, () => seen('203.0.113.1'))).toBe(30);
      expect((await seen('203.0.113.2')).status).toBe(200);
      const refused = await seen('203.0.113.1');
      expect(refused.status).toBe(429);
      expect(refused.headers.get('retry-after')).toBe('1');
    } finally {
      await shop.close();
    }
  });
});

test('a body that is larger than it says, or than it may be, is refused on every kind of route', async () => {
  await open({ HANDOFF_MAX_BODY_BYTES: '1000' });
  const large = 'x'.repeat(2000);
  for (const path of ['/v1/events', '/v1/sources/pair', '/v1/hooks/src_x', '/v1/hooks/src_x/secret'])
    expect((await server.app.fetch(jsonRequest(path, large))).status, path).toBe(413);
});
