import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, createPairRequest, decodeConnectionCode, type Client } from '@handoff/shared/api';
import { type Envelope, generateEd25519, importSigningKey, sign, type SigningKey } from '@handoff/shared/event';
import type { Hono } from 'hono';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Fetch } from '../../src/destinations/kit/http.ts';
import type { DestinationDefinition } from '../../src/destinations/kit/types.ts';
import { createToken } from '../../src/domain/token/create.ts';
import { destinations } from '../../src/destinations/registry.ts';
import type { Clock } from '../../src/observe/clock.ts';
import { type Logger, silentLogger } from '../../src/observe/logger.ts';
import type { Mailer } from '../../src/mail/mailer.ts';
import type { Tracing } from '../../src/observe/tracing.ts';
import { createRuntime, type Runtime } from '../../src/runtime.ts';
import { createKeyring, newSealingKey } from '../../src/secrets/keyring.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

/** A clock that stands still until told otherwise. */
export interface TestClock extends Clock {
  set: (at: number) => void;
  advance: (ms: number) => void;
}

export function createTestClock(start = Date.UTC(2026, 10, 21, 12)): TestClock {
  let now = start;
  return {
    now: () => now,
    after: () => () => {},
    set: (at) => void (now = at),
    advance: (ms) => void (now += ms),
  };
}

/** A paired site that signs with its own key. */
export interface TestSite {
  sourceId: string;
  secretKey: string;
  /** Signs and posts; answers the raw response. */
  post: (body: unknown, options?: { headers?: Record<string, string>; at?: number; path?: string }) => Promise<Response>;
}

export interface Harness {
  store: Store;
  runtime: Runtime;
  app: Hono;
  clock: TestClock;
  workspaceId: string;
  operatorToken: string;
  /** The typed client with the operator's token. */
  client: Client;
  pair: (name?: string, kind?: string, language?: string) => Promise<TestSite>;
  /** Works until nothing is due. */
  drain: () => Promise<void>;
  close: () => Promise<void>;
}

export interface HarnessOptions {
  databaseUrl?: string | undefined;
  fetch?: Fetch;
  env?: Record<string, string>;
  destinations?: Record<string, DestinationDefinition>;
  clock?: TestClock;
  logger?: Logger;
  mailer?: Mailer;
  tracing?: Tracing;
}

const ORIGIN = 'https://handoff.test';

/** The clock of a test stands still, so that nothing spent on calls ever comes back. */
const STILL = { HANDOFF_API_REQUESTS_PER_MINUTE: '10000000' };

/** A whole server without a port: real store, real pipeline, a clock that is turned by hand. */
export async function createHarness(options: HarnessOptions = {}): Promise<Harness> {
  const directory = await mkdtemp(join(tmpdir(), 'handoff-test-'));
  const clock = options.clock ?? createTestClock();
  const store = await openStore({ databaseUrl: options.databaseUrl, sqliteFile: join(directory, 'handoff.sqlite') });
  const runtime = await createRuntime({
    store,
    keyring: createKeyring([newSealingKey()]),
    config: readConfig({ HANDOFF_PUBLIC_URL: ORIGIN, HANDOFF_ALLOW_BASE_URL_OVERRIDE: 'true', ...STILL, ...options.env }),
    clock,
    logger: options.logger ?? silentLogger,
    destinations: options.destinations ?? destinations,
    fetch: options.fetch ?? (() => Promise.reject(new TypeError('no network in this test'))),
    mailer: options.mailer,
    tracing: options.tracing,
    version: '0.0.0-test',
    publicUrl: () => ORIGIN,
  });
  const app = createApp(runtime.deps);
  const fetchApp = (request: Request) => Promise.resolve(app.fetch(request));
  const { token } = await createToken(store.db, { name: 'test', workspaceId: null }, clock.now());
  const client = createClient({ baseUrl: ORIGIN, token: () => token, fetch: fetchApp });
  const workspace = await client('createWorkspace', { body: { name: 'Bloom & Co' } });

  return {
    store,
    runtime,
    app,
    clock,
    workspaceId: workspace.id,
    operatorToken: token,
    client,
    pair: async (name = 'bloom.example', kind = 'wordpress', language) => {
      const { code } = await client('createConnectionCode', { params: { workspaceId: workspace.id } });
      const decoded = decodeConnectionCode(code);
      if (!decoded.ok) throw new Error(decoded.message);
      const { secretKey } = await generateEd25519();
      const request = await createPairRequest({ kind, name, url: `https://${name}`, connection: decoded.connection, secretKey });
      const answer = await app.fetch(
        jsonRequest('/v1/sources/pair', request, language === undefined ? {} : { 'accept-language': language }),
      );
      if (answer.status !== 201) throw new Error(await answer.text());
      const { sourceId } = (await answer.json()) as { sourceId: string };
      return site(app, clock, sourceId, secretKey);
    },
    drain: () => runtime.worker.drain(),
    close: async () => {
      await runtime.worker.stop();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export function jsonRequest(path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST'): Request {
  return new Request(ORIGIN + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

async function site(app: Hono, clock: Clock, sourceId: string, secretKey: string): Promise<TestSite> {
  const key: SigningKey = await importSigningKey(secretKey);
  return {
    sourceId,
    secretKey,
    post: async (body, { headers = {}, at, path = '/v1/events' } = {}) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const signed = await sign([key], {
        id: `msg_${Math.random().toString(36).slice(2)}`,
        timestamp: Math.floor((at ?? clock.now()) / 1000),
        body: text,
      });
      return app.fetch(jsonRequest(path, text, { 'handoff-source': sourceId, ...signed, ...headers }));
    },
  };
}

let number = 0;

/** A contact-form submission as a person would send it. */
export function formSubmission(overrides: Partial<Envelope> = {}, fields: Record<string, unknown> = {}): Envelope {
  number += 1;
  return {
    id: `sub-${number}`,
    idempotencyKey: `form.submitted:${number}:1`,
    type: 'form.submitted',
    occurredAt: '2026-11-21T11:59:00Z',
    subject: { email: `ada${number}@example.com`, name: 'Ada Lovelace' },
    data: {
      form: { id: 'contact', title: 'Contact' },
      fields: {
        'your-name': 'Ada Lovelace',
        'your-email': `ada${number}@example.com`,
        'your-message': `Do you repair clocks? (${number})`,
        ...fields,
      },
    },
    context: { secondsToSubmit: 34, page: 'https://bloom.example/contact' },
    ...overrides,
  };
}
