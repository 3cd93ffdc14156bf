import { canonicalEmail, emailDomain, isRoleMailbox, normaliseEmail } from '../email.ts';
import { personIdKeys } from '../person-ids.ts';
import { latin, latinWords } from './latin.ts';
import { localSkeleton, meantDomain, organisationOfDomain } from './mail-clues.ts';
import { type NameWords, nameWords } from './names.ts';
import { type PhoneClue, phoneClue } from './phone-clues.ts';

/** What a source says of a person, as it was typed. Everything may be missing. */
export interface Contact {
  name?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  /** ISO 3166-1 alpha-2; reads phone numbers written without a country code. */
  country?: string | undefined;
  company?: string | undefined;
  street?: string | undefined;
  city?: string | undefined;
  postcode?: string | undefined;
  region?: string | undefined;
  /** In any usual notation. */
  birthDate?: string | undefined;
  /** A number that an authority gave the person. */
  nationalId?: string | undefined;
  externalIds?: Record<string, string> | undefined;
}

/** A contact made comparable, once. */
export interface Profile {
  name: NameWords;
  email: string | undefined;
  /** The mailbox behind the address: as its provider folds it, else the address. */
  mailbox: string | undefined;
  /** The mailbox that was probably meant where the domain looks mistyped, else as `mailbox`. */
  meant: string | undefined;
  skeleton: string | undefined;
  /** The address belongs to a desk, and so to a company. */
  role: boolean;
  phone: PhoneClue | undefined;
  organisation: string | undefined;
  street: string[];
  city: string | undefined;
  postcode: string | undefined;
  region: string | undefined;
  /** Digits only. */
  birthDate: string | undefined;
  nationalId: string | undefined;
  externalIds: string[];
}

/**
 * `phone`: the number as it was read before, which saves reading it again; null: it cannot be read. `sourceId`: who told of them; ids
 * that each site counts for itself are told apart by it.
 */
export function profileOf(contact: Contact, { phone, sourceId }: { phone?: PhoneClue | null; sourceId?: string } = {}): Profile {
  const email = contact.email === undefined ? undefined : normaliseEmail(contact.email);
  const mailbox = email === undefined ? undefined : (canonicalEmail(email) ?? email);
  return {
    name: nameWords(...(given(contact.firstName) || given(contact.lastName) ? [contact.firstName, contact.lastName] : [contact.name])),
    email,
    mailbox,
    meant: email === undefined ? undefined : meantMailbox(email, mailbox as string),
    skeleton: email === undefined ? undefined : localSkeleton(email),
    role: email !== undefined && isRoleMailbox(email),
    phone: phone === undefined ? phoneClue(contact.phone ?? '', contact.country) : (phone ?? undefined),
    organisation: organisationOf(contact.company, email),
    street: latinWords(contact.street ?? ''),
    city: text(contact.city),
    postcode: text(contact.postcode)?.replaceAll(' ', ''),
    region: text(contact.region),
    birthDate: contact.birthDate === undefined ? undefined : digitsOf(contact.birthDate),
    nationalId: text(contact.nationalId)?.replace(/[^\p{L}\p{N}]/gu, '') || undefined,
    externalIds: personIdKeys(contact.externalIds, sourceId),
  };
}

function given(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== '';
}

function text(value: string | undefined): string | undefined {
  const folded = latin(value ?? '');
  return folded === '' ? undefined : folded;
}

function meantMailbox(email: string, mailbox: string): string {
  const meant = meantDomain(emailDomain(email));
  if (meant === undefined) return mailbox;
  const corrected = `${email.slice(0, email.lastIndexOf('@'))}@${meant}`;
  return canonicalEmail(corrected) ?? corrected;
}

/** Six to eight digits in the order they came: one source writes dates one way. */
function digitsOf(date: string): string | undefined {
  const digits = date.slice(0, 10).replace(/\D/g, '');
  return digits.length >= 6 && digits.length <= 8 ? digits : undefined;
}

const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'gmbh ag kg ug ohg gbr ek ltd limited llc llp inc incorporated corp corporation co company plc pty sa sas sarl srl spa sl slu lda oy ab as aps bv nv kft sro zoo ooo ip sc snc the and und et'.split(
    ' ',
  ),
);

function organisationOf(company: string | undefined, email: string | undefined): string | undefined {
  const words = latinWords(company ?? '');
  const telling = words.filter((word) => !LEGAL_FORMS.has(word));
  const named = (telling.length > 0 ? telling : words).join('');
  if (named !== '') return named;
  return email === undefined ? undefined : organisationOfDomain(email);
}
