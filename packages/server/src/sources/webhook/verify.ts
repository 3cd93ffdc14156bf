import { verify } from '@handoff/shared/event';
import { AppError } from '../../observe/app-error.ts';
import { hashSecret, sameSecret } from '../../secrets/hash.ts';
import type { KnownSource } from '../keys.ts';
import { notRevoked, unknownAddress } from '../kit/refusals.ts';

/** Checks the Standard Webhooks signature over the raw bytes. Answers the message's id, which the signature covers. */
export async function verifyHook(source: KnownSource, headers: Headers, bytes: Uint8Array, now: number): Promise<string> {
  const result = await verify(source.keys, headers, bytes, { now });
  if (!result.ok) throw new AppError(result.code, result.message);
  return result.id;
}

/** Checks the secret of a secret address. An unknown source and a wrong secret are told alike, so that nobody can ask which sources exist. */
export function verifySecretAddress(source: KnownSource | undefined, secret: string): KnownSource {
  const hash = hashSecret(secret);
  if (source === undefined || source.kind !== 'webhook' || !source.urlHashes.some((known) => sameSecret(known, hash)))
    throw unknownAddress();
  return notRevoked(source);
}
