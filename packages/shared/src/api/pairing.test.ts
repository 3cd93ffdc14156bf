import { beforeAll, describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { generateEd25519, jwkThumbprint, keyFingerprint } from '../event/keys.ts';
import {
  createPairAnswer,
  createPairRequest,
  createRotateKeyRequest,
  decodeConnectionCode,
  encodeConnectionCode,
  PairRequest,
  verifyPairAnswer,
  verifyPairProof,
  verifyRotateKey,
  type ConnectionCode,
} from './pairing.ts';

type Pair = { secretKey: string; publicKey: string };
let server: Pair;
let site: Pair;
let stranger: Pair;
let connection: ConnectionCode;

beforeAll(async () => {
  [server, site, stranger] = await Promise.all([generateEd25519(), generateEd25519(), generateEd25519()]);
  connection = { origin: 'http://127.0.0.1:4310', code: 'q3nWmKx0d5TtLr7yVb2c9A', thumbprint: await jwkThumbprint(server.publicKey) };
});

const ask = () =>
  createPairRequest({ connection, kind: 'wordpress', name: 'Shop', url: 'https://shop.example', secretKey: site.secretKey });
const answerTo = async (request: PairRequest, key = server) =>
  createPairAnswer({ request, sourceId: 'src_1', workspace: { id: 'wsp_1', name: 'Shop' }, serverSecretKey: key.secretKey });

describe('connection code', () => {
  it('comes back as it was made', () => {
    expect(decodeConnectionCode(encodeConnectionCode(connection))).toEqual({ ok: true, connection });
  });

  it('is never half read: every shorter piece of it is refused', () => {
    const text = encodeConnectionCode(connection);
    const pieces = Array.from({ length: text.length }, (_, length) => decodeConnectionCode(text.slice(0, length)));
    expect(pieces.filter((piece) => piece.ok)).toEqual([]);
  });

  it.each([
    ['an address with a path', { origin: 'https://handoff.example/path' }],
    ['an address with a user name', { origin: 'https://user@handoff.example' }],
    ['another protocol', { origin: 'javascript:alert(1)' }],
    ['a short code', { code: 'abc' }],
    ['a cut thumbprint', { thumbprint: 'abc' }],
  ])('cannot carry %s', (_name, change) => {
    expect(() => encodeConnectionCode({ ...connection, ...change })).toThrow(ZodError);
    const forged = `hnd1_${Buffer.from(JSON.stringify({ v: 1, ...connection, ...change })).toString('base64url')}`;
    expect(decodeConnectionCode(forged)).toMatchObject({ ok: false, code: 'damaged' });
  });

  it('says what was pasted instead', () => {
    expect(decodeConnectionCode('https://handoff.example')).toMatchObject({ message: expect.stringContaining('a web address') as string });
    const key = decodeConnectionCode(site.secretKey);
    expect(key).toMatchObject({ code: 'wrong_product', message: expect.stringContaining('a signing key') as string });
    expect(JSON.stringify(key)).not.toContain(site.secretKey.slice(5));
  });
});

describe('pairing', () => {
  it('lets both sides know each other', async () => {
    const request = await ask();
    expect(PairRequest.parse(JSON.parse(JSON.stringify(request)))).toEqual(request);
    expect(await verifyPairProof(request)).toEqual({ ok: true });
    const answer = await answerTo(request);
    expect(await verifyPairAnswer(connection, site.publicKey, answer)).toEqual({ ok: true });
    expect(answer.fingerprint).toBe(await keyFingerprint(site.publicKey));
    expect(JSON.stringify([request, answer])).not.toContain('whsk_');
  });

  it('refuses a server other than the one that made the code', async () => {
    const answer = await answerTo(await ask(), stranger);
    expect(await verifyPairAnswer(connection, site.publicKey, answer)).toMatchObject({ code: 'server_key_mismatch' });
    const disguised = { ...answer, serverKey: server.publicKey };
    expect(await verifyPairAnswer(connection, site.publicKey, disguised)).toMatchObject({ code: 'answer_invalid' });
  });

  it("refuses an answer to somebody else's request", async () => {
    const answer = await answerTo({ ...(await ask()), publicKey: stranger.publicKey });
    expect(await verifyPairAnswer(connection, site.publicKey, answer)).toMatchObject({ code: 'answer_invalid' });
  });

  it.each(['code', 'publicKey', 'url'] as const)('refuses a request whose %s was changed', async (member) => {
    const request = await ask();
    const changed = { code: 'Zzzzzzzzzzzzzzzzzzzzzz', publicKey: stranger.publicKey, url: 'https://shop.example/' };
    expect(await verifyPairProof({ ...request, [member]: changed[member] })).toMatchObject({ ok: false, code: 'proof_invalid' });
  });

  it.each([
    ['an address with a line break', { url: 'https://shop.example\nhttps://other.example' }],
    ['an address of another protocol', { url: 'ftp://shop.example' }],
    ['a secret key', { publicKey: 'whsk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' }],
    ['a second spelling of the same key', { publicKey: 'whpk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=' }],
    ['an empty name', { name: '  ' }],
    ['a kind with spaces', { kind: 'word press' }],
  ])('does not take %s', async (_name, change) => {
    expect(PairRequest.safeParse({ ...(await ask()), ...change }).success).toBe(false);
  });
});

describe('change of key', () => {
  const NOW = 1_772_619_630_000;
  const rotate = (oldKey: Pair, newKey: Pair) =>
    createRotateKeyRequest({ sourceId: 'src_1', oldSecretKey: oldKey.secretKey, newSecretKey: newKey.secretKey, timestamp: NOW / 1000 });

  it('needs the key in use and the new key', async () => {
    const next = await generateEd25519();
    const request = await rotate(site, next);
    expect(request.newPublicKey).toBe(next.publicKey);
    expect(await verifyRotateKey(request, site.publicKey, { now: NOW })).toEqual({ ok: true });
    expect(await verifyRotateKey(await rotate(stranger, next), site.publicKey, { now: NOW })).toMatchObject({ code: 'proof_invalid' });
    const unowned = { ...request, newProof: request.oldProof };
    expect(await verifyRotateKey(unowned, site.publicKey, { now: NOW })).toMatchObject({ code: 'proof_invalid' });
  });

  it('is good for five minutes', async () => {
    const request = await rotate(site, await generateEd25519());
    expect(await verifyRotateKey(request, site.publicKey, { now: NOW + 300_000 })).toEqual({ ok: true });
    expect(await verifyRotateKey(request, site.publicKey, { now: NOW + 301_000 })).toMatchObject({ code: 'clock_skew' });
    expect(await verifyRotateKey(request, site.publicKey, { now: NOW - 301_000 })).toMatchObject({ code: 'clock_skew' });
  });
});
