import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importKey, verify } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { createGuardedFetch } from '../src/destinations/kit/guard.ts';
import { wakeSites, wakeUrl } from '../src/domain/source/wake.ts';
import { createWaker } from '../src/domain/source/waker.ts';
import { listen, open } from '../src/main.ts';
import type { Logger } from '../src/observe/logger.ts';
import { createHarness, createTestClock, formSubmission, type Harness } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const MINUTE = 60_000;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the wake tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

test.each([
  ['https://bloom.example', 'https://bloom.example/?rest_route=/handoff/v1/wake'],
  ['https://bloom.example/', 'https://bloom.example/?rest_route=/handoff/v1/wake'],
  ['https://bloom.example:8443/shop/de/', 'https://bloom.example:8443/shop/de/?rest_route=/handoff/v1/wake'],
  ['http://bloom.example/blog?lang=de#top', 'http://bloom.example/blog/?rest_route=/handoff/v1/wake'],
])('a site at %s is woken at %s', (site, address) => {
  expect(wakeUrl(site)).toBe(address);
});

describe.each(engines)('waking quiet sites, on $engine', ({ engine }) => {
  let server: Harness;
  let calls: Request[];
  let answer: (request: Request) => Promise<Response>;
  const debug = vi.fn<Logger['debug']>();
  const loud = vi.fn<Logger['error']>();
  const logger: Logger = { debug, info: loud, warn: loud, error: loud };

  beforeEach(async () => {
    calls = [];
    answer = () => Promise.resolve(Response.json({ ok: true }));
    debug.mockClear();
    loud.mockClear();
    server = await createHarness({
      databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined,
      logger,
      fetch: (request) => {
        calls.push(request.clone());
        return answer(request);
      },
    });
  });
  afterEach(() => server.close());

  const wake = () => wakeSites(server.runtime.deps);
  const hosts = () => calls.map((request) => new URL(request.url).host).toSorted();

  test('one that was heard of in the last ten minutes is left in peace; a quiet one gets a call signed by the server', async () => {
    const site = await server.pair('bloom.example');
    server.clock.advance(9 * MINUTE);
    await site.post(formSubmission());
    expect(await wake()).toBe(0);
    server.clock.advance(10 * MINUTE);
    expect(await wake()).toBe(1);
    const [request] = calls as [Request];
    expect([request.method, request.url, request.redirect]).toEqual([
      'POST',
      'https://bloom.example/?rest_route=/handoff/v1/wake',
      'manual',
    ]);
    const body = await request.text();
    expect(JSON.parse(body)).toEqual({ sourceId: site.sourceId, at: new Date(server.clock.now()).toISOString() });
    const serverKey = await importKey(server.runtime.deps.serverKeys.publicKey);
    expect(await verify([serverKey], request.headers, body, { now: server.clock.now() })).toMatchObject({ ok: true });
  });

  test('again after ten more minutes, under another message id, for as long as it is quiet', async () => {
    await server.pair();
    server.clock.advance(10 * MINUTE);
    await wake();
    server.clock.advance(9 * MINUTE);
    expect(await wake()).toBe(0);
    server.clock.advance(MINUTE);
    expect(await wake()).toBe(1);
    expect(new Set(calls.map((request) => request.headers.get('webhook-id'))).size).toBe(2);
  });

  test('a site that was disconnected and a source that is no WordPress site are not called', async () => {
    const gone = await server.pair('gone.example');
    await server.pair('shop.example', 'shopify');
    await server.client('createWebhookSource', { params: { workspaceId: server.workspaceId }, body: { name: 'Hook' } });
    await server.client('revokeSource', { params: { workspaceId: server.workspaceId, sourceId: gone.sourceId } });
    server.clock.advance(60 * MINUTE);
    expect(await wake()).toBe(0);
    expect(calls).toEqual([]);
  });

  test('of several servers one wakes each site', async () => {
    for (let index = 0; index < 12; index += 1) await server.pair(`site-${String(index).padStart(2, '0')}.example`);
    server.clock.advance(10 * MINUTE);
    const counts = await Promise.all([wake(), wake(), wake()]);
    await wake();
    expect(counts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(12);
    expect(hosts()).toEqual(Array.from({ length: 12 }, (_, index) => `site-${String(index).padStart(2, '0')}.example`));
  });

  test('at most ten calls are under way at once', async () => {
    for (let index = 0; index < 13; index += 1) await server.pair(`site-${index}.example`);
    server.clock.advance(10 * MINUTE);
    const waiting: (() => void)[] = [];
    answer = () => new Promise((resolve) => waiting.push(() => resolve(new Response(null, { status: 204 }))));
    const woken = wake();
    await expect.poll(() => waiting.length).toBe(10);
    expect(calls).toHaveLength(10);
    waiting.forEach((go) => go());
    await expect.poll(() => waiting.length).toBe(13);
    waiting.forEach((go) => go());
    expect(await woken).toBe(13);
  });

  test('what goes wrong at a site is a line for debugging, and keeps no other site asleep', async () => {
    for (const name of ['down.example', 'error.example', 'moved.example', 'fine.example']) await server.pair(name);
    await server.store.db.updateTable('sources').set({ url: 'no address' }).where('name', '=', 'down.example').execute();
    server.clock.advance(10 * MINUTE);
    answer = ({ url }) => {
      if (url.includes('error')) return Promise.resolve(new Response('fatal error', { status: 500 }));
      if (url.includes('moved'))
        return Promise.resolve(new Response(null, { status: 301, headers: { location: 'https://other.example' } }));
      return Promise.resolve(Response.json({}));
    };
    expect(await wake()).toBe(4);
    expect(hosts()).toEqual(['error.example', 'fine.example', 'moved.example']);
    expect(new Set(debug.mock.calls.map(([{ status }]) => status))).toEqual(new Set([301, 500, undefined]));
    expect(loud).not.toHaveBeenCalled();
    const { alerts } = await server.client('workspaceHealth', { params: { workspaceId: server.workspaceId } });
    expect(alerts).toEqual([]);
  });

  test('a site that names a private address is not called', async () => {
    await server.pair('127.0.0.1');
    server.clock.advance(10 * MINUTE);
    const fetch = createGuardedFetch({ allowPrivate: false });
    await wakeSites({ ...server.runtime.deps, fetch });
    await fetch.close();
    expect(debug.mock.calls).toEqual([
      [{ source: expect.any(String) as string, error: expect.stringContaining('private network') as string }, expect.any(String)],
    ]);
  });
});

describe('the waker', () => {
  let server: Harness;
  let due: (() => void)[];
  let hosts: string[];

  beforeEach(async () => {
    due = [];
    hosts = [];
    const clock = {
      ...createTestClock(),
      after: (_: number, work: () => void) => (due.push(work), () => void (due = due.filter((one) => one !== work))),
    };
    server = await createHarness({
      clock,
      fetch: (request) => {
        hosts.push(new URL(request.url).host);
        return Promise.resolve(Response.json({}));
      },
    });
    await server.pair();
  });
  afterEach(() => server.close());

  test('looks when the server starts, and again later, until it is stopped', async () => {
    const waker = createWaker(server.runtime.deps);
    server.clock.advance(10 * MINUTE);
    waker.start();
    await expect.poll(() => due.length).toBe(1);
    expect(hosts).toEqual(['bloom.example']);
    server.clock.advance(10 * MINUTE);
    due.shift()?.();
    await expect.poll(() => due.length).toBe(1);
    expect(hosts).toEqual(['bloom.example', 'bloom.example']);
    await waker.stop();
    expect(due).toEqual([]);
  });

  test('stops at once also while a site does not answer', async () => {
    const silent = vi.fn<() => Promise<Response>>(() => new Promise(() => {}));
    const waker = createWaker({ ...server.runtime.deps, fetch: silent });
    server.clock.advance(10 * MINUTE);
    waker.start();
    await expect.poll(() => silent.mock.calls.length).toBe(1);
    await waker.stop();
    expect(due).toEqual([]);
  });
});

describe('a server that starts', () => {
  let directory: string;
  let env: Record<string, string>;
  const site = createServer();

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handoff-wake-'));
    env = { HANDOFF_DATA_DIR: directory, HANDOFF_PORT: '0', HANDOFF_LOG_LEVEL: 'silent', HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true' };
    site.listen(0, '127.0.0.1');
    await once(site, 'listening');
    const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/blog`;
    const { deps, close } = await open(env);
    const { db } = deps.store;
    await db.insertInto('workspaces').values({ id: 'ws_1', name: 'Bloom', settings: '{}', created_at: 0 }).execute();
    const row = { id: 'src_1', workspace_id: 'ws_1', slug: 'blog', kind: 'wordpress', name: 'Blog', settings: '{}' };
    await db
      .insertInto('sources')
      .values({ ...row, url, created_at: 0 })
      .execute();
    await close();
  });
  afterEach(async () => {
    site.close();
    await rm(directory, { recursive: true, force: true });
  });

  test('wakes the sites that had to wait while it was down', async () => {
    const woken = new Promise<string | undefined>((resolve) =>
      site.once('request', (request, response) => {
        response.end('{}');
        resolve(request.url);
      }),
    );
    const server = await listen(env);
    expect(await woken).toBe('/blog/?rest_route=/handoff/v1/wake');
    await server.close();
  });

  test.each([{ HANDOFF_WAKE_SITES: 'off' }, { HANDOFF_WORKER: 'off' }])('calls nobody with %j', async (setting) => {
    const server = await listen({ ...env, ...setting });
    for (let turn = 0; turn < 20; turn += 1) expect((await fetch(`${server.url}/health`)).status).toBe(200);
    const source = await server.deps.store.db.selectFrom('sources').select('woken_at').executeTakeFirst();
    expect(source).toEqual({ woken_at: null });
    await server.close();
  });
});
