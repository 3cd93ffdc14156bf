import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { withShedding } from '../src/http/shed.ts';
import { silentLogger } from '../src/observe/logger.ts';
import { createHarness, formSubmission, type Harness } from './support/harness.ts';
import { startPostgres } from './support/postgres.ts';

const admin = inject('postgresUrl');
let server: Harness | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

test.skipIf(admin !== undefined)('PostgreSQL is not installed: the test of one that is down is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

const ask = (path: string, method = 'GET', body?: ReadableStream) =>
  new Request(`https://handoff.test${path}`, { method, ...(body === undefined ? {} : ({ body, duplex: 'half' } as RequestInit)) });
const stored = async ({ store }: Harness) => (await store.db.selectFrom('events').select('idempotency_key').execute()).length;

describe('too much at once', () => {
  const limits = { maxUnderWay: 4, maxLagMs: 1000 };
  /** A server whose answers come only when told. */
  function busyServer(lagMs = 0) {
    const waiting: (() => void)[] = [];
    const handler = withShedding<undefined>(() => new Promise((resolve) => void waiting.push(() => resolve(new Response('done')))), {
      limits,
      lagMs: () => lagMs,
      logger: silentLogger,
    });
    const send = async (request: Request) => handler(request, undefined);
    return { send, waiting };
  }

  test('what is refused is sent again and kept once, and so is what was let in', async () => {
    server = await createHarness();
    const site = await server.pair();
    // As `main.ts` puts it in front of the app.
    server.app.fetch = withShedding(server.app.fetch, { limits, lagMs: () => 0, logger: silentLogger });
    let refused = 0;
    const keepSending = async (event: unknown): Promise<void> => {
      for (;;) {
        const answer = await site.post(event);
        if (answer.status === 202) return;
        expect(answer.status).toBe(503);
        expect(answer.headers.get('retry-after')).toBe('2');
        expect(await answer.json()).toMatchObject({ error: { code: 'unavailable', retryAfterSeconds: 2 } });
        refused += 1;
        await nextTurn();
      }
    };
    await Promise.all(Array.from({ length: 40 }, () => keepSending(formSubmission())));
    expect(refused).toBeGreaterThan(0);
    expect(await stored(server)).toBe(40);
  });

  test('panels are asked to wait before sources are, and whoever watches never', async () => {
    const { send, waiting } = busyServer();
    const first = [send(ask('/v1/events', 'POST')), send(ask('/v1/hooks/src_1', 'POST'))];
    expect((await send(ask('/v1/workspaces'))).status).toBe(503);
    const more = [send(ask('/v1/events', 'POST')), send(ask('/shopify/webhooks', 'POST'))];
    expect((await send(ask('/v1/events', 'POST'))).status).toBe(503);
    const watching = send(ask('/ready'));
    waiting.splice(0).forEach((answer) => answer());
    expect((await Promise.all([...first, ...more, watching])).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);

    const panel = send(ask('/v1/workspaces'));
    waiting.splice(0).forEach((answer) => answer());
    expect((await panel).status).toBe(200);
  });

  test('a process that is late with its work refuses as well, panels first, without reading a body', async () => {
    let read = false;
    const body = new ReadableStream({ pull: () => void (read = true) }, { highWaterMark: 0 });
    const late = busyServer(600);
    expect((await late.send(ask('/v1/workspaces'))).status).toBe(503);
    const event = late.send(ask('/v1/events', 'POST'));
    late.waiting.splice(0).forEach((answer) => answer());
    expect((await event).status).toBe(200);
    expect((await busyServer(1001).send(ask('/v1/events', 'POST', body))).status).toBe(503);
    expect(read).toBe(false);
  });
});

describe('a store that keeps nothing', () => {
  test('a full disk: 503 with Retry-After, the health says so, and all is well again once there is room', async () => {
    server = await createHarness();
    const site = await server.pair();
    const { app, store, clock } = server;
    const limit = async (pages: number | 'none') => {
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
      await sql.raw(`pragma max_page_count = ${pages === 'none' ? 1_000_000 : (rows[0]?.page_count ?? 0) + pages}`).execute(store.db);
    };
    await limit(20);
    let kept = 0;
    let answer = await site.post(formSubmission({}, { essay: 'x'.repeat(20_000) }));
    for (; answer.status === 202; kept += 1) answer = await site.post(formSubmission({}, { essay: 'x'.repeat(20_000) }));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('10');
    expect(await answer.json()).toMatchObject({
      error: { code: 'unavailable', message: expect.stringContaining('keep the events') as string },
    });
    for (const path of ['/ready', '/health']) {
      const health = await app.fetch(ask(path));
      expect(health.status).toBe(503);
      expect(await health.text()).toContain('could not keep the last events: it is full');
    }
    expect(await stored(server)).toBe(kept);

    await limit('none');
    clock.advance(10_000);
    expect((await app.fetch(ask('/ready'))).status).toBe(200);
    expect((await site.post(formSubmission())).status).toBe(202);
    expect(await stored(server)).toBe(kept + 1);
  });

  test.skipIf(admin === undefined)(
    'PostgreSQL down: the same, and no restart is needed when it is back',
    { timeout: 180_000 },
    async () => {
      const cluster = (await startPostgres())!;
      try {
        server = await createHarness({ databaseUrl: await cluster.createDatabase() });
        const { app } = server;
        const site = await server.pair();
        expect((await site.post(formSubmission())).status).toBe(202);
        await cluster.down();
        const answer = await site.post(formSubmission());
        expect(answer.status).toBe(503);
        expect(answer.headers.get('retry-after')).toBe('10');
        expect((await app.fetch(ask('/ready'))).status).toBe(503);
        expect((await app.fetch(ask('/health'))).status).toBe(503);

        await cluster.up();
        server.clock.advance(10_000);
        await expect.poll(async () => (await app.fetch(ask('/ready'))).status).toBe(200);
        expect((await site.post(formSubmission())).status).toBe(202);
        expect(await stored(server)).toBe(2);
      } finally {
        await server?.close();
        server = undefined;
        await cluster.stop();
      }
    },
  );
});
