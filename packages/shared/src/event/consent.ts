import { z } from 'zod';

/** One statement about one channel. `at` is when the person decided, not when it was copied. */
export const Consent = z
  .looseObject({
    channel: z.enum(['email', 'sms', 'whatsapp', 'phone', 'post']),
    state: z.enum(['subscribed', 'pending', 'unsubscribed', 'not_subscribed', 'unknown']),
    at: z.iso.datetime({ offset: true }).optional(),
    /** The words the person agreed to. */
    wording: z.string().max(4000).optional(),
    /** How it is known: a page address, an IP, a double opt-in id. */
    evidence: z.string().max(2000).optional(),
  })
  .meta({ id: 'Consent' });
export type Consent = z.infer<typeof Consent>;

/** The strongest statement about a channel: an opt-out always wins, then the latest; of two without a time, or of the same, the last. */
export function consentFor(consents: readonly Consent[] | undefined, channel: Consent['channel']): Consent | undefined {
  const statements = (consents ?? []).filter((consent) => consent.channel === channel);
  const optOut = statements.find((consent) => consent.state === 'unsubscribed');
  if (optOut) return optOut;
  return statements.reduce<Consent | undefined>(
    (latest, consent) => (latest === undefined || timeOf(consent) >= timeOf(latest) ? consent : latest),
    undefined,
  );
}

/** In epoch ms, as times are written with different offsets. */
function timeOf({ at }: Consent): number {
  return at === undefined ? Number.NEGATIVE_INFINITY : Date.parse(at);
}
