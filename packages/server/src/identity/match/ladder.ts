import type { Profile } from './contact.ts';
import { editDistance, isTypoOf } from './distance.ts';
import { compareNames, type NameAgreement } from './names.ts';
import { comparePhones } from './phone-clues.ts';

/** By what two contacts are known to be one person, strongest first. */
export const RUNGS = ['external_id', 'email', 'mailbox', 'phone'] as const;
export type Rung = (typeof RUNGS)[number];

export interface Link {
  rung: Rung;
  names: NameAgreement;
}

/**
 * Whether two contacts are one person beyond doubt: by an id, an address, a mailbox, or a phone number, in this
 * order, where what they are called does not speak against it. Couples share addresses and families phones, so names
 * must agree; a desk's address (`info@`) and a guess never link.
 */
export function linkOf(a: Profile, b: Profile): Link | undefined {
  const sameId = a.externalIds.some((id) => b.externalIds.includes(id));
  const sameMailbox = a.mailbox !== undefined && a.mailbox === b.mailbox && !a.role;
  const samePhone = a.phone !== undefined && b.phone !== undefined && comparePhones(a.phone, b.phone) === 'same';
  if (!sameId && !sameMailbox && !samePhone) return undefined;
  const names = compareNames(a.name, b.name).agreement;
  if (sameId) return names === 'different' ? undefined : { rung: 'external_id', names };
  if (sameMailbox && agreesWithAddress(names)) return { rung: a.email === b.email ? 'email' : 'mailbox', names };
  if (samePhone && agreesWithPhone(names)) return { rung: 'phone', names };
  return undefined;
}

/** Of one address mostly one person writes: it is enough that nothing speaks against it. */
function agreesWithAddress(names: NameAgreement): boolean {
  return names !== 'different' && names !== 'partial';
}

/** Behind one number a family lives: a name must speak for it. */
function agreesWithPhone(names: NameAgreement): boolean {
  return names === 'same' || names === 'close' || names === 'initial';
}

/** What must not be in one person: contacts whose names, birth dates or official numbers exclude each other. */
export function excludeEachOther(a: Profile, b: Profile): boolean {
  const { agreement } = compareNames(a.name, b.name);
  if (agreement === 'different' || agreement === 'partial') return true;
  return differs(a.birthDate, b.birthDate) || differs(a.nationalId, b.nationalId);
}

function differs(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b && editDistance(a, b, 2) > 2;
}

/** Whether more than one thing says so, as where two namesakes share an address. */
export function isCorroborated(a: Profile, b: Profile): boolean {
  const samePhone = a.phone !== undefined && b.phone !== undefined && comparePhones(a.phone, b.phone) === 'same';
  const agreements = [
    a.mailbox !== undefined && a.mailbox === b.mailbox,
    samePhone,
    a.city !== undefined && a.city === b.city,
    a.organisation !== undefined && a.organisation === b.organisation,
    a.postcode !== undefined && a.postcode === b.postcode,
  ];
  return agreements.filter(Boolean).length >= 2;
}

/** Two groups of contacts that share no number although both give one, and no town although both give one: maybe namesakes. */
export function looksLikeNamesakes(a: Profile[], b: Profile[]): boolean {
  return disjoint(phonesOf(a), phonesOf(b), (x, y) => comparePhones(x, y) !== 'different') && disjoint(citiesOf(a), citiesOf(b), sameWord);
}

const phonesOf = (profiles: Profile[]) => profiles.flatMap(({ phone }) => (phone === undefined ? [] : [phone]));
const citiesOf = (profiles: Profile[]) => profiles.flatMap(({ city }) => (city === undefined ? [] : [city]));
const sameWord = (a: string, b: string) => a === b || isTypoOf(a, b);

function disjoint<Value>(a: Value[], b: Value[], same: (x: Value, y: Value) => boolean): boolean {
  return a.length > 0 && b.length > 0 && !a.some((x) => b.some((y) => same(x, y)));
}
