import type { Reading } from '../reading.ts';
import { words } from '../words.ts';

export type DatePart = 'day' | 'month' | 'year';

const list = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** "JJ" is a day in French and a year in German, so it tells nothing. */
const WORDS: Readonly<Record<DatePart, ReadonlySet<string>>> = {
  day: list('day dd tag tt jour dia giorno gg dag den день 日 일'),
  month: list('month months mm mon monat mois mes mese maand miesiac месяц 月 월'),
  year: list('year years yy yyyy yr jahr jjjj annee aaaa ano anno jaar rok год 年 년'),
};
const PARTS = Object.keys(WORDS) as DatePart[];

/** The part of a date that a field names; undefined where no text of it names exactly one ("MM / YY" is a whole). */
export function datePartOf({ field }: Reading): DatePart | undefined {
  for (const text of [field.name ?? field.key, field.id, field.placeholder, field.label, field.aria]) {
    const said = words(text ?? '');
    const parts = PARTS.filter((part) => said.some((word) => WORDS[part].has(word)));
    if (parts.length === 1) return parts[0];
  }
  return undefined;
}
