import { z } from 'zod';
import { fromBase64Url, toBase64Url } from '../event/base64.ts';
import { jwkThumbprint, keyFingerprint, publicKeyOf, signText, verifyText } from '../event/keys.ts';
import { TOLERANCE_SECONDS } from '../event/signature.ts';

/** An Ed25519 public key as text: `whpk_` and base64 of 32 bytes. */
export const PublicKeyText = z
  .string()
  .regex(/^whpk_[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, 'A public key is "whpk_" followed by 44 characters of base64.')
  .meta({ id: 'PublicKeyText' });

/** An Ed25519 signature: base64 of 64 bytes. */
const Signature = z.string().regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/, 'A signature is 88 characters of base64.');

/** The single-use random part of a connection code. */
const SingleUseCode = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,128}$/, 'The code of a connection code is 16 to 128 letters, digits, "-" or "_".');

/** Ids become lines of signed texts, so they hold no spaces or line breaks. */
const Id = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, 'An id is 1 to 128 letters, digits, "-" or "_".');

const Origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s/?#@]+$/, 'An origin looks like "https://handoff.example.com", without a path.')
  .refine((text) => URL.canParse(text), 'This is not a web address.');

/** Where a site is. */
export const SiteUrl = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/\S+$/, 'The address of the site starts with https:// or http:// and has no spaces.')
  .refine((text) => URL.canParse(text), 'This is not a web address.');

const ConnectionCodeBody = z.object({ v: z.literal(1), origin: Origin, code: SingleUseCode, thumbprint: z.string().length(43) });

/** What a connection code says: where the server is, the single-use code, and the RFC 7638 thumbprint of the server's key. */
export type ConnectionCode = Omit<z.infer<typeof ConnectionCodeBody>, 'v'>;

const CODE_PREFIX = 'hnd1_';

/** The text a person copies: `hnd1_` and base64url JSON. */
export function encodeConnectionCode(code: ConnectionCode): string {
  const body = ConnectionCodeBody.parse({ v: 1, origin: code.origin, code: code.code, thumbprint: code.thumbprint });
  return CODE_PREFIX + toBase64Url(new TextEncoder().encode(JSON.stringify(body)));
}

/**
 * `empty`: nothing was pasted · `wrong_product`: something else was pasted · `newer_version`: made by a newer Handoff ·
 * `damaged`: cut off or altered on the way.
 */
export type ConnectionCodeProblem = 'empty' | 'wrong_product' | 'newer_version' | 'damaged';

export type DecodedConnectionCode = { ok: true; connection: ConnectionCode } | { ok: false; code: ConnectionCodeProblem; message: string };

/** Reads a pasted connection code. Spaces, line breaks and quotation marks that came along are ignored. */
export function decodeConnectionCode(pasted: string): DecodedConnectionCode {
  const text = pasted.replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff"'`“”„‘’«»]/g, '');
  if (text === '')
    return unreadable('empty', 'No connection code was given. Create one on the Handoff server, then copy and paste it here.');
  const prefix = /^hnd(\d+)_/.exec(text);
  if (prefix === null)
    return unreadable(
      'wrong_product',
      `This is not a Handoff connection code${whatItIs(text)}. Connection codes start with "${CODE_PREFIX}".`,
    );
  if (prefix[0] !== CODE_PREFIX) {
    return unreadable(
      'newer_version',
      'This connection code comes from a newer Handoff server. Update this plugin or app, then paste the code again.',
    );
  }
  const body = ConnectionCodeBody.safeParse(readJson(text.slice(CODE_PREFIX.length)));
  if (!body.success) {
    return unreadable(
      'damaged',
      'This connection code is incomplete or was changed on the way. Copy the whole code again, or create a new one.',
    );
  }
  const { origin, code, thumbprint } = body.data;
  return { ok: true, connection: { origin, code, thumbprint } };
}

/** Source types that pair today; others may follow, so any lower-case word is accepted on the wire. */
export const SOURCE_KINDS = ['wordpress', 'shopify', 'stripe', 'webhook'] as const;

/** A site asks to become a source. `proof`: Ed25519 by `publicKey` over `handoff/pair/v1`, code, publicKey, url, joined by line feeds. */
export const PairRequest = z
  .object({
    code: SingleUseCode,
    kind: z
      .string()
      .max(40)
      .regex(/^[a-z][a-z0-9-]*$/, 'The kind of source is a lower-case word such as "wordpress".')
      .meta({ examples: [...SOURCE_KINDS] }),
    name: z.string().trim().min(1).max(200),
    url: SiteUrl,
    publicKey: PublicKeyText,
    proof: Signature,
  })
  .meta({ id: 'PairRequest' });
export type PairRequest = z.infer<typeof PairRequest>;

/**
 * The server's answer. `fingerprint` is the site key's, shown on both sides for people to compare. `signature`: Ed25519
 * by `serverKey` over `handoff/paired/v1`, code, sourceId and the site's public key, joined by line feeds.
 */
export const PairAnswer = z
  .object({
    sourceId: Id,
    workspace: z.object({ id: Id, name: z.string().max(200) }),
    serverKey: PublicKeyText,
    fingerprint: z.string().regex(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/, 'A fingerprint is eight groups of four hex digits.'),
    signature: Signature,
  })
  .meta({ id: 'PairAnswer' });
export type PairAnswer = z.infer<typeof PairAnswer>;

/**
 * A source replaces its key. Both proofs are Ed25519 over `handoff/rotate/v1`, sourceId, newPublicKey, timestamp (Unix
 * seconds), joined by line feeds: `oldProof` by the key in use, `newProof` by the new one.
 */
export const RotateKeyRequest = z
  .object({ sourceId: Id, newPublicKey: PublicKeyText, timestamp: z.int().nonnegative(), oldProof: Signature, newProof: Signature })
  .meta({ id: 'RotateKeyRequest' });
export type RotateKeyRequest = z.infer<typeof RotateKeyRequest>;

/** Whether something was proved, and what to tell the person if not. */
export type Proved<Code extends string> = { ok: true } | { ok: false; code: Code; message: string };

/** The site's side: asks with the code a person pasted. `secretKey` is `whsk_` text and does not travel. */
export async function createPairRequest(
  ask: Pick<PairRequest, 'kind' | 'name' | 'url'> & { connection: ConnectionCode; secretKey: string },
): Promise<PairRequest> {
  const publicKey = await publicKeyOf(ask.secretKey);
  const { code } = ask.connection;
  const proof = await signText(ask.secretKey, pairText(code, publicKey, ask.url));
  return PairRequest.parse({ code, kind: ask.kind, name: ask.name, url: ask.url, publicKey, proof });
}

/** The server's side: does the asking site hold the secret half of the key it shows? Whether the code is still good is for the caller. */
export async function verifyPairProof(request: PairRequest): Promise<Proved<'proof_invalid'>> {
  if (await verifyText(request.publicKey, pairText(request.code, request.publicKey, request.url), request.proof)) return { ok: true };
  return {
    ok: false,
    code: 'proof_invalid',
    message: 'The site could not prove that the key it sent is its own. Create a new connection code and connect again.',
  };
}

/** The server's side: answers a request whose proof and code hold. */
export async function createPairAnswer(
  answer: Pick<PairAnswer, 'sourceId' | 'workspace'> & { request: PairRequest; serverSecretKey: string },
): Promise<PairAnswer> {
  const { code, publicKey } = answer.request;
  return PairAnswer.parse({
    sourceId: answer.sourceId,
    workspace: answer.workspace,
    serverKey: await publicKeyOf(answer.serverSecretKey),
    fingerprint: await keyFingerprint(publicKey),
    signature: await signText(answer.serverSecretKey, pairedText(code, answer.sourceId, publicKey)),
  });
}

/** The site's side: is the answer from the server that made the code, and about the key this site sent? */
export async function verifyPairAnswer(
  connection: ConnectionCode,
  publicKey: string,
  answer: PairAnswer,
): Promise<Proved<'server_key_mismatch' | 'answer_invalid'>> {
  if ((await jwkThumbprint(answer.serverKey)) !== connection.thumbprint) {
    return {
      ok: false,
      code: 'server_key_mismatch',
      message:
        'The server that answered is not the one that made this connection code. Check the address, then create a new code and connect again.',
    };
  }
  const signed = await verifyText(answer.serverKey, pairedText(connection.code, answer.sourceId, publicKey), answer.signature);
  if (signed && answer.fingerprint === (await keyFingerprint(publicKey))) return { ok: true };
  return {
    ok: false,
    code: 'answer_invalid',
    message: "The server's answer was changed on the way or belongs to another site. Create a new connection code and connect again.",
  };
}

/** The site's side: replaces its key. `timestamp` in Unix seconds; the keys are `whsk_` text. */
export async function createRotateKeyRequest(rotation: {
  sourceId: string;
  oldSecretKey: string;
  newSecretKey: string;
  timestamp: number;
}): Promise<RotateKeyRequest> {
  const { sourceId, timestamp } = rotation;
  const newPublicKey = await publicKeyOf(rotation.newSecretKey);
  const text = rotateText(sourceId, newPublicKey, timestamp);
  const oldProof = await signText(rotation.oldSecretKey, text);
  return RotateKeyRequest.parse({ sourceId, newPublicKey, timestamp, oldProof, newProof: await signText(rotation.newSecretKey, text) });
}

/** The server's side: do the key in use and the new key both vouch for the change, just now? `now` in milliseconds. */
export async function verifyRotateKey(
  request: RotateKeyRequest,
  currentPublicKey: string,
  options: { now: number; toleranceSeconds?: number },
): Promise<Proved<'proof_invalid' | 'clock_skew'>> {
  const text = rotateText(request.sourceId, request.newPublicKey, request.timestamp);
  if (!(await verifyText(currentPublicKey, text, request.oldProof))) {
    return {
      ok: false,
      code: 'proof_invalid',
      message: 'The change of key is not signed by the key in use. Pair the site again with a connection code.',
    };
  }
  if (!(await verifyText(request.newPublicKey, text, request.newProof))) {
    return {
      ok: false,
      code: 'proof_invalid',
      message: 'The site could not prove that the new key is its own. Start the change of key again.',
    };
  }
  const seconds = Math.abs(request.timestamp - Math.floor(options.now / 1000));
  if (seconds <= (options.toleranceSeconds ?? TOLERANCE_SECONDS)) return { ok: true };
  return {
    ok: false,
    code: 'clock_skew',
    message: `The change of key is dated ${seconds} seconds away from the server's clock. Set the clock of the site (NTP), then start the change again.`,
  };
}

// The first line names the purpose, so that no signature made for one message can be shown as another.
const pairText = (code: string, publicKey: string, url: string) => `handoff/pair/v1\n${code}\n${publicKey}\n${url}`;
const pairedText = (code: string, sourceId: string, publicKey: string) => `handoff/paired/v1\n${code}\n${sourceId}\n${publicKey}`;
const rotateText = (sourceId: string, newPublicKey: string, timestamp: number) =>
  `handoff/rotate/v1\n${sourceId}\n${newPublicKey}\n${timestamp}`;

function unreadable(code: ConnectionCodeProblem, message: string): DecodedConnectionCode {
  return { ok: false, code, message };
}

function whatItIs(text: string): string {
  if (/^https?:\/\//i.test(text)) return ' but a web address';
  if (/^wh(sec|sk|pk)_/.test(text)) return ' but a signing key';
  return '';
}

function readJson(base64url: string): unknown {
  const bytes = fromBase64Url(base64url);
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
