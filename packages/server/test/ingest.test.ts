import { createRotateKeyRequest, decodeConnectionCode, createPairRequest, verifyPairAnswer, type PairAnswer } from '@handoff/shared/api';
import { generateEd25519, importSigningKey, sign } from '@handoff/shared/event';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHarness, formSubmission, type Harness, jsonRequest, type TestSite } from './support/harness.ts';

let server: Harness;
let site: TestSite;

beforeEach(async () => {
  server = await createHarness({ env: { HANDOFF_MAX_BODY_BYTES: '1000000', HANDOFF_SOURCE_EVENTS_PER_MINUTE: '600' } });
  site = await server.pair();
});
afterEach(() => server.close());

const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string; message: string; problems?: { path: string }[]; serverTime?: string } }).error;
const stored = () => server.store.db.selectFrom('events').selectAll().orderBy('seq').execute();

describe('what is accepted', () => {
  test('a signed event is kept before the answer, and a repeat gets the first id', async () => {
    const event = formSubmission();
    const first = await site.post(event);
    expect(first.status).toBe(202);
    const { eventId } = (await first.json()) as { eventId: string };
    const [row] = await stored();
    expect(row).toMatchObject({ id: eventId, state: 'received', type: 'form.submitted' });
    expect(JSON.parse(row!.body)).toEqual(event);

    const again = await site.post(event);
    expect(again.status).toBe(202);
    expect(await again.json()).toEqual({ eventId, status: 'repeat' });
    expect(await stored()).toHaveLength(1);
  });

  test('the same event by another path (other id, other context) is a repeat, not a revision', async () => {
    const event = formSubmission();
    await site.post(event);
    const answer = await site.post({ ...event, id: 'from-the-gap-scan', context: { page: 'https://bloom.example/other' } });
    expect(await answer.json()).toMatchObject({ status: 'repeat' });
  });

  test('a source may ask which keys it has sent, and learns of no other source’s', async () => {
    const event = formSubmission();
    const others = formSubmission();
    await site.post(event);
    await (await server.pair('other.example')).post(others);
    const ask = (keys: string[], headers = {}) => site.post({ keys }, { path: '/v1/events/known', headers });

    const answer = await ask(['never.sent:1', event.idempotencyKey, others.idempotencyKey]);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ known: [event.idempotencyKey] });
    expect((await ask([])).status).toBe(422);
    expect((await ask(['x'], { 'webhook-signature': 'v1a,AAAA' })).status).toBe(401);
  });

  test('a known key with another body is kept, flagged and answered with the first id', async () => {
    const event = formSubmission();
    const { eventId } = (await (await site.post(event)).json()) as { eventId: string };
    const answer = await site.post({ ...event, data: { ...event.data, fields: { changed: 'yes' } } });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ eventId, status: 'revision' });
    expect((await stored())[1]).toMatchObject({ state: 'revision', revision_of: eventId });
  });

  test('kept is kept, also where it cannot be noted when the source was last heard of', async () => {
    const heardOf = async () =>
      (await server.client('listSources', { params: { workspaceId: server.workspaceId } })).items.map(({ lastEventAt }) => lastEventAt);
    await sql`create trigger refuse before update on sources begin select raise(abort, 'disk full'); end`.execute(server.store.db);
    const event = formSubmission();
    expect((await site.post(event)).status).toBe(202);
    expect(await stored()).toHaveLength(1);
    expect(await heardOf()).toEqual([null]);
    // It is noted with the next event that comes.
    await sql`drop trigger refuse`.execute(server.store.db);
    expect(await (await site.post(event)).json()).toMatchObject({ status: 'repeat' });
    expect(await heardOf()).toEqual([new Date(server.clock.now()).toISOString()]);
  });

  test('an unknown type is kept and parked', async () => {
    expect((await site.post(formSubmission({ type: 'webinar.joined' }))).status).toBe(202);
    expect((await stored())[0]).toMatchObject({ state: 'parked', type: 'webinar.joined' });
  });

  test('unknown members are kept as they came', async () => {
    const event = { ...formSubmission(), somethingNew: { a: [1, 2] } };
    expect((await site.post(event)).status).toBe(202);
    expect(JSON.parse((await stored())[0]!.body)).toEqual(event);
  });

  test('a malformed optional part does not cost the lead: kept, with the path', async () => {
    const event = { ...formSubmission(), context: { secondsToSubmit: 'soon' }, consent: 'yes' };
    const answer = await site.post(event);
    expect(answer.status).toBe(202);
    const { problems } = (await answer.json()) as { problems: { path: string }[] };
    expect(problems.map((problem) => problem.path)).toEqual(['/context/secondsToSubmit', '/consent']);
    expect(JSON.parse((await stored())[0]!.body)).toEqual(event);
  });

  test.each(['__proto__', '__p\\u0072oto__', '\\u005f\\u005fproto__'])(
    '%s members are left out of what is read and of what is stored, and reach no prototype',
    async (name) => {
      const event = formSubmission();
      const text = JSON.stringify(event).replace('"data":{', `"data":{"${name}":{"polluted":true},`);
      const answer = await site.post(text);
      expect(answer.status).toBe(202);
      expect(((await answer.json()) as { problems: { message: string }[] }).problems[0]?.message).toContain('__proto__');
      expect((await stored())[0]!.body).toBe(JSON.stringify(event));
      await server.drain();
      expect((await stored())[0]).toMatchObject({ state: 'processed', process_error: null });
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  test.each(['constructor', 'prototype', '__proto__'])(
    'a field called %s is left out, and the same event again is a repeat',
    async (name) => {
      const text = JSON.stringify(formSubmission()).replace('"fields":{', `"fields":{"${name}":"Baumeister GmbH",`);
      const answers = [await site.post(text), await site.post(text), await site.post({ events: [JSON.parse(text)] })];
      expect(await Promise.all(answers.map((answer) => answer.json()))).toMatchObject([
        { status: 'accepted' },
        { status: 'repeat' },
        { results: [{ status: 'repeat' }] },
      ]);
      expect((await stored()).map(({ state }) => state)).toEqual(['received']);
    },
  );

  test('a batch answers for each event, and one bad event costs no other', async () => {
    const good = formSubmission();
    const answer = await site.post({ events: [good, { id: 'x' }, good, 7] });
    expect(answer.status).toBe(202);
    const { results } = (await answer.json()) as { results: { status: string; error?: { problems: { path: string }[] } }[] };
    expect(results.map((result) => result.status)).toEqual(['accepted', 'rejected', 'repeat', 'rejected']);
    expect(results[1]?.error?.problems.map((problem) => problem.path)).toContain('/type');
    expect(await stored()).toHaveLength(1);
  });
});

describe('what is refused, and with which words', () => {
  test('no source, an unknown one', async () => {
    const event = JSON.stringify(formSubmission());
    expect(await errorOf(await server.app.fetch(jsonRequest('/v1/events', event)))).toMatchObject({ code: 'source_unknown' });
    const response = await site.post(event, { headers: { 'handoff-source': 'src_nobody' } });
    expect(response.status).toBe(401);
    expect(await errorOf(response)).toMatchObject({ code: 'source_unknown' });
  });

  test('no signature, a wrong one, a body changed on the way', async () => {
    const event = JSON.stringify(formSubmission());
    const unsigned = await server.app.fetch(jsonRequest('/v1/events', event, { 'handoff-source': site.sourceId }));
    expect([unsigned.status, (await errorOf(unsigned)).code]).toEqual([401, 'signature_missing']);

    const stranger = await importSigningKey((await generateEd25519()).secretKey);
    const forged = await sign([stranger], { id: 'm1', timestamp: server.clock.now() / 1000, body: event });
    const wrong = await server.app.fetch(jsonRequest('/v1/events', event, { 'handoff-source': site.sourceId, ...forged }));
    expect([wrong.status, (await errorOf(wrong)).code]).toEqual([401, 'signature_invalid']);

    const own = await importSigningKey(site.secretKey);
    const genuine = await sign([own], { id: 'm2', timestamp: server.clock.now() / 1000, body: event });
    const changed = await server.app.fetch(
      jsonRequest('/v1/events', event.replace('Ada', 'Eve'), { 'handoff-source': site.sourceId, ...genuine }),
    );
    expect((await errorOf(changed)).code).toBe('signature_invalid');
    expect(await stored()).toHaveLength(0);
  });

  test.each([-301_000, 301_000])('a genuine event signed %i ms off says clock_skew with the server’s time', async (offset) => {
    const response = await site.post(formSubmission(), { at: server.clock.now() + offset });
    expect(response.status).toBe(401);
    expect(await errorOf(response)).toMatchObject({ code: 'clock_skew', serverTime: new Date(server.clock.now()).toISOString() });
  });

  test('a replaced key is refused, the new one accepted', async () => {
    const fresh = await generateEd25519();
    const rotate = await createRotateKeyRequest({
      sourceId: site.sourceId,
      oldSecretKey: site.secretKey,
      newSecretKey: fresh.secretKey,
      timestamp: server.clock.now() / 1000,
    });
    expect((await server.app.fetch(jsonRequest(`/v1/sources/${site.sourceId}/rotate-key`, rotate))).status).toBe(200);
    const old = await site.post(formSubmission());
    expect([old.status, (await errorOf(old)).code]).toEqual([401, 'signature_invalid']);
    const body = JSON.stringify(formSubmission());
    const signed = await sign([await importSigningKey(fresh.secretKey)], { id: 'm3', timestamp: server.clock.now() / 1000, body });
    expect((await server.app.fetch(jsonRequest('/v1/events', body, { 'handoff-source': site.sourceId, ...signed }))).status).toBe(202);
    const twice = await server.app.fetch(jsonRequest(`/v1/sources/${site.sourceId}/rotate-key`, rotate));
    expect(twice.status).toBe(401);
  });

  test('a disconnected source hears so, at once', async () => {
    await server.client('revokeSource', { params: { workspaceId: server.workspaceId, sourceId: site.sourceId } });
    const response = await site.post(formSubmission());
    expect([response.status, (await errorOf(response)).code]).toEqual([401, 'source_revoked']);
  });

  test('10 MB, whether it says so beforehand or not', async () => {
    const body = JSON.stringify(formSubmission({}, { essay: 'x'.repeat(10_000_000) }));
    const told = await site.post(body, { headers: { 'content-length': String(body.length) } });
    expect([told.status, (await errorOf(told)).code]).toEqual([413, 'body_too_large']);
    const silent = await site.post(body);
    expect(silent.status).toBe(413);
  });

  test('what is not JSON, not UTF-8, or too deep', async () => {
    const own = await importSigningKey(site.secretKey);
    const post = async (body: Uint8Array<ArrayBuffer>) => {
      const signed = await sign([own], { id: 'm4', timestamp: server.clock.now() / 1000, body });
      const response = await server.app.fetch(
        new Request('https://handoff.test/v1/events', { method: 'POST', body, headers: { ...signed, 'handoff-source': site.sourceId } }),
      );
      return [response.status, (await errorOf(response)).code];
    };
    expect(await post(new TextEncoder().encode('{"id":'))).toEqual([422, 'not_json']);
    expect(await post(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))).toEqual([422, 'not_json']);
    expect(await post(new TextEncoder().encode(`{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`))).toEqual([422, 'too_deep']);
  });

  test('not an envelope: 422 with every path', async () => {
    const response = await site.post({ id: '', type: 'Form', occurredAt: 'yesterday', data: [] });
    expect(response.status).toBe(422);
    const { code, problems } = await errorOf(response);
    expect(code).toBe('invalid');
    expect(problems?.map((problem) => problem.path).toSorted()).toEqual(['/data', '/id', '/idempotencyKey', '/occurredAt', '/type']);
  });

  test('101 events: nothing of it is accepted', async () => {
    const response = await site.post({ events: Array.from({ length: 101 }, () => formSubmission()) });
    expect([response.status, (await errorOf(response)).code]).toEqual([422, 'batch_too_large']);
    expect(await stored()).toHaveLength(0);
  });

  test('too fast: 429 with Retry-After, and then it goes on', async () => {
    const batch = (n: number) => ({ events: Array.from({ length: n }, () => formSubmission()) });
    expect((await site.post(batch(100))).status).toBe(202);
    const response = await site.post(batch(100));
    expect(response.status).toBe(429);
    const wait = Number(response.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    server.clock.advance(wait * 1000);
    expect((await site.post(batch(100))).status).toBe(202);
  });
});

describe('a store that cannot keep anything', () => {
  test('answers 503 with Retry-After, so the sender keeps its events', async () => {
    const other = await createHarness();
    const sender = await other.pair();
    await sender.post(formSubmission());
    other.runtime.deps.receive = () => Promise.reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }));
    const response = await sender.post(formSubmission());
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('10');
    expect((await errorOf(response)).code).toBe('unavailable');
    await other.close();
  });
});

describe('pairing', () => {
  const codeOf = async () => {
    const { code } = await server.client('createConnectionCode', { params: { workspaceId: server.workspaceId } });
    const decoded = decodeConnectionCode(code);
    if (!decoded.ok) throw new Error(decoded.message);
    return decoded.connection;
  };
  const ask = async (connection: Awaited<ReturnType<typeof codeOf>>, secretKey: string) =>
    createPairRequest({ kind: 'wordpress', name: 'shop.example', url: 'https://shop.example', connection, secretKey });

  test('both sides know each other afterwards', async () => {
    const connection = await codeOf();
    const { secretKey, publicKey } = await generateEd25519();
    const answer = (await (await server.app.fetch(jsonRequest('/v1/sources/pair', await ask(connection, secretKey)))).json()) as PairAnswer;
    expect(await verifyPairAnswer(connection, publicKey, answer)).toEqual({ ok: true });
    const { items } = await server.client('listSources', { params: { workspaceId: server.workspaceId } });
    expect(items.find((source) => source.id === answer.sourceId)?.fingerprint).toBe(answer.fingerprint);
  });

  test('a code works once, for 15 minutes, and only for who holds the key', async () => {
    const { secretKey } = await generateEd25519();
    const used = await codeOf();
    expect((await server.app.fetch(jsonRequest('/v1/sources/pair', await ask(used, secretKey)))).status).toBe(201);
    expect((await server.app.fetch(jsonRequest('/v1/sources/pair', await ask(used, secretKey)))).status).toBe(401);

    const old = await codeOf();
    server.clock.advance(15 * 60_000 + 1);
    expect((await errorOf(await server.app.fetch(jsonRequest('/v1/sources/pair', await ask(old, secretKey))))).code).toBe('code_invalid');

    const stolen = { ...(await ask(await codeOf(), secretKey)), publicKey: (await generateEd25519()).publicKey };
    expect((await server.app.fetch(jsonRequest('/v1/sources/pair', stolen))).status).toBe(401);
  });

  test('two sites racing for one code: one wins', async () => {
    const connection = await codeOf();
    const requests = await Promise.all([generateEd25519(), generateEd25519()].map(async (keys) => ask(connection, (await keys).secretKey)));
    const answers = await Promise.all(requests.map(async (request) => server.app.fetch(jsonRequest('/v1/sources/pair', request))));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201, 401]));
  });
});
