import { best, type Reading, scoreOf, turn } from '../reading.ts';

/** How far apart the parts of one name stand. */
const REACH = 2;
/** How much must speak for a name: that of a house is none. */
const ENOUGH = 1.6;

/**
 * A bare "Name" beside a first name is the last name ("Vorname, Name"), beside a last name the first ("Nome, Cognome"); the nearest
 * first. Where that one has its other half already ("Vorname, Nachname, Firma, Ansprechpartner") it is somebody's whole name.
 */
export function readNames(form: readonly Reading[]): void {
  for (let reach = 1; reach <= REACH; reach += 1) form.forEach((reading, at) => readName(form, reading, at, reach));
}

function readName(form: readonly Reading[], reading: Reading, at: number, reach: number): void {
  if (isSecondName(reading) && best(form[at - 1] ?? reading) === 'firstName' && !form.some((other) => best(other) === 'lastName'))
    return turn(reading, 'middleName', 'lastName', 'the first name before it', 1.5);
  if (best(reading) !== 'fullName' || scoreOf(reading, 'fullName') < ENOUGH || !isBare(reading)) return;
  const [first, last] = [besides(form, at, 'firstName'), besides(form, at, 'lastName')];
  const isHalf = (beside: number[], other: 'firstName' | 'lastName') =>
    beside.some((place) => Math.abs(place - at) <= reach && besides(form, place, other).length === 0);
  if (last.length === 0 && isHalf(first, 'lastName')) turn(reading, 'fullName', 'lastName', 'the first name beside it', 1.5);
  if (first.length === 0 && isHalf(last, 'firstName')) turn(reading, 'fullName', 'firstName', 'the last name beside it', 1.5);
}

/** The places near one, itself left out, where a part of a name is asked for. */
function besides(form: readonly Reading[], at: number, part: 'firstName' | 'lastName'): number[] {
  const start = Math.max(0, at - REACH);
  const places = form.slice(start, at + REACH + 1).map((other, index) => [start + index, best(other)] as const);
  return places.flatMap(([place, claim]) => (place !== at && claim === part ? [place] : []));
}

/** A "second name" is a middle name only where a last name is asked for too. */
function isSecondName(reading: Reading): boolean {
  return best(reading) === 'middleName' && reading.evidence.some(({ seen }) => seen === 'second name');
}

/** Whether no more is said than "name": "full name" stays what it is, and so does a place of the event that says so. */
function isBare({ evidence }: Reading): boolean {
  return evidence.every(
    ({ of, seen, where }) =>
      of !== 'fullName' ||
      where === 'neighbours' ||
      (where !== 'path' && !/\s/.test(seen)) ||
      /^(your|ihr|dein|votre|tu|su|seu) /.test(seen),
  );
}
