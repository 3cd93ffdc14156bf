import { normaliseEmail } from './email.ts';
import { foldText } from './fold.ts';
import { personIds } from './person-ids.ts';
import { normalisePhone } from './phone.ts';

/** Who is meant by a request about a person; at least one of these is given. */
export interface Person {
  email?: string | undefined;
  phone?: string | undefined;
  /** As their source knows them, by its name for the id: `shopify_customer`. */
  externalIds?: Record<string, string> | undefined;
}

/** What an event says about whom it is about. */
export interface EventPerson {
  contactKey: string | null;
  /** The envelope's subject as it was sent, which may be malformed in places. */
  subject: unknown;
}

/**
 * Makes the question whether an event is about this person: by the e-mail address or the phone number of its subject, in
 * any spelling that has the same contact key, or as they were typed where they have none; or by an id of theirs.
 */
export function createPersonMatch({ email, phone, externalIds }: Person): (event: EventPerson) => boolean {
  const sameEmail = email === undefined ? () => false : createEmailMatch(email);
  const samePhone = phone === undefined ? () => false : createPhoneMatch(phone);
  const wantedIds = personIds(externalIds);
  return ({ contactKey, subject }) => {
    const key = /^(email|phone):(.*)$/s.exec(contactKey ?? '');
    if (key?.[1] === 'email' && sameEmail(key[2] as string)) return true;
    if (key?.[1] === 'phone' && samePhone(key[2] as string, undefined)) return true;
    const given = membersOf(subject);
    const ids = membersOf(given['externalIds']);
    if (wantedIds.some(([name, id]) => ids[name] === id)) return true;
    const country = textOf(given['country']);
    return sameEmail(textOf(given['email']) ?? '') || samePhone(textOf(given['phone']) ?? '', country);
  };
}

function createEmailMatch(asked: string): (given: string) => boolean {
  const wanted = normaliseEmail(asked) ?? foldText(asked);
  return (given) => wanted !== '' && (normaliseEmail(given) ?? foldText(given)) === wanted;
}

function createPhoneMatch(asked: string): (given: string, country: string | undefined) => boolean {
  const typed = dialled(asked);
  const byCountry = new Map<string, string | undefined>();
  const wantedIn = (country: string | undefined) => {
    const key = country ?? '';
    if (!byCountry.has(key)) byCountry.set(key, normalisePhone(asked, country));
    return byCountry.get(key);
  };
  return (given, country) => {
    if (given === '') return false;
    if (typed !== '' && dialled(given) === typed) return true;
    const wanted = wantedIn(country);
    return wanted !== undefined && normalisePhone(given, country) === wanted;
  };
}

/** What one presses on a phone; spaces, brackets and hyphens are for reading. */
function dialled(phone: string): string {
  return phone.replace(/[^\p{Nd}+]/gu, '');
}

const ADDRESSES = ['email', 'phone'] as const;
const NAMES = ['name', 'firstName', 'lastName'] as const;
/** Shorter texts are found in any sentence. */
const SHORTEST = 4;

export interface MentionChecks {
  /** Whether a text holds an address or number of the person. */
  addressed: (text: string) => boolean;
  /** The same, or a name. */
  mentioned: (text: string) => boolean;
}

/** Makes the questions whether a text quotes this person: as they are named in the request or in one of these subjects. */
export function createMentionChecks(person: Person, subjects: unknown[]): MentionChecks {
  const given = [person, ...subjects].map(membersOf);
  const textsOf = (names: readonly string[]) =>
    given.flatMap((members) => names.map((name) => foldText(textOf(members[name]) ?? ''))).filter((text) => text.length >= SHORTEST);
  const addresses = textsOf(ADDRESSES).map(wholeAddress);
  const names = textsOf(NAMES);
  const addressed = (text: string) => addresses.some((address) => address.test(foldText(text)));
  return { addressed, mentioned: (text) => addressed(text) || names.some((name) => foldText(text).includes(name)) };
}

/** Not where it is the end of a longer address or number, or the beginning of one: joann@example.com is not ann@example.com. */
function wholeAddress(address: string): RegExp {
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}.+_%-])${address.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}(?![\p{L}\p{N}_]|[-.][\p{L}\p{N}])`,
    'u',
  );
}

function membersOf(subject: unknown): Record<string, unknown> {
  return typeof subject === 'object' && subject !== null ? (subject as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
