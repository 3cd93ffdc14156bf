import type { Envelope } from '@handoff/shared/event';
import type { Mapping } from '@handoff/shared/mapping';
import { consentOrNone, emailAnswered, isCommerce, literal, namePart } from '../kit/mapping-rules.ts';

/** The member's e-mail, consent and names, and a tag that says where they come from. FNAME and LNAME exist in every new audience. */
export function defaultMapping(type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      '/email': emailAnswered(isCommerce(type) ? undefined : sample),
      '/consent': consentOrNone(type),
      '/mergeFields/FNAME': namePart('first'),
      '/mergeFields/LNAME': namePart('last'),
      '/tags': literal(isCommerce(type) ? 'customer' : 'website'),
    },
  };
}
