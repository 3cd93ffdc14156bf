import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

const keyObjects = new WeakMap<Uint8Array, KeyObject>();

/** Preparing the key costs far more than hashing with it. */
function keyObject(key: Uint8Array): KeyObject {
  const known = keyObjects.get(key) ?? createSecretKey(key);
  keyObjects.set(key, known);
  return known;
}

/** HMAC-SHA256 in base64url. */
export function keyedHash(key: Uint8Array, text: string): string {
  return createHmac('sha256', keyObject(key)).update(text).digest('base64url');
}
