import type { Profile } from './contact.ts';
import { editDistance, isTypoOf } from './distance.ts';
import { compareNames } from './names.ts';
import { comparePhones } from './phone-clues.ts';

/** What is compared, and the ways each can agree, best first. */
export const LEVELS = {
  name: ['same', 'close', 'initial', 'single', 'family', 'partial', 'different'],
  email: ['same', 'mailbox', 'meant', 'local_part', 'close', 'different'],
  phone: ['same', 'close', 'different'],
  organisation: ['same', 'close', 'different'],
  street: ['same', 'close', 'partial', 'different'],
  city: ['same', 'close', 'different'],
  postcode: ['same', 'close', 'different'],
  region: ['same', 'different'],
  birthDate: ['same', 'close', 'different'],
  nationalId: ['same', 'close', 'different'],
} as const;

export type Field = keyof typeof LEVELS;
export type Level<F extends Field = Field> = (typeof LEVELS)[F][number];
export const FIELDS = Object.keys(LEVELS) as Field[];

/** How two contacts agree, field by field; undefined where one of them does not say. */
export type Comparison = { [F in Field]: Level<F> | undefined } & { sharedWords: string[] };

export function compareProfiles(a: Profile, b: Profile): Comparison {
  const names = compareNames(a.name, b.name);
  return {
    name: names.agreement === 'unknown' ? undefined : names.agreement === 'partial' && names.family ? 'family' : names.agreement,
    sharedWords: names.shared,
    email: compareEmails(a, b),
    phone: a.phone === undefined || b.phone === undefined ? undefined : comparePhones(a.phone, b.phone),
    organisation: compareWords(a.organisation, b.organisation),
    street: compareStreets(a.street, b.street),
    city: compareWords(a.city, b.city),
    postcode: compareCodes(a.postcode, b.postcode),
    region: a.region === undefined || b.region === undefined ? undefined : a.region === b.region ? 'same' : 'different',
    birthDate: compareDates(a.birthDate, b.birthDate),
    nationalId: compareCodes(a.nationalId, b.nationalId),
  };
}

function compareEmails(a: Profile, b: Profile): Comparison['email'] {
  if (a.email === undefined || b.email === undefined) return undefined;
  // A desk's address says which company, which `organisation` compares.
  if (a.role || b.role) return undefined;
  if (a.email === b.email) return 'same';
  if (a.mailbox === b.mailbox) return 'mailbox';
  if (a.meant === b.meant) return 'meant';
  const [own, other] = [a.skeleton as string, b.skeleton as string];
  if (own === other && own.length >= 5) return 'local_part';
  return isTypoOf(a.meant as string, b.meant as string) ? 'close' : 'different';
}

function compareWords(a: string | undefined, b: string | undefined): 'same' | 'close' | 'different' | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a === b ? 'same' : isTypoOf(a, b) ? 'close' : 'different';
}

function compareCodes(a: string | undefined, b: string | undefined): 'same' | 'close' | 'different' | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a === b ? 'same' : editDistance(a, b, 1) === 1 ? 'close' : 'different';
}

/** Also where day and month were exchanged, or the parts come in another order. */
function compareDates(a: string | undefined, b: string | undefined): 'same' | 'close' | 'different' | undefined {
  const codes = compareCodes(a, b);
  if (codes !== 'different' || a === undefined || b === undefined) return codes;
  return a.length === b.length && Array.from(a).toSorted().join('') === Array.from(b).toSorted().join('') ? 'close' : 'different';
}

function compareStreets(a: string[], b: string[]): Comparison['street'] {
  if (a.length === 0 || b.length === 0) return undefined;
  const rest = [...b];
  let exact = 0;
  let close = 0;
  for (const word of a) {
    const same = rest.indexOf(word);
    const found = same >= 0 ? same : rest.findIndex((other) => isTypoOf(word, other));
    if (found < 0) continue;
    rest.splice(found, 1);
    if (same >= 0) exact += 1;
    else close += 1;
  }
  const share = (exact + close) / Math.max(a.length, b.length);
  if (exact === Math.max(a.length, b.length)) return 'same';
  return share >= 0.6 ? 'close' : share >= 0.3 ? 'partial' : 'different';
}
