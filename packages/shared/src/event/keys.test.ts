import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  generateEd25519,
  generateSecret,
  importKey,
  importSigningKey,
  jwkThumbprint,
  keyFingerprint,
  publicKeyOf,
  signText,
  verifyText,
} from './keys.ts';

// RFC 8032, 7.1, test 1.
const SEED = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
const PUBLIC = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
const secretKey = `whsk_${SEED.toString('base64')}`;
const publicKey = `whpk_${PUBLIC.toString('base64')}`;

describe('keys', () => {
  it('derives the public key RFC 8032 gives for a seed', async () => {
    expect(await publicKeyOf(secretKey)).toBe(publicKey);
  });

  it("reads libsodium's 64-byte secret key as the same key", async () => {
    expect(await publicKeyOf(`whsk_${Buffer.concat([SEED, PUBLIC]).toString('base64')}`)).toBe(publicKey);
  });

  it('refuses a 64-byte secret key whose halves do not belong together', async () => {
    await expect(importKey(`whsk_${Buffer.concat([SEED, Buffer.alloc(32)]).toString('base64')}`)).rejects.toThrow('do not belong together');
  });

  it('has the thumbprint RFC 8037 gives for that key', async () => {
    expect(await jwkThumbprint(publicKey)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });

  it('shows a fingerprint of eight groups that differs from key to key', async () => {
    const fingerprint = await keyFingerprint(publicKey);
    expect(fingerprint).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
    expect(await keyFingerprint((await generateEd25519()).publicKey)).not.toBe(fingerprint);
  });

  it('makes pairs whose public half node:crypto accepts, new ones every time', async () => {
    const [first, second] = await Promise.all([generateEd25519(), generateEd25519()]);
    expect(first.secretKey).not.toBe(second.secretKey);
    const x = Buffer.from(first.publicKey.slice(5), 'base64').toString('base64url');
    expect(createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }).asymmetricKeyType).toBe('ed25519');
    expect(await verifyText(first.publicKey, 'hello', await signText(first.secretKey, 'hello'))).toBe(true);
    expect(await verifyText(second.publicKey, 'hello', await signText(first.secretKey, 'hello'))).toBe(false);
  });

  it('makes shared secrets of 32 bytes, new ones every time', async () => {
    const secret = generateSecret();
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(generateSecret()).not.toBe(secret);
    expect((await importKey(secret)).scheme).toBe('v1');
  });

  it('refuses an empty text', async () => {
    await expect(importKey('')).rejects.toThrow('not a signing key');
  });

  it('ignores spaces and line breaks pasted around a key', async () => {
    expect(await importKey(`  ${publicKey}\n`)).toMatchObject({ scheme: 'v1a', publicKey });
  });

  it('does not let an imported secret be read out again', async () => {
    const key = await importSigningKey(secretKey);
    await expect(crypto.subtle.exportKey('pkcs8', key.signing)).rejects.toThrow('not extractable');
    const shared = await importSigningKey(generateSecret());
    await expect(crypto.subtle.exportKey('raw', shared.signing)).rejects.toThrow('not extractable');
  });

  it('will not sign with a public key', async () => {
    await expect(importSigningKey(publicKey)).rejects.toThrow('can only verify');
    await expect(publicKeyOf(generateSecret())).rejects.toThrow('whsk_');
    await expect(keyFingerprint(secretKey)).rejects.toThrow('whpk_');
  });

  it.each([
    ['a key without its prefix', SEED.toString('base64')],
    ['a key that is not base64', 'whsec_***'],
    ['a truncated secret key', secretKey.slice(0, 30)],
    ['a truncated public key', publicKey.slice(0, 29)],
    ['a short shared secret', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ['a long shared secret', `whsec_${Buffer.alloc(65).toString('base64')}`],
  ])('refuses %s and does not repeat it', async (_name, text) => {
    const error = await importKey(text).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'KeyFormatError' });
    expect((error as Error).message).not.toContain(text.slice(text.indexOf('_') + 1));
  });
});
