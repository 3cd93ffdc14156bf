import type { FieldDescription } from '../field.ts';
import { fold } from '../fold.ts';
import type { Reading } from '../reading.ts';
import { words } from '../words.ts';

export type DatePart = 'day' | 'month' | 'year';

const list = (text: string): ReadonlySet<string> => new Set(fold(text).split(' '));

/** "JJ" is a day in French and a year in German, so it tells nothing. */
const WORDS: Readonly<Record<DatePart, ReadonlySet<string>>> = {
  day: list('day dd tag tt jour dia giorno gg dag den день 日 일 gun ngay يوم nap paiva dzien hari วัน יום ziua dan'),
  month: list(
    'month months mm mon monat mois mes mese maand miesiac месяц 月 월 ay thang شهر الشهر ماه honap manad maned kuukausi mesic mesiac μηνας bulan เดือน חודש luna mjesec місяць',
  ),
  year: list(
    'year years yy yyyy yr jahr jjjj annee aaaa ano anno jaar rok год 年 년 yil nam سنة السنة سال ev vuosi ετος tahun ปี שנה anul godina рік',
  ),
};
/** "MM / YY" in any language. */
const WHOLE = /(?<!\p{L})(?:mm|мм)\P{L}{1,3}(\p{L})\1{1,3}(?!\p{L})/u;
const PARTS = Object.keys(WORDS) as DatePart[];

/** The part of a date that a field names; undefined where no text of it names exactly one, and of a whole ("MM / YY"). */
export function datePartOf({ field }: Reading): DatePart | undefined {
  for (const text of textsOf(field)) {
    if (WHOLE.test(fold(text))) return undefined;
    const said = words(text);
    const parts = PARTS.filter((part) => said.some((word) => WORDS[part].has(word)));
    if (parts.length === 1) return parts[0];
  }
  return undefined;
}

/** Whether a field says that it takes a month and a year together. */
export function isWholeDate({ field }: Reading): boolean {
  return textsOf(field).some((text) => WHOLE.test(fold(text))) || /(^|\s)cc-exp(\s|$)/.test(field.autocomplete ?? '');
}

function textsOf({ name, key, id, placeholder, label, aria }: FieldDescription): string[] {
  return [name ?? key, id, placeholder, label, aria].map((text) => text ?? '');
}
