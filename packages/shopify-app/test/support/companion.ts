import { createPairAnswer, encodeConnectionCode, PairRequest, verifyPairProof } from '@handoff/shared/api';
import { type Envelope, generateEd25519, importKey, jwkThumbprint, verify } from '@handoff/shared/event';
import { decodeJwt, importJWK, jwtVerify } from 'jose';
import type { Companion } from '../../src/ports.ts';
import type { TestClock } from './store.ts';

const ORIGIN = 'https://handoff.test';

export interface CompanionCall {
  method: string;
  path: string;
  body: string;
  headers: Headers;
  /** Of the JWT, where one came: checked against the key the shop paired with. */
  person: string | undefined;
}

/** The little of a companion that these tests need: it pairs, takes signed events once each, and knows who asks. */
export interface LittleCompanion {
  port: Companion;
  /** A connection code, good once. */
  code: () => Promise<string>;
  /** What was taken, by idempotency key. */
  events: Map<string, Envelope>;
  calls: CompanionCall[];
  revoked: Set<string>;
  /** Answers instead; undefined lets the request through. */
  instead: ((call: CompanionCall) => Response | Promise<Response> | undefined) | undefined;
}

export async function createLittleCompanion(clock: TestClock): Promise<LittleCompanion> {
  const server = await generateEd25519();
  const sources = new Map<string, string>();
  const companion: LittleCompanion = {
    port: { origin: () => ORIGIN, fetch: (request) => answer(companion, clock, sources, server, request) },
    code: async () =>
      encodeConnectionCode({ origin: ORIGIN, code: 'abcdefghijklmnopqrstuvwxyz', thumbprint: await jwkThumbprint(server.publicKey) }),
    events: new Map(),
    calls: [],
    revoked: new Set(),
    instead: undefined,
  };
  companion.port.openWorkspace = () => companion.code();
  return companion;
}

async function answer(
  companion: LittleCompanion,
  clock: TestClock,
  sources: Map<string, string>,
  server: { secretKey: string },
  request: Request,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const body = await request.text();
  const person = await personOf(request.headers.get('authorization'), clock, sources);
  const call: CompanionCall = { method: request.method, path: pathname + search, body, headers: request.headers, person };
  companion.calls.push(call);
  const instead = await companion.instead?.(call);
  if (instead !== undefined) return instead;
  if (pathname === '/v1/sources/pair') return pair(sources, server, body);
  if (pathname.startsWith('/v1/events')) return takeSigned(companion, clock, sources, call, pathname);
  if (person === undefined) return Response.json({ error: { code: 'token_missing', message: 'Send a token.' } }, { status: 401 });
  const source = /\/sources\/([^/]+)\/revoke$/.exec(pathname)?.[1];
  if (source !== undefined) companion.revoked.add(source);
  return Response.json({ items: [], asked: call.path });
}

async function pair(sources: Map<string, string>, server: { secretKey: string }, body: string): Promise<Response> {
  const request = PairRequest.parse(JSON.parse(body));
  const proof = await verifyPairProof(request);
  if (!proof.ok) return Response.json({ error: { code: 'code_invalid', message: proof.message } }, { status: 401 });
  const sourceId = `src_${sources.size + 1}`;
  sources.set(sourceId, request.publicKey);
  const workspace = { id: 'ws_1', name: 'Steep & Co' };
  return Response.json(await createPairAnswer({ request, sourceId, workspace, serverSecretKey: server.secretKey }), { status: 201 });
}

async function takeSigned(
  companion: LittleCompanion,
  clock: TestClock,
  sources: Map<string, string>,
  { headers, body }: CompanionCall,
  path: string,
): Promise<Response> {
  const key = sources.get(headers.get('handoff-source') ?? '');
  const verified = await verify(key === undefined ? [] : [await importKey(key)], headers, body, { now: clock.now() });
  if (!verified.ok) return Response.json({ error: { code: verified.code, message: verified.message } }, { status: 401 });
  if (path === '/v1/events/known') {
    const { keys } = JSON.parse(body) as { keys: string[] };
    return Response.json({ known: keys.filter((name) => companion.events.has(name)) });
  }
  const { events } = JSON.parse(body) as { events: Envelope[] };
  const results = events.map((event) => {
    const repeat = companion.events.has(event.idempotencyKey);
    if (!repeat) companion.events.set(event.idempotencyKey, event);
    return { eventId: `evt_${event.idempotencyKey}`, status: repeat ? 'repeat' : 'accepted' };
  });
  return Response.json({ results }, { status: 202 });
}

async function personOf(header: string | null, clock: TestClock, sources: Map<string, string>): Promise<string | undefined> {
  const token = header?.replace('Bearer ', '');
  if (token === undefined) return undefined;
  const publicKey = sources.get(decodeJwt(token).iss ?? '')?.replace('whpk_', '') ?? '';
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') }, 'EdDSA');
  const { payload } = await jwtVerify(token, key, { audience: ORIGIN, maxTokenAge: '60s', currentDate: new Date(clock.now()) });
  return payload.sub;
}
