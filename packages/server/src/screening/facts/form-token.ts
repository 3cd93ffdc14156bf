import { createHmac, randomBytes } from 'node:crypto';
import { sameSecret } from '../../secrets/hash.ts';
import type { TokenState } from '../types.ts';

/** A page may stand open, or in a cache, for a day. */
export const TOKEN_LIFE_MS = 86_400_000;
/** Clocks of several servers differ a little. */
const SKEW_MS = 60_000;

/** A token for one form of one source: time, chance, and an HMAC over both. */
export function issueFormToken(key: Uint8Array, sourceId: string, now: number): string {
  const said = `${now.toString(36)}.${randomBytes(12).toString('base64url')}`;
  return `${said}.${mac(key, sourceId, said)}`;
}

/** Whether a token is this server's and in time. `replayed` is the caller's to say: it needs the store. */
export function checkFormToken(key: Uint8Array, sourceId: string, token: string | undefined, now: number): TokenState {
  if (token === undefined || token === '') return 'missing';
  const [issued = '', chance = '', signature = '', ...more] = token.split('.');
  const at = Number.parseInt(issued, 36);
  if (more.length > 0 || Number.isNaN(at) || !sameSecret(signature, mac(key, sourceId, `${issued}.${chance}`))) return 'wrong';
  return at > now + SKEW_MS || now - at > TOKEN_LIFE_MS ? 'expired' : 'valid';
}

function mac(key: Uint8Array, sourceId: string, said: string): string {
  return createHmac('sha256', key).update(`form-token\n${sourceId}\n${said}`).digest('base64url');
}
