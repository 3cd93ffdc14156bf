import { importSigningKey, KeyFormatError, sign, type SigningKey } from '@handoff/shared/event';
import { createHash } from 'node:crypto';
import { DestinationFailure, type CallContext, type VendorRequest } from '../kit/index.ts';
import type { Settings } from './settings.ts';

/** The signed request that carries one message. The same delivery has the same `webhook-id` on every try, so a receiver can tell a repeat. */
export async function signedRequest(ctx: CallContext<Settings>, message: unknown): Promise<VendorRequest> {
  const text = JSON.stringify(message);
  const timestamp = Math.floor(ctx.now() / 1000);
  const headers = await sign([await keyOf(ctx.settings.secret)], { id: messageId(ctx.idempotencyKey), timestamp, body: text });
  const trace = ctx.traceparent === undefined ? {} : { traceparent: ctx.traceparent };
  return { method: 'POST', text, headers: { 'content-type': 'application/json', ...trace, ...headers } };
}

/** Standard Webhooks allows neither full stops nor spaces in an id; a key that has them is hashed. */
export function messageId(idempotencyKey: string): string {
  if (/^[\x21-\x2d\x2f-\x7e]{1,128}$/.test(idempotencyKey)) return idempotencyKey;
  return `msg_${createHash('sha256').update(idempotencyKey).digest('base64url')}`;
}

const CACHED_KEYS = 500;
/** Importing a key costs far more than signing with it. */
const keys = new Map<string, SigningKey>();

async function keyOf(secret: string | undefined): Promise<SigningKey> {
  if (secret === undefined)
    throw unusable(
      'no_secret',
      "This webhook has no signing secret, and Handoff sends nothing unsigned. Create one in the connection's settings and give it to your receiver.",
    );
  const cached = keys.get(secret);
  if (cached !== undefined) return cached;
  const key = await importSigningKey(secret).catch((error: unknown) => {
    if (error instanceof KeyFormatError)
      throw unusable('bad_secret', `The signing secret of this webhook cannot be used. ${error.message}`);
    throw error;
  });
  if (keys.size >= CACHED_KEYS) keys.clear();
  keys.set(secret, key);
  return key;
}

function unusable(code: string, message: string): DestinationFailure {
  return new DestinationFailure({ kind: 'reauth', code, message });
}
