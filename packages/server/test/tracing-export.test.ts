import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { type EventSeen, openTracing } from '../src/observe/tracing.ts';

const EVENT: EventSeen = {
  id: 'evt_1',
  workspaceId: 'wsp_1',
  sourceId: 'src_1',
  sourceKind: 'wordpress',
  type: 'form.submitted',
  traceparent: null,
  receivedAt: 1_000,
  processedAt: 1_500,
  verdict: 'accept',
};
const TRACEPARENT = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

let collector: Server | undefined;
afterEach(() => new Promise<void>((resolve) => (collector === undefined ? resolve() : collector.close(() => resolve()))));

/** Answers each post with `status`; what came is kept. */
async function collect(status: number) {
  const posts: { path: string | undefined; body: string }[] = [];
  collector = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      posts.push({ path: request.url, body });
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector?.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  return { posts, otlpUrl: readConfig({ HANDOFF_OTLP_URL: `http://127.0.0.1:${port}/` }).otlpUrl };
}

test('a collector gets the spans by OTLP, at the latest when the server stops', async () => {
  const { posts, otlpUrl } = await collect(200);
  const warnings: unknown[] = [];
  const tracing = await openTracing({ otlpUrl }, { warn: (fields) => void warnings.push(fields) }, '1.2.3');
  tracing.event(EVENT);
  await tracing.close();
  expect(posts.map(({ path }) => path)).toEqual(['/v1/traces']);
  const sent = JSON.parse(posts[0]?.body ?? '') as { resourceSpans: { resource: unknown; scopeSpans: { spans: unknown[] }[] }[] };
  expect(JSON.stringify(sent.resourceSpans[0]?.resource)).toContain('1.2.3');
  expect(sent.resourceSpans[0]?.scopeSpans[0]?.spans).toEqual([
    expect.objectContaining({ name: 'event', startTimeUnixNano: '1000000000', endTimeUnixNano: '1500000000' }),
  ]);
  expect(warnings).toEqual([]);
});

test('spans a collector refuses are lost with a warning, and stop nothing', async () => {
  const { otlpUrl } = await collect(400);
  const warnings: unknown[] = [];
  const tracing = await openTracing({ otlpUrl }, { warn: (fields) => void warnings.push(fields) }, '1');
  tracing.event(EVENT);
  await tracing.close();
  expect(warnings).toEqual([{ spans: 1, error: 'OTLPExporterError', code: 400 }]);
});

test('with the setting, what is called is given the span of its attempt, in the trace of the sender', async () => {
  const tracing = await openTracing({ otlpUrl: 'http://127.0.0.1:1' }, { warn: () => {} }, '1');
  const outgoing = tracing.outgoing({ eventId: 'evt_1', traceparent: TRACEPARENT }, 'dlv_1', 'att_1');
  expect(outgoing).toMatch(/^00-a{32}-[0-9a-f]{16}-01$/);
  expect(outgoing).not.toContain('b'.repeat(16));
  await tracing.close();
});

test('without the setting a trace is handed on as it came', async () => {
  const tracing = await openTracing({ otlpUrl: undefined }, { warn: () => {} }, '1');
  expect(tracing.outgoing({ eventId: 'evt_1', traceparent: TRACEPARENT }, 'dlv_1', 'att_1')).toBe(TRACEPARENT);
  expect(tracing.outgoing({ eventId: 'evt_1', traceparent: null }, 'dlv_1', 'att_1')).toBeUndefined();
});

test('an address with the path of traces is refused with what to do', () => {
  expect(() => readConfig({ HANDOFF_OTLP_URL: 'http://localhost:4318/v1/traces' })).toThrow(/Leave out \/v1\/traces/);
});

test.each([
  ['without', {}, 0],
  ['with', { HANDOFF_OTLP_URL: 'http://127.0.0.1:1' }, 1],
])('a server %s the setting loads OpenTelemetry accordingly', { timeout: 60_000 }, async (_, env, expected) => {
  const directory = await mkdtemp(join(tmpdir(), 'handoff-otel-'));
  // OpenTelemetry is CommonJS, so what is loaded of it is in the cache of `require`. prom-client brings its small `api` in any case.
  const script = `
    const { open } = await import(${JSON.stringify(new URL('../src/main.ts', import.meta.url).href)});
    const server = await open();
    const { createRequire } = await import('node:module');
    const loaded = Object.keys(createRequire('file:///').cache).filter((file) => /@opentelemetry.(sdk|exporter|otlp|resources|core)/.test(file));
    await server.close();
    console.log(Math.min(1, loaded.length));`;
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=source', '--input-type=module', '--eval', script], {
      env: { ...process.env, DATABASE_URL: '', HANDOFF_DATA_DIR: directory, HANDOFF_LOG_LEVEL: 'silent', ...env },
    });
    expect(stdout.trim()).toBe(String(expected));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
