import { isScreenedEventType, type Envelope } from '@handoff/shared/event';
import { normaliseEmail } from './email.ts';
import { foldText } from './fold.ts';
import { keyedHash } from './keyed-hash.ts';
import { hasFormFields, submittedFields } from './submitted-fields.ts';

/** How long the same content again counts as a double click: ten minutes. */
export const DUPLICATE_WINDOW_MS = 600_000;

/** Below this many characters two strangers may well send the same words ("yes"), so nameless content that short has no fingerprint. */
const ENOUGH_TO_TELL_STRANGERS_APART = 20;

/** Members that differ each time the same content is sent: one-time tokens, and below them record ids and times (compared without `-` and `_`). */
const ONE_TIME = /^_|(?:^|[-_.])(?:nonce|csrf|xsrf|token|turnstile)(?:$|[-_.])|captcha/;
const RECORD_ID = /^(?:id|(?:entry|submission|response|lead|comment|user|event)id)$/;
const RECORD_TIME = /^(?:timestamp|(?:created|updated|submitted|posted|registered|received|sent)(?:at|on|date|time|dategmt)?)$/;

/**
 * Recognises the same content sent twice: a keyed HMAC-SHA256 (base64url) over type, form, person, answers and consent.
 * Ids, times and context do not count, nor do field order, spacing and letter case. `key` is the workspace's own, so
 * that a fingerprint tells nothing outside it.
 *
 * Undefined where sending the same again is no mistake (orders, payments and every other transactional type), and
 * where too little was said to know one person from another.
 */
export function contentFingerprint(envelope: Envelope, key: Uint8Array): string | undefined {
  if (!isScreenedEventType(envelope.type)) return undefined;
  const person = personOf(envelope);
  const answers = answersOf(envelope);
  const said = answers.reduce((sum, [, text]) => sum + text.length, 0);
  if (person.every((part) => part === '') && said < ENOUGH_TO_TELL_STRANGERS_APART) return undefined;
  const consents = consentsOf(envelope);
  const canonical = JSON.stringify(['v1', envelope.type, formIdOf(envelope), person, answers, ...consents]);
  return keyedHash(key, canonical);
}

/** Who takes consent back a moment after giving it says something else, whatever the answers. */
function consentsOf({ consent = [] }: Envelope): string[] {
  return consent.map(({ channel, state }) => `${channel}:${state}`).toSorted(compare);
}

function formIdOf({ data }: Envelope): string {
  const form = data.form;
  if (typeof form !== 'object' || form === null || !('id' in form)) return '';
  return typeof form.id === 'string' || typeof form.id === 'number' ? String(form.id) : '';
}

function personOf({ subject }: Envelope): string[] {
  if (subject === undefined) return [];
  const email = subject.email ?? '';
  const names = [subject.name, subject.firstName, subject.lastName, subject.company].map((name) => foldText(name ?? ''));
  const externalIds = Object.entries(subject.externalIds ?? {}).map(([system, id]) => `${system}:${id}`);
  return [
    normaliseEmail(email) ?? foldText(email),
    (subject.phone ?? '').replace(/[^\p{Nd}+]/gu, ''),
    ...names,
    ...externalIds.toSorted(compare),
  ];
}

function answersOf(envelope: Envelope): [key: string, text: string][] {
  const asForm = hasFormFields(envelope);
  return submittedFields(envelope)
    .map(({ key, text }): [string, string] => [key.toLowerCase(), foldText(text)])
    .filter(([key, text]) => text !== '' && !isIncidental(key, asForm))
    .toSorted(([keyA, textA], [keyB, textB]) => compare(keyA, keyB) || compare(textA, textB));
}

/** In a form `id` and `date` are questions; in a record the source made itself they are bookkeeping. */
function isIncidental(key: string, asForm: boolean): boolean {
  if (ONE_TIME.test(key)) return true;
  const name = key.replace(/[-_]/g, '');
  return !asForm && (RECORD_ID.test(name) || RECORD_TIME.test(name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
