import { createHmac } from 'node:crypto';
import { createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import type { TokenState } from '../types.ts';

const ALGORITHM = 'PBKDF2/SHA-256';
/** About a second of a phone's time; nothing to a person, much to who sends thousands. */
const COST = 2000;
const CHALLENGE_LIFE_MS = 86_400_000;

const PayloadShape = z.object({ challenge: z.looseObject({ signature: z.string() }), solution: z.looseObject({}) });

/** A calculation for a browser, signed for this source, good for a day: the answer may wait in the site’s outbox. */
export async function issueChallenge(key: Uint8Array, sourceId: string, now: number) {
  return createChallenge({
    algorithm: ALGORITHM,
    cost: COST,
    deriveKey,
    expiresAt: new Date(now + CHALLENGE_LIFE_MS),
    hmacSignatureSecret: secretOf(key, sourceId),
  });
}

export interface Proof {
  state: TokenState;
  /** Names the challenge, so that each is used once. */
  challenge: string | undefined;
}

/** Checks what ALTCHA's widget sent: base64 of JSON with challenge and solution. */
export async function checkProof(key: Uint8Array, sourceId: string, sent: string | undefined): Promise<Proof> {
  if (sent === undefined || sent === '') return { state: 'missing', challenge: undefined };
  const payload = parse(sent);
  if (payload === undefined) return { state: 'wrong', challenge: undefined };
  const { verified, expired } = await verifySolution({
    challenge: payload.challenge,
    solution: payload.solution,
    deriveKey,
    hmacSignatureSecret: secretOf(key, sourceId),
  });
  return { state: verified ? 'valid' : expired ? 'expired' : 'wrong', challenge: payload.challenge.signature };
}

function parse(sent: string): Payload | undefined {
  try {
    const parsed = PayloadShape.safeParse(JSON.parse(Buffer.from(sent, 'base64').toString('utf8')));
    return parsed.success ? (parsed.data as unknown as Payload) : undefined;
  } catch {
    return undefined;
  }
}

function secretOf(key: Uint8Array, sourceId: string): string {
  return createHmac('sha256', key).update(`proof-of-work\n${sourceId}`).digest('base64url');
}
