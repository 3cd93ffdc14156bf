import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { classifyHttp, expectJson } from './classify.ts';
import { createCallContext, type CallContextOptions, type Fetch } from './http.ts';
import { BODY_LIMIT, type RecordedExchange } from './sanitize.ts';
import { DestinationFailure, type DestinationDefinition, type VendorRequest, type VendorResponse } from './types.ts';

interface Settings {
  key: string;
  host: string;
}
const definition = {
  type: 'vendor',
  title: 'Vendor',
  settings: z.object({ key: z.string().meta({ secret: true }), host: z.string() }),
  auth: { kind: 'key', apply: (settings: Settings, request: Request) => request.headers.set('authorization', `Bearer ${settings.key}`) },
  baseUrl: ({ host }: Settings) => `https://${host}/v3/`,
  classify: (response: VendorResponse, now: number) => classifyHttp(response, { service: 'Vendor', now }),
} as unknown as DestinationDefinition<Settings>;

function make(fetch: Fetch, more: Partial<CallContextOptions<Settings>> = {}) {
  const recorded: RecordedExchange[] = [];
  const ctx = createCallContext<Settings>({
    definition,
    settings: { key: 'key-4711-secret', host: 'api.vendor.test' },
    fetch,
    idempotencyKey: 'd1',
    eventId: 'e1',
    now: () => 0,
    record: (exchange) => recorded.push(exchange),
    ...more,
  });
  return { ctx, recorded };
}
/** What arrived at the vendor. */
async function sent(request: VendorRequest, more: Partial<CallContextOptions<Settings>> = {}) {
  let seen: Request | undefined;
  const { ctx } = make(async (arrived) => ((seen = arrived.clone()), Response.json({})), more);
  await ctx.send(request);
  if (seen === undefined) throw new Error('nothing arrived');
  return {
    url: seen.url,
    method: seen.method,
    headers: Object.fromEntries(seen.headers),
    body: await seen.text(),
    redirect: seen.redirect,
  };
}
const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => expect.unreachable('it should have failed'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DestinationFailure)) throw error;
  return error.classification as { kind: string; code: string; message: string; afterMs?: number };
};
const broken =
  (code: string, syscall?: string): Fetch =>
  async () => {
    throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code, syscall }) });
  };
const POST: VendorRequest = { method: 'POST', path: '/people', json: {} };
const GET: VendorRequest = { method: 'GET', path: '/people' };

describe('what is sent', () => {
  it('joins path, query and credentials, and sends JSON', async () => {
    expect(
      await sent({
        method: 'POST',
        path: '/people/a%2Fb',
        query: { page: 0, empty: '', none: undefined },
        json: { a: 1 },
        headers: { 'x-own': '1' },
      }),
    ).toMatchObject({
      url: 'https://api.vendor.test/v3/people/a%2Fb?page=0&empty=',
      method: 'POST',
      headers: { authorization: 'Bearer key-4711-secret', 'content-type': 'application/json', accept: 'application/json', 'x-own': '1' },
      body: '{"a":1}',
      redirect: 'manual',
    });
  });

  it('sends forms and texts', async () => {
    expect(await sent({ method: 'POST', path: 'x', form: { a: 'b c&d' } })).toMatchObject({
      body: 'a=b+c%26d',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(await sent({ method: 'PUT', path: 'x', text: '<a/>', headers: { 'content-type': 'text/xml' } })).toMatchObject({
      body: '<a/>',
      headers: { 'content-type': 'text/xml' },
    });
  });

  it('goes to the override where there is one', async () => {
    expect((await sent(GET, { baseUrlOverride: 'http://127.0.0.1:4010/sandbox' })).url).toBe('http://127.0.0.1:4010/sandbox/people');
  });

  it('follows a link of the vendor with credentials, and one to another host without', async () => {
    expect((await sent({ method: 'GET', url: 'https://api.vendor.test/v3/next?c=1' })).headers['authorization']).toBe(
      'Bearer key-4711-secret',
    );
    expect((await sent({ method: 'GET', url: 'https://elsewhere.test/next' })).headers['authorization']).toBeUndefined();
  });

  it.each(['/lists/../admin', '/lists/%2e%2E/x', '..', '/a/./b'])('does not let an identifier climb out: %s', async (path) => {
    const { ctx } = make(async () => Response.json({}));
    expect(await failure(ctx.send({ method: 'GET', path }))).toMatchObject({ kind: 'permanent', code: 'bad_identifier' });
  });

  it('holds the connection for a key that cannot be sent, without repeating it', async () => {
    const fetch = vi.fn<Fetch>();
    const { ctx, recorded } = make(fetch, { settings: { key: 'line\nbreak-secret', host: 'api.vendor.test' } });
    const { kind, code, message } = await failure(ctx.send(GET));
    expect({ kind, code }).toEqual({ kind: 'reauth', code: 'unusable_credentials' });
    expect(JSON.stringify([message, recorded])).not.toContain('break-secret');
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('what comes back', () => {
  it('reads JSON, and leaves json undefined for anything else', async () => {
    expect(await make(async () => Response.json({ ok: [1] }, { headers: { 'X-Id': '7' } })).ctx.send(GET)).toMatchObject({
      status: 200,
      json: { ok: [1] },
      headers: { 'x-id': '7' },
    });
    expect(await make(async () => new Response('<html>')).ctx.send(GET)).toMatchObject({ text: '<html>', json: undefined });
    expect(await make(async () => new Response(null, { status: 204 })).ctx.send(GET)).toMatchObject({
      status: 204,
      text: '',
      json: undefined,
    });
  });

  it('stops reading at 1 MiB', async () => {
    const chunk = new Uint8Array(65_536).fill(120);
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({ pull: (stream) => stream.enqueue(chunk), cancel: () => void (cancelled = true) });
    const { text } = await make(async () => new Response(endless)).ctx.send(GET);
    expect(text.length).toBe(1024 * 1024);
    expect(cancelled).toBe(true);
  });

  it('reads letters that are split over chunks', async () => {
    const bytes = new TextEncoder().encode('"é🎈"');
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => (bytes.forEach((byte) => stream.enqueue(new Uint8Array([byte]))), stream.close()),
    });
    expect((await make(async () => new Response(body)).ctx.send(GET)).json).toBe('é🎈');
  });

  it('classifies in call, not in send', async () => {
    const { ctx } = make(async () => Response.json({}, { status: 429, headers: { 'retry-after': '3' } }));
    expect((await ctx.send(POST)).status).toBe(429);
    expect(await failure(ctx.call(POST))).toMatchObject({ kind: 'retry', code: 'rate_limited', afterMs: 3000 });
  });

  it.each([301, 302, 303, 307, 308])('refuses to follow %i', async (status) => {
    const fetch = vi.fn<Fetch>(async () => new Response(null, { status, headers: { location: 'http://169.254.169.254/' } }));
    expect(await failure(make(fetch).ctx.call(POST))).toMatchObject({ kind: 'permanent', code: 'redirect_refused' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('leaves an answer in doubt only where a repeat is not harmless', async () => {
    const fetch: Fetch = async () => new Response('oops', { status: 500 });
    expect(await failure(make(fetch, { dedupe: 'keyed-upsert' }).ctx.call(POST))).toMatchObject({ kind: 'retry', code: 'server_error' });
    expect(await failure(make(fetch, { dedupe: 'ledger' }).ctx.call(POST))).toMatchObject({ kind: 'unknown', code: 'server_error' });
    expect(await failure(make(fetch, { dedupe: 'ledger' }).ctx.call(GET))).toMatchObject({ kind: 'retry' });
    expect(await failure(make(fetch, { dedupe: 'ledger' }).ctx.call({ ...POST, reads: true }))).toMatchObject({ kind: 'retry' });
  });

  it.each<[string, () => Response]>([
    ['a server error', () => new Response('oops', { status: 502 })],
    ['a 503 without a hint', () => new Response('', { status: 503 })],
    ['a server error that says more', () => Response.json({ message: 'Internal' }, { status: 500 })],
    ['a web page', () => new Response('<html>')],
  ])('says of %s in doubt that it is not known, and promises no repeat', async (_, answer) => {
    const readsJson = {
      ...definition,
      classify: (response: VendorResponse, now: number) =>
        expectJson(response, { service: 'Vendor' }) ?? classifyHttp(response, { service: 'Vendor', now, detail: response.text }),
    };
    const { kind, message } = await failure(make(async () => answer(), { definition: readsJson, dedupe: 'ledger' }).ctx.call(POST));
    expect(kind).toBe('unknown');
    expect(message).toMatch(/^It is not known whether Vendor took the data\. Vendor /);
    expect(message).not.toContain('tried again');
  });

  it('takes a 503 that says when to come back for not done', async () => {
    const busy: Fetch = async () => new Response('', { status: 503, headers: { 'retry-after': '20' } });
    expect(await failure(make(busy, { dedupe: 'ledger' }).ctx.call(POST))).toMatchObject({
      kind: 'retry',
      code: 'unavailable',
      afterMs: 20_000,
    });
  });
});

describe('when no answer comes', () => {
  it.each([
    ['ECONNREFUSED', 'connect'],
    ['ENOTFOUND', 'getaddrinfo'],
    ['EAI_AGAIN', 'getaddrinfo'],
    ['ETIMEDOUT', 'connect'],
    ['UND_ERR_CONNECT_TIMEOUT', undefined],
    ['CERT_HAS_EXPIRED', undefined],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', undefined],
    ['SELF_SIGNED_CERT_IN_CHAIN', undefined],
    ['ERR_TLS_CERT_ALTNAME_INVALID', undefined],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', undefined],
  ])('%s: nothing was sent', async (code, syscall) => {
    expect(await failure(make(broken(code, syscall)).ctx.send(POST))).toMatchObject({ kind: 'retry', code: 'unreachable' });
  });

  it.each([
    ['ECONNRESET', 'read'],
    ['EPIPE', 'write'],
    ['UND_ERR_SOCKET', undefined],
    ['ETIMEDOUT', 'read'],
    ['HPE_INVALID_CONSTANT', undefined],
  ])('%s: not known for a write, harmless for a read', async (code, syscall) => {
    expect(await failure(make(broken(code, syscall)).ctx.send(POST))).toMatchObject({ kind: 'unknown', code: 'connection_lost' });
    expect(await failure(make(broken(code, syscall)).ctx.send(GET))).toMatchObject({ kind: 'retry', code: 'connection_lost' });
    expect(await failure(make(broken(code, syscall)).ctx.send({ ...POST, reads: true }))).toMatchObject({ kind: 'retry' });
  });

  const silent: Record<string, Fetch> = {
    'never answers': () => new Promise<Response>(() => undefined),
    'starts to answer and stops': async () =>
      new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) })),
  };
  it.each(Object.entries(silent))('a vendor that %s is given up at the deadline', async (_, fetch) => {
    expect(await failure(make(fetch, { timeoutMs: 5 }).ctx.send(POST))).toMatchObject({ kind: 'unknown', code: 'timeout' });
    expect(await failure(make(fetch, { timeoutMs: 5 }).ctx.send(GET))).toMatchObject({ kind: 'retry', code: 'timeout' });
  });

  it('a stop in the middle is not known; a stop before sends nothing', async () => {
    const controller = new AbortController();
    const fetch = vi.fn<Fetch>(() => (controller.abort(), new Promise<Response>(() => undefined)));
    const { ctx } = make(fetch, { signal: controller.signal });
    expect(await failure(ctx.send(POST))).toMatchObject({ kind: 'unknown', code: 'stopped' });
    expect(await failure(ctx.send(POST))).toMatchObject({ kind: 'retry', code: 'stopped' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe('what is recorded', () => {
  it('holds request, answer and duration, without secrets and cut to size', async () => {
    const answer = JSON.stringify({ echo: 'key-4711-secret', access_token: 'fresh', filler: 'x'.repeat(BODY_LIMIT * 2) });
    const { ctx, recorded } = make(async () => new Response(answer, { headers: { 'set-cookie': 'session=abc', 'x-id': '7' } }), {
      accessToken: 'oauth-token-1',
    });
    await ctx.send({
      method: 'POST',
      path: '/people',
      query: { api_key: 'key-4711-secret', page: 2 },
      json: { note: 'oauth-token-1', password: 'hunter2', email: 'ada@example.com' },
    });
    const [exchange] = recorded;
    expect(exchange).toMatchObject({
      request: {
        method: 'POST',
        url: 'https://api.vendor.test/v3/people?api_key=[redacted]&page=2',
        headers: { authorization: '[redacted]', accept: 'application/json' },
      },
      response: { status: 200, headers: { 'set-cookie': '[redacted]', 'x-id': '7' } },
      durationMs: expect.any(Number),
    });
    expect(exchange?.request.body).toBe('{"note":"[redacted]","password":"[redacted]","email":"ada@example.com"}');
    expect(exchange?.response?.body).toMatch(/^\{"echo":"\[redacted\]","access_token":"\[redacted\]".*cut, \d+ characters/);
    expect(exchange?.response?.body.length).toBeLessThan(BODY_LIMIT + 100);
  });

  it('holds what went wrong on the way', async () => {
    const { ctx, recorded } = make(broken('ECONNRESET', 'read'));
    await failure(ctx.send(POST));
    expect(recorded).toMatchObject([
      { request: { method: 'POST' }, error: { code: 'connection_lost', message: expect.stringContaining('Vendor') } },
    ]);
    expect(recorded[0]?.response).toBeUndefined();
  });

  it('keeps a secret that the vendor quotes out of the message', async () => {
    const quoting = {
      ...definition,
      classify: () => ({
        kind: 'permanent' as const,
        code: 'x',
        message: 'Bad key key-4711-secret',
        problems: [{ path: '/a', message: 'key-4711-secret' }],
      }),
    };
    const { ctx } = make(async () => Response.json({}), { definition: quoting });
    expect(JSON.stringify(await failure(ctx.call(POST)))).not.toContain('4711');
  });
});
