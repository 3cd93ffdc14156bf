import { createHmac } from 'node:crypto';
import { type ChallengeParameters, createChallenge, type Solution, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { sameSecret } from '../../secrets/hash.ts';
import type { TokenState } from '../types.ts';

const ALGORITHM = 'PBKDF2/SHA-256';
/** About a second of a phone's time; nothing to a person, much to who sends thousands. */
const COST = 2000;
const CHALLENGE_LIFE_MS = 86_400_000;

const PayloadShape = z.object({
  challenge: z.object({ parameters: z.looseObject({ expiresAt: z.number() }), signature: z.string() }),
  solution: z.looseObject({}),
});

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

/**
 * Checks what ALTCHA's widget sent: base64 of JSON with challenge and solution. `at`: when the message was sent. altcha-lib measures a
 * challenge's age to the present, and throws at one that has other parts than its own; so it gets only such as are ours, without their end.
 */
export async function checkProof(key: Uint8Array, sourceId: string, sent: string | undefined, at: number): Promise<Proof> {
  if (sent === undefined || sent === '') return { state: 'missing', challenge: undefined };
  const payload = parse(sent);
  if (payload === undefined) return { state: 'wrong', challenge: undefined };
  const { parameters, signature } = payload.challenge;
  const secret = secretOf(key, sourceId);
  if (!sameSecret(signature, signatureOf(parameters, secret))) return { state: 'wrong', challenge: undefined };
  const { expiresAt, ...lasting } = parameters;
  if (expiresAt * 1000 < at) return { state: 'expired', challenge: signature };
  const { verified } = await verifySolution({
    challenge: { parameters: lasting as unknown as ChallengeParameters, signature: signatureOf(lasting, secret) },
    solution: payload.solution as unknown as Solution,
    deriveKey,
    hmacSignatureSecret: secret,
  });
  return { state: verified ? 'valid' : 'wrong', challenge: signature };
}

function parse(sent: string): z.infer<typeof PayloadShape> | undefined {
  try {
    return PayloadShape.safeParse(JSON.parse(Buffer.from(sent, 'base64').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** As altcha-lib signs the parameters of a challenge: in the order of their names. */
function signatureOf(parameters: Record<string, unknown>, secret: string): string {
  const inOrder = Object.fromEntries(Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return createHmac('sha256', secret).update(JSON.stringify(inOrder)).digest('hex');
}

function secretOf(key: Uint8Array, sourceId: string): string {
  return createHmac('sha256', key).update(`proof-of-work\n${sourceId}`).digest('base64url');
}
