import { fromBase64, toBase64 } from './base64.ts';
import type { SigningKey, VerifyingKey } from './keys.ts';

/** The three headers of Standard Webhooks. */
export interface SignatureHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/** Headers of a request: fetch `Headers`, or a record with lower-case names. */
export type HeaderSource = Pick<Headers, 'get'> | Partial<Record<keyof SignatureHeaders, string | undefined>>;

/** `id`: stays the same on every retry; printable ASCII without a full stop. `timestamp`: Unix seconds of this try. */
export interface Message {
  id: string;
  timestamp: number;
  body: Uint8Array | string;
}

/**
 * `signature_missing`: a header is absent · `signature_malformed`: a header cannot be read · `signature_invalid`: no
 * signature fits a key · `clock_skew`: genuine, but signed too long ago or in the future.
 */
export type SignatureErrorCode = 'signature_missing' | 'signature_malformed' | 'signature_invalid' | 'clock_skew';

export type Verified =
  | { ok: true; id: string; timestamp: number; key: VerifyingKey }
  | { ok: false; code: SignatureErrorCode; message: string };

/** How far a message's timestamp may be from the receiver's clock, in seconds. */
export const TOLERANCE_SECONDS = 300;

/** More signatures than a rotation can need; a limit, so that one request cannot order hundreds of verifications. */
const MAX_SIGNATURES = 10;
const ALGORITHM = { v1: 'HMAC', v1a: 'Ed25519' } as const;
const SIGNATURE_BYTES = { v1: 32, v1a: 64 } as const;
/** No full stop, which would let id and timestamp be shifted into each other. */
const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;
const TIMESTAMP = /^(0|[1-9]\d{0,10})$/;
const encoder = new TextEncoder();

/**
 * Signs a message with every key given; more than one while a key is being replaced.
 * @throws RangeError for no keys, an id that is not printable ASCII or has a full stop, or a timestamp that is not whole seconds.
 */
export async function sign(keys: readonly SigningKey[], message: Message): Promise<SignatureHeaders> {
  const timestamp = String(message.timestamp);
  if (keys.length === 0) throw new RangeError('Signing needs at least one key.');
  if (!ID.test(message.id)) throw new RangeError('A message id is 1 to 256 printable ASCII characters without a full stop.');
  if (!TIMESTAMP.test(timestamp)) throw new RangeError('A message timestamp is whole Unix seconds.');
  const content = signedContent(message.id, timestamp, message.body);
  const signatures = await Promise.all(
    keys.map(async ({ scheme, signing }) => {
      const signature = await crypto.subtle.sign(ALGORITHM[scheme], signing, content);
      return `${scheme},${toBase64(new Uint8Array(signature))}`;
    }),
  );
  return { 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/**
 * Verifies a request's headers over its raw body: one signature that fits one key is enough, others are ignored. The
 * clock is judged only once the signature holds, so that a forger hears `signature_invalid` and an honest sender with a
 * wrong clock hears `clock_skew`. Repeats are not looked for here. `now` is in milliseconds.
 */
export async function verify(
  keys: readonly VerifyingKey[],
  headers: HeaderSource,
  body: Uint8Array | string,
  options: { now: number; toleranceSeconds?: number },
): Promise<Verified> {
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature');
  if (!id || !timestamp || !signatures) {
    return failed(
      'signature_missing',
      'The request is not signed: it needs the headers webhook-id, webhook-timestamp and webhook-signature.',
    );
  }
  if (!ID.test(id)) {
    return failed('signature_malformed', 'The header webhook-id must be 1 to 256 printable ASCII characters without a full stop.');
  }
  if (!TIMESTAMP.test(timestamp)) {
    return failed(
      'signature_malformed',
      'The header webhook-timestamp must be the time in whole seconds since 1970, not milliseconds or a date.',
    );
  }
  const candidates = readSignatures(signatures);
  if (typeof candidates === 'string') return failed('signature_malformed', candidates);

  const content = signedContent(id, timestamp, body);
  const key = await findKey(keys, candidates, content);
  if (key === undefined) return failed('signature_invalid', whyInvalid(keys, candidates));

  const aheadSeconds = Number(timestamp) - Math.floor(options.now / 1000);
  if (Math.abs(aheadSeconds) > (options.toleranceSeconds ?? TOLERANCE_SECONDS)) return failed('clock_skew', whySkewed(aheadSeconds));
  return { ok: true, id, timestamp: Number(timestamp), key };
}

interface Candidate {
  scheme: 'v1' | 'v1a';
  signature: Uint8Array<ArrayBuffer>;
}

/** The signatures this version understands, or what is wrong with the header. Unknown schemes are ignored, as the standard asks. */
function readSignatures(text: string): Candidate[] | string {
  const parts = text.trim().split(/ +/);
  if (parts.length > MAX_SIGNATURES) return `The header webhook-signature holds more than ${MAX_SIGNATURES} signatures.`;
  const candidates: Candidate[] = [];
  for (const part of parts) {
    const comma = part.indexOf(',');
    const scheme = part.slice(0, comma);
    if (scheme !== 'v1' && scheme !== 'v1a') continue;
    const signature = fromBase64(part.slice(comma + 1));
    if (signature?.length === SIGNATURE_BYTES[scheme]) candidates.push({ scheme, signature });
  }
  if (candidates.length > 0) return candidates;
  return 'The header webhook-signature holds no complete signature. It must read "v1," or "v1a," followed by the signature in base64.';
}

async function findKey(
  keys: readonly VerifyingKey[],
  candidates: readonly Candidate[],
  content: Uint8Array<ArrayBuffer>,
): Promise<VerifyingKey | undefined> {
  for (const { scheme, signature } of candidates) {
    for (const key of keys) {
      // WebCrypto's verify compares HMACs in constant time.
      if (key.scheme === scheme && (await crypto.subtle.verify(ALGORITHM[scheme], key.verifying, signature, content))) return key;
    }
  }
  return undefined;
}

/** `id.timestamp.body` as bytes, with a single copy of the body. */
function signedContent(id: string, timestamp: string, body: Uint8Array | string): Uint8Array<ArrayBuffer> {
  const head = `${id}.${timestamp}.`;
  if (typeof body === 'string') return encoder.encode(head + body);
  const content = new Uint8Array(head.length + body.length);
  encoder.encodeInto(head, content);
  content.set(body, head.length);
  return content;
}

function header(headers: HeaderSource, name: keyof SignatureHeaders): string | null | undefined {
  return 'get' in headers ? headers.get(name) : headers[name];
}

function failed(code: SignatureErrorCode, message: string): Verified {
  return { ok: false, code, message };
}

function whyInvalid(keys: readonly VerifyingKey[], candidates: readonly Candidate[]): string {
  if (keys.some((key) => candidates.some(({ scheme }) => scheme === key.scheme))) {
    return 'The signature does not fit the message. Either it was signed with another key, or the body was changed after signing; sign the exact bytes that are sent, with the key of this source.';
  }
  const expected = [...new Set(keys.map(({ scheme }) => (scheme === 'v1' ? 'v1 (HMAC)' : 'v1a (Ed25519)')))].join(' or ');
  if (expected === '') return 'This source has no active key, so no signature can be accepted. Pair the site again.';
  return `This source is set up for signatures of the kind ${expected}, and the request has none. Sign with the key of this source.`;
}

function whySkewed(aheadSeconds: number): string {
  if (aheadSeconds > 0) {
    return `The signature is right, but it is dated ${aheadSeconds} seconds in the future. Set the clock of the sending site (NTP), then send again.`;
  }
  return `The signature is right, but it was made ${-aheadSeconds} seconds ago. Sign again on every try; if the sender just did, set its clock (NTP).`;
}
