import type { Envelope } from '@handoff/shared/event';
import { canonicalEmail, normaliseEmail } from './email.ts';
import { personIdKeys } from './person-ids.ts';
import { normalisePhone } from './phone.ts';

type Subject = NonNullable<Envelope['subject']>;

/** Longer ones, and such with control characters, are no ids of anyone's and do not fit an index. */
const EXTERNAL_ID = /^[^\p{Cc}\p{Cs}]{1,400}$/u;

/**
 * Everything the event says about who it is, strongest first and without repeats:
 * `email:ada@example.com`, `mailbox:adalovelace@gmail.com` (only at providers that fold addresses),
 * `phone:+49301234567`, `ext:shopify_customer:123`, `ext:wordpress_user@src_1:7`. Values that cannot be read give no key.
 * `sourceId`: who told of it, where that is known.
 */
export function contactKeys(envelope: Envelope, sourceId: string | undefined): string[] {
  const subject = envelope.subject;
  if (subject === undefined) return [];
  const email = emailOf(subject);
  const mailbox = email === undefined ? undefined : canonicalEmail(email);
  const phone = phoneOf(subject);
  return [
    ...(email === undefined ? [] : [`email:${email}`]),
    ...(mailbox === undefined ? [] : [`mailbox:${mailbox}`]),
    ...(phone === undefined ? [] : [`phone:${phone}`]),
    ...externalKeys(subject, sourceId),
  ];
}

/**
 * The one key an event is queued under (its lane): e-mail, else phone, else the first external id by name.
 * A phone number is parsed only where there is no e-mail, because every event passes here.
 */
export function primaryContactKey(envelope: Envelope, sourceId: string | undefined): string | undefined {
  const subject = envelope.subject;
  if (subject === undefined) return undefined;
  const email = emailOf(subject);
  if (email !== undefined) return `email:${email}`;
  const phone = phoneOf(subject);
  return phone === undefined ? externalKeys(subject, sourceId)[0] : `phone:${phone}`;
}

function emailOf(subject: Subject): string | undefined {
  return subject.email === undefined ? undefined : normaliseEmail(subject.email);
}

function phoneOf(subject: Subject): string | undefined {
  return subject.phone === undefined ? undefined : normalisePhone(subject.phone, subject.country);
}

function externalKeys({ externalIds }: Subject, sourceId: string | undefined): string[] {
  return personIdKeys(externalIds, sourceId)
    .filter((id) => EXTERNAL_ID.test(id))
    .map((id) => `ext:${id}`)
    .toSorted((a, b) => (a < b ? -1 : 1));
}
