import { best, type Reading, scoreOf, turn } from '../reading.ts';
import type { Meaning } from '../meanings.ts';

/** Parts of a date, by what they are taken for alone. */
const PARTS: Readonly<Partial<Record<string, Meaning>>> = {
  expirationMonth: 'birthdayMonth',
  expirationYear: 'birthdayYear',
  birthdayDay: 'birthdayDay',
  birthdayMonth: 'birthdayMonth',
  birthdayYear: 'birthdayYear',
};
const SURE = 3;
/** A bare "day" is none of these. */
const BIRTHS: readonly Meaning[] = ['birthday', 'birthdayMonth', 'birthdayYear'];
/** How much must speak for a birthday in one of the parts. */
const ENOUGH = 1.5;

/** Day, month and year beside each other, one of which speaks of a birth: the parts of a birthday. */
export function readBirthdays(form: readonly Reading[]): void {
  for (let at = 0; at < form.length; at += 1) {
    let end = at;
    while (partOf(form[end]) !== undefined) end += 1;
    const run = form.slice(at, end);
    const isBirth = run.some((reading) => BIRTHS.some((of) => scoreOf(reading, of) >= ENOUGH));
    if (run.length >= 2 && isBirth) run.forEach(toPart);
    else run.filter((reading) => best(reading) === 'birthdayDay' && scoreOf(reading, 'birthdayDay') < SURE).forEach(doubt);
    at = Math.max(at, end - 1);
  }
}

function doubt(reading: Reading): void {
  reading.evidence.push({ of: 'birthdayDay', where: 'neighbours', seen: 'no date of birth around it', weight: -2 });
}

function partOf(reading: Reading | undefined): Meaning | undefined {
  if (reading === undefined) return undefined;
  const known = Object.keys(PARTS).toSorted((a, b) => scoreOf(reading, b as Meaning) - scoreOf(reading, a as Meaning))[0] as Meaning;
  return scoreOf(reading, known) > 0.5 ? PARTS[known] : undefined;
}

function toPart(reading: Reading): void {
  const part = partOf(reading);
  const claim = best(reading);
  if (part !== undefined && claim !== undefined && claim !== part)
    turn(reading, claim, part, 'the parts of a date of birth around it', 1.5);
}
