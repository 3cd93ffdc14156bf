import { Consent, consentFor } from '@handoff/shared/event';
import { z } from 'zod';

/** The payload's member for what the person agreed to: the event's own statements, or one word, which is about e-mail. */
export const consentMember = (description: string) =>
  z
    .union([Consent.shape.state, z.array(Consent).max(50)])
    .optional()
    .meta({ title: 'Consent', field: 'list', description });
export type Given = z.infer<ReturnType<typeof consentMember>>;

/** What they said of a channel; `unknown` where they said nothing of it. */
export function stateOf(consent: Given, channel: Consent['channel']): Consent['state'] {
  if (typeof consent === 'string') return channel === 'email' ? consent : 'unknown';
  return consentFor(consent, channel)?.state ?? 'unknown';
}
