import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importSigningKey, sign } from '@handoff/shared/event';
import { createApp } from '../src/app.ts';
import type { Logger } from '../src/observe/logger.ts';
import { createHarness, formSubmission, type Harness, type TestSite } from './support/harness.ts';

let server: Harness;
let site: TestSite;
let listening: ServerType;
let url: string;
let logged: string[];

/** As `main.ts` serves it: over sockets, where bodies come in pieces, too long, or not to their end. */
beforeEach(async () => {
  server = await createHarness();
  site = await server.pair();
  logged = [];
  const write = (fields: Record<string, unknown>, message: string) => void logged.push(JSON.stringify({ ...fields, message }));
  const logger: Logger = { info: write, warn: write, error: write, debug: write };
  listening = serve({
    fetch: createApp({ ...server.runtime.deps, logger }).fetch,
    hostname: '127.0.0.1',
    port: 0,
    overrideGlobalObjects: false,
  });
  await once(listening, 'listening');
  url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await new Promise((resolve) => listening.close(resolve));
  await server.close();
});

async function answerOf(response: Response) {
  const { error } = (await response.json()) as { error?: { code: string; message: string } };
  return { status: response.status, code: error?.code, message: error?.message };
}

async function signed(body: string | Uint8Array<ArrayBuffer>): Promise<Record<string, string>> {
  const timestamp = Math.floor(server.clock.now() / 1000);
  const headers = await sign([await importSigningKey(site.secretKey)], { id: `msg_${crypto.randomUUID()}`, timestamp, body });
  return { 'handoff-source': site.sourceId, 'content-type': 'application/json', ...headers };
}
const post = async (body: string | Uint8Array<ArrayBuffer>) =>
  fetch(`${url}/v1/events`, { method: 'POST', body, headers: await signed(body) });
const api = async (method: string, path: string, body: string) =>
  fetch(`${url}/v1/workspaces/${server.workspaceId}${path}`, {
    method,
    body,
    headers: { authorization: `Bearer ${server.operatorToken}`, 'content-type': 'application/json' },
  });
const stored = () => server.store.db.selectFrom('events').select(['id', 'body']).execute();

describe('a body', () => {
  const tooLarge = 10_000_000;

  test('of 10 MB that says its length is refused, and the next is taken', async () => {
    expect(await answerOf(await post(JSON.stringify(formSubmission({}, { essay: 'x'.repeat(tooLarge) }))))).toMatchObject({
      status: 413,
      code: 'body_too_large',
      message: expect.stringContaining('1048576 bytes') as string,
    });
    expect((await post(JSON.stringify(formSubmission()))).status).toBe(202);
  });

  test('of 10 MB that does not say its length is refused as soon as it is too long', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (stream) => {
        sent += 65_536;
        stream.enqueue(new Uint8Array(65_536));
        if (sent >= tooLarge) stream.close();
      },
    });
    const init = { method: 'POST', body, duplex: 'half', headers: { 'handoff-source': site.sourceId } };
    expect(await answerOf(await fetch(`${url}/v1/events`, init as RequestInit))).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  test('that ends before its end is the sender’s matter, not a fault of the store', async () => {
    const cut = async (head: string) => {
      const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      const arrived = once(listening, 'request');
      socket.write(`POST /v1/events HTTP/1.1\r\nhost: handoff\r\nhandoff-source: ${site.sourceId}\r\n${head}`);
      const [incoming] = (await arrived) as [NodeJS.EventEmitter];
      socket.destroy();
      await new Promise((resolve) => incoming.once('close', resolve));
    };
    await cut('content-length: 1000\r\n\r\n{"id":');
    await cut('transfer-encoding: chunked\r\n\r\n6\r\n{"id":\r\n');
    expect((await post(JSON.stringify(formSubmission()))).status).toBe(202);
    expect(logged).toEqual([]);
  });

  test.each([
    ['in Latin-1', Buffer.from('{"id":"Müller"}', 'latin1')],
    ['in UTF-16', Buffer.from('\uFEFF{"id":"Müller"}', 'utf16le')],
    ['compressed', Buffer.from('1f8b0800000000000003ab56ca4c51b252f22d4bcd2b51aa0500', 'hex')],
  ])('%s is refused with what to do', async (_, bytes) => {
    const answer = await answerOf(await post(new Uint8Array(bytes)));
    expect(answer).toMatchObject({ status: 422, code: 'not_json', message: expect.stringContaining('UTF-8') as string });
  });

  test('of UTF-8 with a byte order mark is read', async () => {
    expect((await post(`\uFEFF${JSON.stringify(formSubmission())}`)).status).toBe(202);
  });

  test.each([65, 100_000])('nested %i deep is refused, the next is taken', async (depth) => {
    const deep = JSON.stringify(formSubmission()).replace('"data":{', `"data":{"deep":${'['.repeat(depth)}${']'.repeat(depth)},`);
    expect(await answerOf(await post(deep))).toMatchObject({ status: 422, code: 'too_deep' });
    expect(await answerOf(await api('POST', '/flows', `{"name":"Deep","spec":${'['.repeat(depth)}`))).toMatchObject({
      status: 422,
      code: 'too_deep',
    });
    expect((await post(JSON.stringify(formSubmission()))).status).toBe(202);
  });
});

describe('__proto__ and unknown members', () => {
  const polluted = '"__proto__":{"polluted":true},"\\u005f_proto__":{"polluted":true}';
  afterEach(() => expect(({} as { polluted?: boolean }).polluted).toBeUndefined());

  test('in an event reach no record and no prototype', async () => {
    const text = JSON.stringify(formSubmission());
    expect((await post(text.replace('"data":{', `"data":{${polluted},`))).status).toBe(202);
    await server.drain();
    expect(await stored()).toMatchObject([{ body: text }]);
  });

  test('in a flow are left out, and refused as places of a mapping', async () => {
    const { id } = await server.client('createConnection', {
      params: { workspaceId: server.workspaceId },
      body: { destination: 'webhook', name: 'Hook', settings: { url: 'https://hooks.example/in' } },
    });
    const flow = (fields: string) =>
      `{${polluted},"name":"Flow","spec":{${polluted},"trigger":{"types":["form.submitted"]},"steps":[{${polluted},"key":"send","connection":"${id}","operation":"send","mapping":{"fields":{${fields}}}}]}}`;
    const made = await api('POST', '/flows', flow('"/email":{"do":"path","path":"/subject/email"}'));
    expect(made.status).toBe(201);
    expect(await made.text()).not.toContain('polluted');
    for (const fields of [
      '"/__proto__/polluted":{"do":"literal","value":true}',
      '"/a":{"do":"path","path":"/__proto__/polluted"}',
      '"/a":{"do":"path","path":"/constructor/prototype"}',
    ]) {
      expect(await answerOf(await api('POST', '/flows', flow(fields)))).toMatchObject({ status: 422, code: 'invalid' });
    }
  });

  test('in settings are left out', async () => {
    const path = `/sources/${site.sourceId}`;
    const changed = await api('PATCH', path, `{"settings":{${polluted},"country":"DE","screening":{${polluted},"observe":true}}}`);
    expect(changed.status).toBe(200);
    expect(await changed.text()).not.toContain('polluted');
    const made = await api(
      'POST',
      '/connections',
      `{"destination":"webhook","name":"Hook","settings":{${polluted},"url":"https://hooks.example/in"}}`,
    );
    expect(made.status).toBe(201);
    expect(JSON.stringify(await server.store.db.selectFrom('connections').selectAll().execute())).not.toContain('polluted');
  });

  test('in a query change nothing', async () => {
    expect((await post(JSON.stringify(formSubmission()))).status).toBe(202);
    const answer = await fetch(
      `${url}/v1/workspaces/${server.workspaceId}/events?__proto__=1&__proto__[limit]=0&constructor=2&before%00=3`,
      { headers: { authorization: `Bearer ${server.operatorToken}` } },
    );
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { items: unknown[] }).items).toHaveLength(1);
  });

  test('a member the API does not know is named', async () => {
    const bodies: [string, string, string][] = [
      ['POST', '/flows', '{"name":"Flow","colour":"red","spec":{}}'],
      ['POST', '/connections', '{"destination":"webhook","name":"Hook","settings":{"url":"https://hooks.example/in","colour":"red"}}'],
      ['PATCH', `/sources/${site.sourceId}`, '{"settings":{"colour":"red"}}'],
    ];
    for (const [method, path, body] of bodies) {
      const answer = await api(method, path, body);
      expect([answer.status, JSON.stringify(await answer.json())]).toEqual([422, expect.stringContaining('colour')]);
    }
  });
});

test('a path that cannot be decoded is not found', async () => {
  expect(await answerOf(await fetch(`${url}/v1/workspaces/%E0%A4%A/events`))).toMatchObject({ status: 401 });
  expect(await answerOf(await fetch(`${url}/%E0%A4%A`))).toMatchObject({ status: 404, code: 'not_found' });
});
