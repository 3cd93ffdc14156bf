import type { Evidence } from '../evidence/evidence.ts';
import type { Meaning } from '../meanings.ts';
import { best, type Reading, says, scoreOf, turn } from '../reading.ts';
import { type DatePart, datePartOf } from './date-parts.ts';

/** What a part of a date is taken for alone. */
const PARTS: Readonly<Partial<Record<string, DatePart>>> = {
  expirationMonth: 'month',
  expirationYear: 'year',
  birthdayDay: 'day',
  birthdayMonth: 'month',
  birthdayYear: 'year',
};
const MEANT: Readonly<Record<DatePart, Meaning>> = { day: 'birthdayDay', month: 'birthdayMonth', year: 'birthdayYear' };
const ALL = Object.keys(MEANT) as DatePart[];
const SURE = 3;
/** A bare "day" is none of these. */
const BIRTHS: readonly Meaning[] = ['birthday', 'birthdayMonth', 'birthdayYear'];
/** How much must speak for a birthday in one of the parts. */
const ENOUGH = 1.5;
/** Folded, as the texts are. */
const BIRTH = new RegExp(
  'birth|dob|bday|geburt|naiss|nacim|nascim|nascit|рожд|народж|geboort|urodz|dogum|ngay sinh|ميلاد|تولد|לידה|szulet|syntym|fodsel|fodelse|narozen|naroden|roden|rojst|lahir|nasteri|γεννησ|dzimsan|gimim|sunni|生年|誕生|出生|생년|생일'.normalize(
    'NFKD',
  ),
);

/** A child's birthday is not that of who fills in the form. */
const OF_ANOTHER = /child|bab(y|ies)|kind|enfant|hij[oa]|figli|filh[oa]|ребен|due date/;

/** Day, month and year beside each other, one of which speaks of a birth: the parts of a birthday. */
export function readBirthdays(form: readonly Reading[]): void {
  const signsUp = form.some((reading) => best(reading) === 'password');
  const isNamed = form.some((reading) => ['firstName', 'lastName', 'fullName'].includes(best(reading) ?? ''));
  for (const reading of signsUp && isNamed ? form : [])
    if (isBareDate(reading)) turn(reading, 'date', 'birthday', 'the name and the password around it', 1.5);
  for (let at = 0; at < form.length; at += 1) {
    let end = at;
    while (isOfDate(form[end])) end += 1;
    readRun(form.slice(at, end), signsUp);
    at = Math.max(at, end - 1);
  }
}

function readRun(run: readonly Reading[], signsUp: boolean): void {
  const parts = run.map((reading) => datePartOf(reading) ?? knownPart(reading));
  const missing = ALL.filter((part) => !parts.includes(part));
  // Two of three are said: the third is the one left.
  const [left] = missing;
  const complete = run.length === 3 && missing.length === 1 && left !== undefined ? parts.map((part) => part ?? left) : parts;
  const isWhole = ALL.every((part) => complete.includes(part));
  const isBirth = (isWhole && signsUp && !run.some((reading) => says(reading, OF_ANOTHER))) || run.some((reading) => isOfBirth(reading));
  if (isBirth && new Set(complete.filter((part) => part !== undefined)).size >= 2)
    run.forEach((reading, index) => toPart(reading, complete[index]));
  // No card expires on a day.
  else if (isWhole) run.forEach((reading) => turn(reading, best(reading) ?? 'date', 'date', 'a day, a month and a year', 1.5));
  else run.filter((reading) => best(reading) === 'birthdayDay' && scoreOf(reading, 'birthdayDay') < SURE).forEach(doubt);
}

/** A date of which only the format is said. */
function isBareDate(reading: Reading): boolean {
  const isSaid = ({ where, seen }: Evidence) => where !== 'type' && !/^\p{L}{2,4}( \p{L}{2,4}){2}$/u.test(seen);
  return best(reading) === 'date' && !reading.evidence.some((one) => one.weight > 0 && isSaid(one));
}

function isOfBirth(reading: Reading): boolean {
  return BIRTHS.some((of) => scoreOf(reading, of) >= ENOUGH) || (says(reading, BIRTH) && !says(reading, OF_ANOTHER));
}

function doubt(reading: Reading): void {
  reading.evidence.push({ of: 'birthdayDay', where: 'neighbours', seen: 'no date of birth around it', weight: -2 });
}

function isOfDate(reading: Reading | undefined): boolean {
  return reading !== undefined && (best(reading) === 'birthday' || knownPart(reading) !== undefined);
}

function knownPart(reading: Reading): DatePart | undefined {
  const known = Object.keys(PARTS).toSorted((a, b) => scoreOf(reading, b as Meaning) - scoreOf(reading, a as Meaning))[0] as Meaning;
  return scoreOf(reading, known) > 0.5 ? PARTS[known] : undefined;
}

function toPart(reading: Reading, part: DatePart | undefined): void {
  const claim = best(reading);
  if (part === undefined || claim === MEANT[part]) return;
  turn(reading, claim ?? MEANT[part], MEANT[part], 'the parts of a date of birth around it', 1.5);
}
