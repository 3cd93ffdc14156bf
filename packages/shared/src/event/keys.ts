import { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.ts';

/** A shared secret (`whsec_`): signs and verifies `v1` (HMAC-SHA256). */
export interface HmacKey {
  readonly scheme: 'v1';
  readonly signing: CryptoKey;
  readonly verifying: CryptoKey;
}

/** A public key (`whpk_`): verifies `v1a` (Ed25519). `publicKey` is its text. */
export interface Ed25519PublicKey {
  readonly scheme: 'v1a';
  readonly verifying: CryptoKey;
  readonly publicKey: string;
}

/** A secret key (`whsk_`): signs `v1a`, and verifies with the public key it implies. */
export interface Ed25519SecretKey extends Ed25519PublicKey {
  readonly signing: CryptoKey;
}

export type SigningKey = HmacKey | Ed25519SecretKey;
export type VerifyingKey = SigningKey | Ed25519PublicKey;

/** The text is no usable key. The message never repeats the text, since that may be a secret. */
export class KeyFormatError extends Error {
  override name = 'KeyFormatError';
}

const SECRET_BYTES = { least: 24, most: 64 } as const;
const PKCS8_ED25519_HEAD = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/**
 * Imports a key in Standard Webhooks text form: `whsec_`, `whsk_` or `whpk_` and base64. Costs far more than a
 * verification, so import once and keep the result. `whsk_` may hold the 32-byte seed or libsodium's 64 bytes
 * (seed, then public key).
 * @throws KeyFormatError
 */
export async function importKey(text: string): Promise<VerifyingKey> {
  const [prefix, bytes] = readKeyText(text);
  if (prefix === 'whpk_') return importPublicKey(bytes);
  return prefix === 'whsk_' ? importSecretKey(bytes) : importSharedSecret(bytes);
}

/**
 * Imports a key that can sign: `whsec_` or `whsk_`.
 * @throws KeyFormatError also for a public key.
 */
export async function importSigningKey(text: string): Promise<SigningKey> {
  const key = await importKey(text);
  if ('signing' in key) return key;
  throw new KeyFormatError('A public key (whpk_) can only verify. Signing needs the secret key (whsk_) or a shared secret (whsec_).');
}

/** A new shared secret of 32 random bytes, as `whsec_` text. */
export function generateSecret(): string {
  return `whsec_${toBase64(crypto.getRandomValues(new Uint8Array(32)))}`;
}

/** A new Ed25519 pair as text: `whsk_` (the seed; keep it secret) and `whpk_`. */
export async function generateEd25519(): Promise<{ secretKey: string; publicKey: string }> {
  const secretKey = `whsk_${toBase64(crypto.getRandomValues(new Uint8Array(32)))}`;
  return { secretKey, publicKey: await publicKeyOf(secretKey) };
}

/**
 * The `whpk_` text that belongs to a `whsk_` text.
 * @throws KeyFormatError when it is not an Ed25519 secret key.
 */
export async function publicKeyOf(secretKey: string): Promise<string> {
  return (await importEd25519Secret(secretKey)).publicKey;
}

/**
 * Imports a `whsk_` text.
 * @throws KeyFormatError for every other kind of key.
 */
export async function importEd25519Secret(text: string): Promise<Ed25519SecretKey> {
  const key = await importSigningKey(text);
  if (key.scheme === 'v1a') return key;
  throw new KeyFormatError('This needs an Ed25519 secret key (whsk_), not a shared secret (whsec_).');
}

/**
 * What people compare on both sides: the first 16 bytes of the SHA-256 of the raw public key, as eight groups of four
 * hex digits (`"3f2a 91bc …"`).
 * @throws KeyFormatError
 */
export async function keyFingerprint(publicKey: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', publicKeyBytes(publicKey)));
  const hex = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/.{4}(?=.)/g, '$& ');
}

/**
 * The RFC 7638 thumbprint of a `whpk_` key: base64url SHA-256 of its canonical JWK, 43 characters.
 * @throws KeyFormatError
 */
export async function jwkThumbprint(publicKey: string): Promise<string> {
  // RFC 7638: required members only, in alphabetical order, without spaces.
  const jwk = `{"crv":"Ed25519","kty":"OKP","x":"${toBase64Url(publicKeyBytes(publicKey))}"}`;
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(jwk))));
}

/** Signs UTF-8 text with a `whsk_` key; the signature is base64. For messages that are not webhooks, such as pairing. */
export async function signText(secretKey: string, text: string): Promise<string> {
  const { signing } = await importEd25519Secret(secretKey);
  return toBase64(new Uint8Array(await crypto.subtle.sign('Ed25519', signing, new TextEncoder().encode(text))));
}

/** Whether `signature` (base64) over the UTF-8 text was made with the secret half of a `whpk_` key. False for unusable keys. */
export async function verifyText(publicKey: string, text: string, signature: string): Promise<boolean> {
  const bytes = fromBase64(signature);
  if (bytes === undefined) return false;
  try {
    const { verifying } = await importPublicKey(publicKeyBytes(publicKey));
    return await crypto.subtle.verify('Ed25519', verifying, bytes, new TextEncoder().encode(text));
  } catch {
    return false;
  }
}

function readKeyText(text: string): ['whsec_' | 'whsk_' | 'whpk_', Uint8Array<ArrayBuffer>] {
  const match = /^(whsec_|whsk_|whpk_)([A-Za-z0-9+/]+={0,2})$/.exec(text.trim());
  const bytes = fromBase64(match?.[2] ?? '');
  if (match === null || bytes === undefined) {
    throw new KeyFormatError(
      'This is not a signing key. Keys start with whsec_, whsk_ or whpk_ followed by base64; copy the whole key again.',
    );
  }
  return [match[1] as 'whsec_' | 'whsk_' | 'whpk_', bytes];
}

function publicKeyBytes(publicKey: string): Uint8Array<ArrayBuffer> {
  const [prefix, bytes] = readKeyText(publicKey);
  if (prefix !== 'whpk_') throw new KeyFormatError('This needs a public key (whpk_), not a secret one.');
  return bytes;
}

async function importSharedSecret(bytes: Uint8Array<ArrayBuffer>): Promise<HmacKey> {
  if (bytes.length < SECRET_BYTES.least || bytes.length > SECRET_BYTES.most) {
    throw new KeyFormatError(
      `The shared secret has ${bytes.length} bytes; Standard Webhooks asks for ${SECRET_BYTES.least} to ${SECRET_BYTES.most}. Copy the whole secret, or create a new one.`,
    );
  }
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  return { scheme: 'v1', signing: key, verifying: key };
}

async function importPublicKey(bytes: Uint8Array<ArrayBuffer>): Promise<Ed25519PublicKey> {
  if (bytes.length !== 32) {
    throw new KeyFormatError(`The public key has ${bytes.length} bytes instead of 32. Copy the whole key again.`);
  }
  const verifying = await crypto.subtle.importKey('raw', bytes, 'Ed25519', true, ['verify']);
  return { scheme: 'v1a', verifying, publicKey: `whpk_${toBase64(bytes)}` };
}

async function importSecretKey(bytes: Uint8Array<ArrayBuffer>): Promise<Ed25519SecretKey> {
  if (bytes.length !== 32 && bytes.length !== 64) {
    throw new KeyFormatError(`The secret key has ${bytes.length} bytes instead of 32 or 64. Copy the whole key again.`);
  }
  const pkcs8 = new Uint8Array([...PKCS8_ED25519_HEAD, ...bytes.subarray(0, 32)]);
  // WebCrypto gives the public half only by exporting, so the key that is kept is imported a second time, not extractable.
  const jwk = await crypto.subtle.exportKey('jwk', await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']));
  const publicBytes = fromBase64Url(jwk.x ?? '') ?? new Uint8Array(0);
  const publicKey = await importPublicKey(publicBytes);
  if (bytes.length === 64 && toBase64(bytes.subarray(32)) !== toBase64(publicBytes)) {
    throw new KeyFormatError('The two halves of the secret key do not belong together. Copy the whole key again.');
  }
  const signing = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
  return { ...publicKey, signing };
}
