import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { generateSecret } from '@handoff/shared/event';
import type { FlowSpec } from '@handoff/shared/flow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createGuardedFetch, type GuardedFetch } from '../src/destinations/kit/guard.ts';
import { property } from '../src/destinations/hubspot/twin/catalog.ts';
import { createHubspotTwin, type HubspotTwin } from '../src/destinations/hubspot/twin/index.ts';
import { createHarness, formSubmission, type Harness, type TestSite } from './support/harness.ts';

/** A receiver on a real socket: what it was sent, and in which words it answers. */
interface Receiver {
  url: string;
  heard: string[];
  /** How the next requests are answered; afterwards with 200. */
  next: ((socket: Socket) => void)[];
}

let server: Harness;
let site: TestSite;
let hubspot: HubspotTwin;
let guarded: GuardedFetch;
const closing: (() => void)[] = [];

beforeEach(async () => {
  guarded = createGuardedFetch({ allowPrivate: true });
  hubspot = createHubspotTwin({
    properties: { contacts: [property({ name: 'favourite_cake', label: 'Favourite cake', type: 'string', fieldType: 'text' })] },
  });
  const fetch = (request: Request) => (hubspot.origins.includes(new URL(request.url).origin) ? hubspot.fetch(request) : guarded(request));
  server = await createHarness({ fetch });
  site = await server.pair();
});
afterEach(async () => {
  await server.close();
  await guarded.close();
  for (const close of closing.splice(0)) close();
});

async function receiver(): Promise<Receiver> {
  const heard: string[] = [];
  const next: Receiver['next'] = [];
  const listener = createServer((socket) => {
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [head, body] = text.split('\r\n\r\n');
      if (body === undefined || Buffer.byteLength(body) < Number(/content-length: (\d+)/i.exec(head ?? '')?.[1])) return;
      heard.push(text);
      text = '';
      (next.shift() ?? ((calm) => calm.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}')))(socket);
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  closing.push(() => listener.close());
  return { url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/in`, heard, next };
}

async function publish(
  destination: string,
  settings: Record<string, unknown>,
  step: Pick<FlowSpec['steps'][number], 'operation' | 'mapping'>,
) {
  const params = { workspaceId: server.workspaceId };
  const { id } = await server.client('createConnection', { params, body: { destination, name: 'Ours', settings } });
  const spec: FlowSpec = { trigger: { types: ['form.submitted'] }, steps: [{ key: 'send', connection: id, ...step }] };
  const flow = await server.client('createFlow', { params, body: { name: 'Contact form', spec } });
  await server.client('publishFlow', { params: { ...params, flowId: flow.id } });
}

/** Sends one form and answers what the activity says about its delivery. */
async function deliver() {
  const params = { workspaceId: server.workspaceId };
  const { eventId } = (await (await site.post(formSubmission())).json()) as { eventId: string };
  await server.drain();
  return async () => (await server.client('getEvent', { params: { ...params, eventId } })).deliveryList[0]!;
}
const later = async () => {
  server.clock.advance(7_000);
  await server.drain();
};

describe('HubSpot', () => {
  const properties = { '/properties/email': 'subject/email', '/properties/favourite_cake': 'data/fields/your-name' };
  const mapping = {
    fields: Object.fromEntries(Object.entries(properties).map(([target, path]) => [target, { do: 'path' as const, path: `/${path}` }])),
  };
  beforeEach(() => publish('hubspot', { accessToken: 'pat-eu1-12345678' }, { operation: 'upsertContact', mapping }));

  test('a field that was removed there makes a dead letter that names it', async () => {
    hubspot = createHubspotTwin();
    const shown = await deliver();
    expect(await shown()).toMatchObject({
      state: 'dead',
      error: { problems: [{ path: '/properties/favourite_cake', message: expect.stringContaining('favourite_cake') as string }] },
    });
    expect(hubspot.contacts()).toEqual([]);
  });

  test('207 with an error for the record is no success', async () => {
    const error = { status: 'error', category: 'VALIDATION_ERROR', message: 'Property values were not valid', context: {} };
    hubspot.inject({
      match: /upsert/,
      when: 'before',
      answer: { status: 207, body: { status: 'COMPLETE', results: [], numErrors: 1, errors: [error] } },
    });
    const shown = await deliver();
    expect(await shown()).toMatchObject({
      state: 'dead',
      error: { code: expect.any(String) as string, message: expect.stringContaining('HubSpot') as string },
    });
  });

  test('a web page with 200 is no success; it is tried again and arrives once', async () => {
    hubspot.inject({ match: /upsert/, when: 'before', answer: { status: 200, body: '<!doctype html><title>Sign in</title>' } });
    const shown = await deliver();
    expect(await shown()).toMatchObject({
      state: 'pending',
      error: { code: 'not_json', message: expect.stringContaining('web page') as string },
    });
    await later();
    expect(await shown()).toMatchObject({ state: 'succeeded' });
    expect(hubspot.contacts()).toHaveLength(1);
  });
});

describe('a receiver', () => {
  const step = { operation: 'send', mapping: { fields: { '/email': { do: 'path' as const, path: '/subject/email' } } } };
  let theirs: Receiver;
  beforeEach(async () => {
    theirs = await receiver();
    await publish('webhook', { url: theirs.url, secret: generateSecret() }, step);
  });

  test('that redirects into the private network is not followed', async () => {
    const inside = await receiver();
    theirs.next.push((socket) =>
      socket.end(`HTTP/1.1 307 Temporary Redirect\r\nlocation: ${inside.url}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`),
    );
    const shown = await deliver();
    expect(await shown()).toMatchObject({
      state: 'dead',
      error: { code: 'redirect_refused', message: expect.stringContaining('final address') as string },
    });
    expect(inside.heard).toEqual([]);
  });

  test.each([
    ['before any answer', (socket: Socket) => socket.destroy()],
    [
      'in mid-answer, after its head',
      (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"par', () => socket.destroy()),
    ],
    [
      'in the middle of a chunk',
      (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"par', () => socket.end()),
    ],
  ])('that closes the connection %s is tried again with the same message id', async (_, cut) => {
    theirs.next.push(cut);
    const shown = await deliver();
    expect(await shown()).toMatchObject({ state: 'pending', error: { code: 'connection_lost' } });
    await later();
    expect(await shown()).toMatchObject({ state: 'succeeded' });
    const ids = theirs.heard.map((request) => /webhook-id: (\S+)/i.exec(request)?.[1]);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test('that answers something other than HTTP is tried again', async () => {
    theirs.next.push((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
    const shown = await deliver();
    expect(await shown()).toMatchObject({ state: 'pending', error: { code: 'connection_lost' } });
    await later();
    expect(await shown()).toMatchObject({ state: 'succeeded' });
  });
});
