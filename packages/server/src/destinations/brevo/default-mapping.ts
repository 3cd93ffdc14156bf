import type { Envelope } from '@handoff/shared/event';
import type { Mapping } from '@handoff/shared/mapping';
import { consentOrNone, emailAnswered, isCommerce, namePart } from '../kit/mapping-rules.ts';

/**
 * The person's e-mail, consent and names: what every Brevo account has a place for. No phone number, because Brevo texts
 * people on a list who have one, and who agreed to e-mail did not agree to that.
 */
export function defaultMapping(type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      '/email': emailAnswered(isCommerce(type) ? undefined : sample),
      '/consent': consentOrNone(type),
      '/firstName': namePart('first'),
      '/lastName': namePart('last'),
    },
  };
}
