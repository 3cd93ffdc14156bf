import type { Evidence } from '../evidence/evidence.ts';
import type { Reading } from '../reading.ts';

/** With fewer fields, what all of them are called may be what they are: "birthday[day]", "birthday[month]", "birthday[year]". */
const LEAST_FIELDS = 4;

/** A word that the names of all fields have is the name of the form, whatever it means: "anfrage-112[text-2]". */
export function leaveOutFormsName(form: readonly Reading[]): void {
  const named = form.filter(({ field }) => (field.name ?? field.key ?? '') !== '');
  const [first, ...others] = named;
  if (first === undefined || named.length < LEAST_FIELDS) return;
  const isIn = ({ evidence }: Reading, { of, seen }: Evidence) =>
    evidence.some((one) => one.where === 'name' && one.of === of && one.seen === seen);
  const shared = first.evidence.filter((one) => one.where === 'name' && others.every((reading) => isIn(reading, one)));
  for (const { of, seen } of shared) {
    for (const reading of named)
      reading.evidence = reading.evidence.filter(
        (one) => one.of !== of || one.seen !== seen || (one.where !== 'name' && one.where !== 'id'),
      );
  }
}
