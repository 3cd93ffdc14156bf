import type { Envelope } from '@handoff/shared/event';
import { normaliseEmail } from './email.ts';
import { personIdKeys } from './person-ids.ts';
import { normalisePhone } from './phone.ts';

type Subject = NonNullable<Envelope['subject']>;

/** Longer ones, and such with control characters, are no ids of anyone's and do not fit an index. */
const EXTERNAL_ID = /^[^\p{Cc}\p{Cs}]{1,400}$/u;

/**
 * The one key an event is queued under (its lane): its e-mail address, else its phone number, else the first external id by name, as
 * `email:ada@example.com`, `phone:+49301234567`, `ext:shopify_customer:123`, `ext:wordpress_user@src_1:7`. Values that cannot be read
 * give no key. `sourceId`: who told of it, where that is known. A phone number is parsed only where there is no e-mail, because every
 * event passes here.
 */
export function contactKey({ subject }: Envelope, sourceId: string | undefined): string | undefined {
  if (subject === undefined) return undefined;
  const email = subject.email === undefined ? undefined : normaliseEmail(subject.email);
  if (email !== undefined) return `email:${email}`;
  const phone = subject.phone === undefined ? undefined : normalisePhone(subject.phone, subject.country);
  return phone === undefined ? externalKey(subject, sourceId) : `phone:${phone}`;
}

function externalKey({ externalIds }: Subject, sourceId: string | undefined): string | undefined {
  const ids = personIdKeys(externalIds, sourceId).filter((id) => EXTERNAL_ID.test(id));
  const first = ids.toSorted((a, b) => (a < b ? -1 : 1))[0];
  return first === undefined ? undefined : `ext:${first}`;
}
