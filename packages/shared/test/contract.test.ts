// The committed files, read as another language would read them, and checked against node:crypto where possible.
import { createHash, createHmac, createPrivateKey, createPublicKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto';
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CONTRACT_DIR, contractFiles, stalePaths } from '../scripts/contract/files.ts';
import * as pairing from '../src/api/pairing.ts';
import * as event from '../src/event/index.ts';

const fixture = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(join(CONTRACT_DIR, 'fixtures', `${name}.json`), 'utf8')) as T;
const rawKey = (key: string) => Buffer.from(key.slice(key.indexOf('_') + 1), 'base64');
const nodePublic = (publicKey: string) =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: rawKey(publicKey).toString('base64url') }, format: 'jwk' });
const nodeHolds = (publicKey: string, text: string, signature: string) =>
  nodeVerify(null, Buffer.from(text), nodePublic(publicKey), Buffer.from(signature, 'base64'));
const outcome = (proved: pairing.Proved<string>) => (proved.ok ? 'ok' : proved.code);
const pointers = (error: z.ZodError | undefined) => (error === undefined ? [] : event.toProblems(error).map(({ path }) => path));

describe('committed files', () => {
  it('are what the sources emit (else: npm run contract)', async () => {
    expect(await stalePaths(await contractFiles(), CONTRACT_DIR)).toEqual([]);
  });

  it('are found stale when changed, missing or left over', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'handoff-contract-'));
    try {
      const emitted = await contractFiles();
      for (const [path, text] of emitted) {
        await mkdir(dirname(join(dir, path)), { recursive: true });
        await writeFile(join(dir, path), text);
      }
      expect(await stalePaths(emitted, dir)).toEqual([]);
      await writeFile(join(dir, 'schemas/envelope.json'), '{}');
      await rm(join(dir, 'fixtures/data.json'));
      await writeFile(join(dir, 'schemas/old.json'), '{}');
      expect(await stalePaths(emitted, dir)).toEqual(['fixtures/data.json', 'schemas/envelope.json', 'schemas/old.json']);
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});

describe('schemas', () => {
  it('resolve every reference within themselves', async () => {
    const names = await readdir(join(CONTRACT_DIR, 'schemas'));
    expect(names).toContain('flow-spec.json');
    for (const name of names) {
      const text = await readFile(join(CONTRACT_DIR, 'schemas', name), 'utf8');
      const schema = JSON.parse(text) as { $schema: string; $defs?: Record<string, unknown> };
      expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
      const referenced = [...text.matchAll(/"\$ref": "([^"]+)"/g)].map(([, reference]) => reference);
      const defined = Object.keys(schema.$defs ?? {}).map((id) => `#/$defs/${id}`);
      expect(defined, name).toEqual(expect.arrayContaining(referenced));
    }
  });

  it('judge the fixtures of data as the sources do', async () => {
    for (const { name, schema, data, problems } of await fixture<{ name: string; schema: string; data: unknown; problems: string[] }[]>(
      'data',
    )) {
      const text = await readFile(join(CONTRACT_DIR, 'schemas', `${schema}.json`), 'utf8');
      const reread = z.fromJSONSchema(JSON.parse(text) as z.core.JSONSchema.JSONSchema);
      expect(pointers(reread.safeParse(data).error), name).toEqual(problems);
      const source = { 'order-data': event.OrderData, 'refund-data': event.RefundData, 'customer-data': event.CustomerData }[schema];
      expect(pointers(source?.safeParse(data).error), name).toEqual(problems);
    }
  });

  it('judge the fixtures of envelopes as the sources do', async () => {
    const schema = JSON.parse(await readFile(join(CONTRACT_DIR, 'schemas/envelope.json'), 'utf8')) as z.core.JSONSchema.JSONSchema;
    const reread = z.fromJSONSchema(schema);
    for (const { name, envelope, accepted, problems } of await fixture<
      { name: string; envelope: unknown; accepted: boolean; problems: string[] }[]
    >('envelopes')) {
      expect(reread.safeParse(envelope).success, name).toBe(problems.length === 0);
      const parsed = event.parseEnvelope(envelope);
      expect([parsed.ok, parsed.problems.map(({ path }) => path)], name).toEqual([accepted, problems]);
    }
  });
});

it('event types: known, open and parked as listed', async () => {
  const list = await fixture<{ known: string[]; openFamilies: string[]; screened: string[]; parkedExamples: string[] }>('event-types');
  const examples = list.openFamilies.map((family) => `${family}.something_new`);
  for (const type of [...list.known, ...examples, ...list.parkedExamples]) expect(event.EventType.safeParse(type).success, type).toBe(true);
  expect([...list.known, ...examples].filter((type) => !event.isKnownEventType(type))).toEqual([]);
  expect(list.parkedExamples.filter((type) => event.isKnownEventType(type))).toEqual([]);
  expect(list.known).toEqual(expect.arrayContaining(list.screened));
});

interface SignatureFixture {
  keys: { owner: string; secretKey: string; publicKey: string; fingerprint: string; thumbprint: string }[];
  sign: { name: string; keys: string[]; bodyBase64: string; headers: event.SignatureHeaders }[];
  verify: {
    name: string;
    keys: string[];
    bodyBase64: string;
    nowSeconds: number;
    headers: event.SignatureHeaders;
    expect: string;
  }[];
}

describe('signatures', () => {
  it('keys: node:crypto derives the same public key, fingerprint and thumbprint', async () => {
    for (const key of (await fixture<SignatureFixture>('signatures')).keys) {
      const x = rawKey(key.publicKey).toString('base64url');
      const jwk = { kty: 'OKP', crv: 'Ed25519', x, d: rawKey(key.secretKey).toString('base64url') };
      expect(createPublicKey(createPrivateKey({ key: jwk, format: 'jwk' })).export({ format: 'jwk' }).x).toBe(x);
      const digest = createHash('sha256').update(rawKey(key.publicKey)).digest('hex');
      expect(digest.startsWith(key.fingerprint.replaceAll(' ', ''))).toBe(true);
      expect(key.thumbprint).toBe(createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url'));
    }
  });

  it('sign: node:crypto makes the same headers', async () => {
    const { sign, keys } = await fixture<SignatureFixture>('signatures');
    for (const { name, keys: texts, bodyBase64, headers } of sign) {
      const content = Buffer.concat([
        Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`),
        Buffer.from(bodyBase64, 'base64'),
      ]);
      const expected = texts.map((text) => {
        if (text.startsWith('whsec_')) return `v1,${createHmac('sha256', rawKey(text)).update(content).digest('base64')}`;
        const publicKey = keys.find(({ secretKey }) => secretKey === text)?.publicKey ?? '';
        const jwk = { kty: 'OKP', crv: 'Ed25519', x: rawKey(publicKey).toString('base64url'), d: rawKey(text).toString('base64url') };
        return `v1a,${nodeSign(null, content, createPrivateKey({ key: jwk, format: 'jwk' })).toString('base64')}`;
      });
      expect(headers['webhook-signature'], name).toBe(expected.join(' '));
    }
  });

  it('verify: every outcome is as written', async () => {
    for (const { name, keys, bodyBase64, nowSeconds, headers, expect: expected } of (await fixture<SignatureFixture>('signatures'))
      .verify) {
      const imported = await Promise.all(keys.map(event.importKey));
      const result = await event.verify(imported, headers, Buffer.from(bodyBase64, 'base64'), { now: nowSeconds * 1000 });
      expect(result.ok ? 'ok' : result.code, name).toBe(expected);
    }
  });
});

interface PairingFixture {
  connectionCode: {
    text: string;
    connection: pairing.ConnectionCode;
    alsoReadable: string[];
    bad: { name: string; pasted: string; problem: string }[];
  };
  pair: {
    requestText: string;
    request: pairing.PairRequest;
    badRequests: { name: string; request: pairing.PairRequest }[];
    answerText: string;
    answer: pairing.PairAnswer;
    badAnswers: { name: string; answer: pairing.PairAnswer; problem: string }[];
  };
  rotate: {
    oldPublicKey: string;
    text: string;
    request: pairing.RotateKeyRequest;
    nowSeconds: number;
    badRequests: { name: string; request: pairing.RotateKeyRequest; nowSeconds?: number; problem: string }[];
  };
}

describe('pairing', () => {
  it('connection codes: read or refused as written', async () => {
    const { text, connection, alsoReadable, bad } = (await fixture<PairingFixture>('pairing')).connectionCode;
    expect(pairing.encodeConnectionCode(connection)).toBe(text);
    for (const pasted of [text, ...alsoReadable]) expect(pairing.decodeConnectionCode(pasted)).toEqual({ ok: true, connection });
    for (const { name, pasted, problem } of bad)
      expect(pairing.decodeConnectionCode(pasted), name).toMatchObject({ ok: false, code: problem });
  });

  it('requests and answers: the texts are what is signed, and every outcome is as written', async () => {
    const { connectionCode, pair } = await fixture<PairingFixture>('pairing');
    expect(nodeHolds(pair.request.publicKey, pair.requestText, pair.request.proof)).toBe(true);
    expect(nodeHolds(pair.answer.serverKey, pair.answerText, pair.answer.signature)).toBe(true);
    const verifyAnswer = async (answer: pairing.PairAnswer) =>
      outcome(await pairing.verifyPairAnswer(connectionCode.connection, pair.request.publicKey, pairing.PairAnswer.parse(answer)));
    expect(outcome(await pairing.verifyPairProof(pairing.PairRequest.parse(pair.request)))).toBe('ok');
    expect(await verifyAnswer(pair.answer)).toBe('ok');
    for (const { name, request } of pair.badRequests) {
      expect(outcome(await pairing.verifyPairProof(pairing.PairRequest.parse(request))), name).toBe('proof_invalid');
    }
    for (const { name, answer, problem } of pair.badAnswers) expect(await verifyAnswer(answer), name).toBe(problem);
  });

  it('changes of key: both keys sign the text, and every outcome is as written', async () => {
    const { rotate } = await fixture<PairingFixture>('pairing');
    expect(nodeHolds(rotate.oldPublicKey, rotate.text, rotate.request.oldProof)).toBe(true);
    expect(nodeHolds(rotate.request.newPublicKey, rotate.text, rotate.request.newProof)).toBe(true);
    const good = { name: 'the change itself', request: rotate.request, nowSeconds: rotate.nowSeconds, problem: 'ok' };
    for (const { name, request, nowSeconds = rotate.nowSeconds, problem } of [good, ...rotate.badRequests]) {
      const parsed = pairing.RotateKeyRequest.parse(request);
      expect(outcome(await pairing.verifyRotateKey(parsed, rotate.oldPublicKey, { now: nowSeconds * 1000 })), name).toBe(problem);
    }
  });
});
