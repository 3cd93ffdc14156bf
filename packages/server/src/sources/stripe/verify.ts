import { createHmac, timingSafeEqual } from 'node:crypto';
import { TOLERANCE_SECONDS } from '@handoff/shared/event';
import { AppError } from '../../observe/app-error.ts';
import type { KnownSource } from '../keys.ts';

/** More signatures than a change of secrets can need; a limit, so that one request cannot order hundreds of comparisons. */
const MAX_SIGNATURES = 10;

/**
 * Checks Stripe's own signature (`Stripe-Signature: t=…,v1=…`) over the raw bytes. While a secret is being replaced Stripe
 * signs with both. The clock is judged only once a signature holds, so that a forger learns nothing from it.
 */
export async function verifyStripe(source: KnownSource, headers: Headers, bytes: Uint8Array, now: number): Promise<undefined> {
  const header = headers.get('stripe-signature');
  if (header === null) throw new AppError('signature_missing', 'The request is not signed by Stripe: it has no header Stripe-Signature.');
  const { timestamp, signatures } = read(header);
  if (source.sharedSecrets.length === 0) {
    throw new AppError(
      'signature_invalid',
      'This Stripe source has no signing secret yet. Copy it from the endpoint in Stripe (Developers → Webhooks) into the source; Stripe sends the event again.',
    );
  }
  const expected = source.sharedSecrets.map((secret) => createHmac('sha256', secret).update(`${timestamp}.`).update(bytes).digest());
  if (!signatures.some((signature) => expected.some((digest) => timingSafeEqual(digest, signature)))) {
    throw new AppError(
      'signature_invalid',
      'The signature does not match. Either the body was changed on its way, or the signing secret of this source is not that of the endpoint in Stripe (each endpoint, and test mode, has its own).',
    );
  }
  if (Math.abs(now / 1000 - timestamp) > TOLERANCE_SECONDS)
    throw new AppError('clock_skew', 'The request was signed more than five minutes ago or in the future. Check the clock of this server.');
}

function read(header: string): { timestamp: number; signatures: Buffer[] } {
  const parts = header.split(',').map((part) => part.trim().split('='));
  const valuesOf = (name: string) => parts.filter(([key]) => key === name).map(([, value = '']) => value);
  const [timestamp = ''] = valuesOf('t');
  const signatures = valuesOf('v1').filter((value) => /^[0-9a-f]{64}$/.test(value));
  if (!/^\d{1,11}$/.test(timestamp) || signatures.length === 0)
    throw new AppError('signature_malformed', 'The header Stripe-Signature cannot be read: it needs a time (t=…) and a signature (v1=…).');
  return { timestamp: Number(timestamp), signatures: signatures.slice(0, MAX_SIGNATURES).map((value) => Buffer.from(value, 'hex')) };
}
