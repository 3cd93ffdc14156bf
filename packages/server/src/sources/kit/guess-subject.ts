import type { Subject } from '@handoff/shared/event';
import { foldName, type SubjectPart, subjectPartOf } from './field-names.ts';
import { type NamedValue, namedValues } from './named-values.ts';

/** The words for "name" that mean the first name beside a family name, or the family name beside a first name. */
const EITHER = new Set(['nom', 'nome', 'nombre', 'nume']);

const EMAIL = /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/;
const PHONE = /^[+(]?[\d\s().\-/+]{5,40}$/;

const FITS: Record<SubjectPart, (text: string) => boolean> = {
  email: (text) => text.length <= 320 && EMAIL.test(text),
  phone: (text) => PHONE.test(text) && text.replaceAll(/\D/g, '').length >= 5,
  name: (text) => text.length <= 300 && !EMAIL.test(text),
  firstName: (text) => text.length <= 150,
  lastName: (text) => text.length <= 150,
  company: (text) => text.length <= 300,
  country: (text) => /^[a-z]{2}$/i.test(text),
};

/**
 * Guesses from the names and looks of values who a body of unknown shape is about. Nothing is taken that does not look
 * like what its name says. `country` stands in where the body names none.
 */
export function guessSubject(body: unknown, country: string | undefined): Subject | undefined {
  const values = namedValues(body);
  const subject: Subject = {};
  for (const { name, text, parent } of values) {
    const part = subjectPartOf(name, parent);
    if (part !== undefined && subject[part] === undefined && FITS[part](text)) subject[part] = text;
  }
  takeEither(subject, values);
  const otherEmail = values.find(({ name, text }) => foldName(name).includes('mail') && FITS.email(text))?.text;
  if (subject.email === undefined && otherEmail !== undefined) subject.email = otherEmail;
  if (Object.keys(subject).length === 0) return undefined;
  return subject.country === undefined && country !== undefined ? { ...subject, country } : subject;
}

/** French `nom` beside `prenom` is the family name, Italian `nome` beside `cognome` the first; alone they are the name. */
function takeEither(subject: Subject, values: NamedValue[]): void {
  const either = values.find(({ name, text }) => EITHER.has(foldName(name)) && FITS.firstName(text))?.text;
  if (either === undefined) return;
  if (subject.firstName !== undefined) subject.lastName ??= either;
  else if (subject.lastName !== undefined) subject.firstName = either;
  else subject.name ??= either;
}
