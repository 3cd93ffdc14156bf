import { fail, type Run } from '../run.ts';
import type { Rule } from '../spec.ts';
import { bare, quote } from '../values.ts';
import { oneOf, oneText } from './input.ts';
import { asUtc, formatDate, type WallTime, type Zone } from './zone.ts';

type DateRule = Extract<Rule, { do: 'date' }>;

/** What was written: an instant, or a date (and perhaps a time) on a clock of the mapping's zone. */
type Moment = { instant: number } | { wall: WallTime };

const DATE = /^(\d{1,4})([-./])\s?(\d{1,2})\2\s?(\d{1,4})\.?/;
const COMPACT_DATE = /^(\d{4})(\d{2})(\d{2})(?=$|T)/;
const TIME = /^(?:T|,?\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?m\.?)?(?:\s*(z|utc|[+-]\d{2}:?(?:\d{2})?))?$/i;
/** YYYYMMDDHHMM, perhaps with seconds, of these centuries: others are rather an epoch. */
const COMPACT_TIME = /^((?:19|20|21)\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?$/;
const EPOCH = /^-?\d{9,14}$/;
/** Epoch seconds between these are years 1973 to 2286 (and 1653 to 1966); smaller numbers are a mistake or stand for no date. */
const LEAST_SECONDS = 100_000_000;
const MOST_SECONDS = 10_000_000_000;
/** The same years in milliseconds. What lies between could be either; what is beyond is no epoch that anybody sends. */
const LEAST_MILLISECONDS = LEAST_SECONDS * 1000;
const MOST_MILLISECONDS = MOST_SECONDS * 1000;

/**
 * A date from what forms and shops send: ISO 8601, epoch seconds or milliseconds, 31.12.2024, 12/31/2024 2:30 pm, 20241231143000.
 * `order` says how dates with slashes or hyphens are written; with dots it is day first unless told. A time without
 * an offset is one of `zone`. Gives, by `output`, the date in `zone` (2024-12-31), the instant in UTC
 * (2024-12-31T13:30:00.000Z), or the epoch; a date without a time begins at midnight in `zone`.
 */
export function toDate(value: unknown, run: Run, { output, order }: Pick<DateRule, 'output' | 'order'>, zone: Zone): unknown {
  const single = oneOf(value, run);
  if (typeof single === 'boolean') return fail(run, 'This is a yes or no, not a date. Map the field that holds the date.');
  const text = oneText(single, run);
  if (typeof text !== 'string') return text;
  const given = bare(text);
  if (given === '') return undefined;
  const moment = typeof single === 'number' ? readEpoch(single) : readText(given, order);
  if (typeof moment === 'string') return fail(run, `${quote(given)} ${moment}`);
  if (output === 'date' && 'wall' in moment) return formatDate(moment.wall);
  const instant = 'wall' in moment ? zone.instantOf(moment.wall) : moment.instant;
  switch (output) {
    case 'date':
      return zone.dateAt(instant);
    case 'datetime':
      return new Date(instant).toISOString();
    case 'epochMs':
      return instant;
    case 'epochSeconds':
      return Math.floor(instant / 1000);
  }
}

const NOT_A_DATE = 'is not a date that can be read. Dates look like 2024-12-31, 31.12.2024 or 2024-12-31T13:30:00Z.';
const WRONG_YEAR = 'has no year between 1000 and 9999. Write the year with four digits.';

function readText(text: string, order: DateRule['order']): Moment | string {
  if (!EPOCH.test(text)) return readWritten(text, order);
  return readCompactTime(text) ?? readEpoch(Number(text));
}

/** Undefined where the digits are no day and time that clocks show. */
function readCompactTime(text: string): Moment | undefined {
  const [, year, month, day, hour, minute, second = '0'] = COMPACT_TIME.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second), millisecond: 0 };
  const wall = { ...date, ...time };
  return isRealDay(wall) && isRealTime(wall) ? { wall } : undefined;
}

function readEpoch(number: number): Moment | string {
  const size = Math.abs(number);
  if (size >= LEAST_SECONDS && size < MOST_SECONDS) return { instant: Math.round(number * 1000) };
  if (size >= LEAST_MILLISECONDS && size < MOST_MILLISECONDS) return { instant: Math.round(number) };
  return 'is not a number of seconds or milliseconds since 1970 that can be told for sure. Send the date as 2024-12-31.';
}

function readWritten(text: string, order: DateRule['order']): Moment | string {
  const match = text.length <= 64 ? (COMPACT_DATE.exec(text) ?? DATE.exec(text)) : null;
  if (match === null) return NOT_A_DATE;
  const [whole, a = '', b = '', c = '', d = ''] = match;
  const parts = match.length === 4 ? { order: 'ymd' as const, a, b, c } : { order: orderOf(a, b, order), a, b: c, c: d };
  if (parts.order === undefined) {
    return 'could be read day first or month first. Choose the order of day and month for this field in the mapping.';
  }
  const { year, month, day } = inOrder(parts.order, parts.a, parts.b, parts.c);
  if (year.length !== 4 || Number(year) < 1000) return WRONG_YEAR;
  const date = { year: Number(year), month: Number(month), day: Number(day), hour: 0, minute: 0, second: 0, millisecond: 0 };
  if (!isRealDay(date)) return 'is not a day of the calendar. Check day and month, and their order in the mapping.';
  const rest = text.slice(whole.length);
  return rest === '' ? { wall: date } : readTime(rest, date);
}

function orderOf(first: string, separator: string, order: DateRule['order']): DateRule['order'] {
  if (first.length === 4) return 'ymd';
  return order ?? (separator === '.' ? 'dmy' : undefined);
}

function inOrder(order: 'ymd' | 'dmy' | 'mdy', a: string, b: string, c: string): { year: string; month: string; day: string } {
  if (order === 'ymd') return { year: a, month: b, day: c };
  return order === 'dmy' ? { year: c, month: b, day: a } : { year: c, month: a, day: b };
}

function isRealDay({ year, month, day }: WallTime): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isRealTime({ hour, minute, second }: WallTime): boolean {
  return hour <= 23 && minute <= 59 && second <= 59;
}

function readTime(text: string, date: WallTime): Moment | string {
  const match = TIME.exec(text);
  if (match === null) return NOT_A_DATE;
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half, offset] = match;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const isHour = half === undefined || (Number(hours) >= 1 && Number(hours) <= 12);
  const wall = {
    ...date,
    hour,
    minute: Number(minutes),
    second: Number(seconds),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')),
  };
  if (!isHour || !isRealTime(wall)) return 'has a time that no clock shows. Check its hours, minutes and seconds.';
  if (offset === undefined) return { wall };
  return { instant: asUtc(wall) - offsetMs(offset) };
}

function offsetMs(offset: string): number {
  if (/^[zu]/i.test(offset)) return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0)) * 60_000;
}
