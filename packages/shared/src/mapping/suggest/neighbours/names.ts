import { best, type Reading, scoreOf, turn } from '../reading.ts';

/** How far apart the parts of one name stand. */
const REACH = 2;
/** How much must speak for a name: that of a house is none. */
const ENOUGH = 1.6;

/** A bare "Name" beside a first name is the last name ("Vorname, Name"), beside a last name the first ("Nome, Cognome"). */
export function readNames(form: readonly Reading[]): void {
  form.forEach((reading, at) => {
    if (isSecondName(reading) && best(form[at - 1] ?? reading) === 'firstName' && !form.some((other) => best(other) === 'lastName'))
      return turn(reading, 'middleName', 'lastName', 'the first name before it', 1.5);
    if (best(reading) !== 'fullName' || scoreOf(reading, 'fullName') < ENOUGH || !isBare(reading)) return;
    const beside = new Set(
      form.slice(Math.max(0, at - REACH), at + REACH + 1).map((other) => (other === reading ? undefined : best(other))),
    );
    const [hasFirst, hasLast] = [beside.has('firstName'), beside.has('lastName')];
    if (hasFirst && !hasLast) turn(reading, 'fullName', 'lastName', 'the first name beside it', 1.5);
    if (hasLast && !hasFirst) turn(reading, 'fullName', 'firstName', 'the last name beside it', 1.5);
  });
}

/** A "second name" is a middle name only where a last name is asked for too. */
function isSecondName(reading: Reading): boolean {
  return best(reading) === 'middleName' && reading.evidence.some(({ seen }) => seen === 'second name');
}

/** Whether no more is said than "name": "full name" stays what it is. */
function isBare({ evidence }: Reading): boolean {
  return evidence.every(
    ({ of, seen, where }) =>
      of !== 'fullName' || where === 'neighbours' || !/\s/.test(seen) || /^(your|ihr|dein|votre|tu|su|seu) /.test(seen),
  );
}
