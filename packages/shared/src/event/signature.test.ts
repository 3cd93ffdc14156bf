import { createHmac, createPrivateKey, createPublicKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateEd25519, generateSecret, importKey, importSigningKey, type SigningKey, type VerifyingKey } from './keys.ts';
import { sign, verify } from './signature.ts';

const NOW = 1_772_619_630_000;
const TIMESTAMP = NOW / 1000;
const ID = 'msg_01J9Z3K4M5';
const BODY = '{"message":"Grüße 👋"}';
const BINARY = Uint8Array.of(0xff, 0x00, 0xc3, 0x28, 0x0d, 0x0a);

const secret = generateSecret();
const otherSecret = generateSecret();
let pair: { secretKey: string; publicKey: string };
let shared: SigningKey;
let site: SigningKey;
let siteNext: SigningKey;
let sitePublic: VerifyingKey;

beforeAll(async () => {
  pair = await generateEd25519();
  shared = await importSigningKey(secret);
  site = await importSigningKey(pair.secretKey);
  sitePublic = await importKey(pair.publicKey);
  siteNext = await importSigningKey((await generateEd25519()).secretKey);
});

const content = (body: string | Uint8Array) => Buffer.concat([Buffer.from(`${ID}.${TIMESTAMP}.`), Buffer.from(body as Uint8Array)]);
const message = (body: string | Uint8Array = BODY) => ({ id: ID, timestamp: TIMESTAMP, body });
const at = (now: number) => ({ now });
const within10 = (secondsLater: number) => ({ now: NOW + secondsLater * 1000, toleranceSeconds: 10 });

describe('against other implementations', () => {
  it('signs HMAC as the reference library does', async () => {
    const headers = await sign([shared], message());
    expect(headers['webhook-signature']).toBe(new Webhook(secret).sign(ID, new Date(NOW), BODY));
  });

  it('is accepted by the reference library, also beside an Ed25519 signature', async () => {
    const headers = await sign([site, shared], { ...message(), timestamp: Math.floor(Date.now() / 1000) });
    expect(new Webhook(secret).verify(BODY, { ...headers })).toEqual(JSON.parse(BODY));
    expect(() => new Webhook(otherSecret).verify(BODY, { ...headers })).toThrow('No matching signature');
  });

  it('accepts what the reference library signed', async () => {
    const headers = {
      'webhook-id': ID,
      'webhook-timestamp': String(TIMESTAMP),
      'webhook-signature': new Webhook(secret).sign(ID, new Date(NOW), BODY),
    };
    expect(await verify([shared], headers, Buffer.from(BODY), at(NOW))).toEqual({ ok: true, id: ID, timestamp: TIMESTAMP, key: shared });
  });

  it.each([
    ['text', BODY],
    ['bytes that are not UTF-8', BINARY],
    ['nothing', new Uint8Array(0)],
  ])('agrees with node:crypto about %s', async (_name, body) => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: toUrl(pair.publicKey), d: toUrl(pair.secretKey) };
    const [v1, v1a] = (await sign([shared, site], message(body)))['webhook-signature'].split(' ');
    expect(v1).toBe(
      `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
        .update(content(body))
        .digest('base64')}`,
    );
    expect(v1a).toBe(`v1a,${nodeSign(null, content(body), createPrivateKey({ key: jwk, format: 'jwk' })).toString('base64')}`);
    const signature = Buffer.from(v1a?.slice(4) ?? '', 'base64');
    expect(nodeVerify(null, content(body), createPublicKey({ key: jwk, format: 'jwk' }), signature)).toBe(true);
  });
});

describe('verify', () => {
  it('gives id, timestamp and the key that fitted', async () => {
    const headers = await sign([site], message(BINARY));
    expect(await verify([shared, sitePublic], headers, BINARY, at(NOW))).toEqual({
      ok: true,
      id: ID,
      timestamp: TIMESTAMP,
      key: sitePublic,
    });
  });

  it('reads fetch Headers in any case of letters', async () => {
    const headers = new Headers(Object.entries(await sign([site], message())).map(([name, value]) => [name.toUpperCase(), value]));
    expect(await verify([sitePublic], headers, BODY, at(NOW))).toMatchObject({ ok: true });
  });

  it('reads a body that is part of a larger buffer', async () => {
    const larger = Buffer.concat([Buffer.from('xxx'), Buffer.from(BODY), Buffer.from('yyy')]);
    const headers = await sign([site], message());
    expect(await verify([sitePublic], headers, larger.subarray(3, larger.length - 3), at(NOW))).toMatchObject({ ok: true });
  });

  it('bridges a change of key on either side', async () => {
    const both = await sign([site, siteNext], message());
    expect(await verify([sitePublic], both, BODY, at(NOW))).toMatchObject({ ok: true, key: sitePublic });
    expect(await verify([siteNext], both, BODY, at(NOW))).toMatchObject({ ok: true, key: siteNext });
    const onlyNew = await sign([siteNext], message());
    expect(await verify([sitePublic, siteNext], onlyNew, BODY, at(NOW))).toMatchObject({ ok: true, key: siteNext });
    expect(await verify([sitePublic], onlyNew, BODY, at(NOW))).toMatchObject({ ok: false, code: 'signature_invalid' });
  });

  it('says a forged message is invalid, however old, and only a genuine one that its clock is wrong', async () => {
    const headers = await sign([site], message());
    expect(await verify([siteNext], headers, BODY, at(NOW + 3_600_000))).toMatchObject({ code: 'signature_invalid' });
    const late = await verify([sitePublic], headers, BODY, at(NOW + 3_600_000));
    expect(late).toMatchObject({ code: 'clock_skew', message: expect.stringContaining('3600 seconds ago') as string });
    const early = await verify([sitePublic], headers, BODY, at(NOW - 3_600_000));
    expect(early).toMatchObject({ code: 'clock_skew', message: expect.stringContaining('3600 seconds in the future') as string });
  });

  it('uses the tolerance it is given, both ends included', async () => {
    const headers = await sign([site], message());
    expect(await verify([sitePublic], headers, BODY, within10(10))).toMatchObject({ ok: true });
    expect(await verify([sitePublic], headers, BODY, within10(-10))).toMatchObject({ ok: true });
    expect(await verify([sitePublic], headers, BODY, within10(11))).toMatchObject({ code: 'clock_skew' });
    expect(await verify([sitePublic], headers, BODY, within10(-11))).toMatchObject({ code: 'clock_skew' });
  });

  it('does not let an HMAC be passed off under the public key of a site', async () => {
    const publicBytes = pair.publicKey.slice('whpk_'.length);
    const confused = await importSigningKey(`whsec_${publicBytes}`);
    expect(await verify([sitePublic], await sign([confused], message()), BODY, at(NOW))).toMatchObject({
      code: 'signature_invalid',
      message: expect.stringContaining('v1a (Ed25519)') as string,
    });
  });

  it('tells a source without keys that it has none', async () => {
    const answer = await verify([], await sign([site], message()), BODY, at(NOW));
    expect(answer).toMatchObject({ code: 'signature_invalid', message: expect.stringContaining('no active key') as string });
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const)('misses %s', async (name) => {
    const headers = { ...(await sign([site], message())), [name]: undefined };
    expect(await verify([sitePublic], headers, BODY, at(NOW))).toMatchObject({ ok: false, code: 'signature_missing' });
  });

  it('refuses a header with more signatures than any rotation needs', async () => {
    const headers = await sign([site], message());
    const repeated = (count: number) => ({ ...headers, 'webhook-signature': `${headers['webhook-signature']} `.repeat(count) });
    expect(await verify([sitePublic], repeated(10), BODY, at(NOW))).toMatchObject({ ok: true });
    expect(await verify([sitePublic], repeated(11), BODY, at(NOW))).toMatchObject({ code: 'signature_malformed' });
  });

  it('passes over a broken signature when another one is complete', async () => {
    const headers = await sign([site], message());
    const text = `v1a,AAAA v1a,%% v1a ${headers['webhook-signature']}`;
    expect(await verify([sitePublic], { ...headers, 'webhook-signature': text }, BODY, at(NOW))).toMatchObject({ ok: true });
  });

  it.each(['1772619630.0', '01772619630', '-1', '1e9', 'now', '1772619630000'])('cannot read the timestamp %s', async (timestamp) => {
    const headers = { ...(await sign([site], message())), 'webhook-timestamp': timestamp };
    expect(await verify([sitePublic], headers, BODY, at(NOW))).toMatchObject({ code: 'signature_malformed' });
  });
});

describe('sign', () => {
  it.each([
    ['no key', () => sign([], message())],
    ['a full stop in the id, which could be shifted into the timestamp', () => sign([site], { ...message(), id: 'a.1' })],
    ['an empty id', () => sign([site], { ...message(), id: '' })],
    ['an id with a line break', () => sign([site], { ...message(), id: 'a\nb' })],
    ['milliseconds', () => sign([site], { ...message(), timestamp: NOW })],
    ['fractions of a second', () => sign([site], { ...message(), timestamp: 1.5 })],
  ])('refuses %s', async (_name, call) => {
    await expect(call()).rejects.toThrow(RangeError);
  });
});

function toUrl(key: string): string {
  return Buffer.from(key.slice(5), 'base64').toString('base64url');
}
