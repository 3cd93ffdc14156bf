import { z } from 'zod';
import { DestinationFailure } from './types.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A day (`2026-12-01`), a time on a wall clock (`2026-12-01T10:00`), or a moment (`2026-12-01T10:00:00+01:00`). */
export const WhenText = z
  .string()
  .trim()
  .refine(
    isWhen,
    'Write a day as 2026-12-01 or a time as 2026-12-01T10:00. Dates in other forms can be turned into this by the rule "date" in the mapping.',
  );

/** An IANA time zone. */
export const ZoneName = z
  .string()
  .trim()
  .refine((zone) => zone !== '' && isZone(zone), 'This is not a time zone; write one like "Europe/Berlin".');

/** When an event of a calendar takes place. `end` is the first day, or moment, after it. */
export type When =
  | { kind: 'days'; start: string; end: string }
  /** UTC, `2026-12-01T09:00:00Z`. */
  | { kind: 'moments'; start: string; end: string }
  /** On the wall clock of `zone`, `2026-12-01T10:00:00`. */
  | { kind: 'local'; start: string; end: string; zone: string };

export interface WhenParts {
  start: string;
  /** For whole days the last day, not the one after it. */
  end?: string | undefined;
  /** How long it takes where no end is given. */
  minutes: number;
  /** What a time without an offset is meant in. */
  zone?: string | undefined;
}

/**
 * Reads start and end, which `WhenText` has let through.
 * @throws DestinationFailure `permanent` with the field: an end before the start, two kinds of time, a clock without a zone.
 */
export function readWhen({ start, end, minutes, zone }: WhenParts): When {
  if (DAY.test(start)) return days(start, end);
  const from = readTime(start);
  const until = end === undefined ? { ...from, ms: from.ms + minutes * MINUTE_MS } : readEnd(end, from.isMoment);
  if (until.ms <= from.ms) throw wrong('/end', 'The end is not after the start. Correct one of the two, or leave the end out.');
  if (from.isMoment) return { kind: 'moments', start: `${clock(from.ms)}Z`, end: `${clock(until.ms)}Z` };
  if (zone === undefined)
    throw wrong('/start', 'The time says no time zone, so it could be meant anywhere. Choose the time zone in the connection.');
  return { kind: 'local', start: clock(from.ms), end: clock(until.ms), zone };
}

/** What the clock shows in a zone at a moment: `2026-12-01T10:00:00`. */
export function wallClock(ms: number, zone: string): string {
  const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return formatter.format(ms).replace(' ', 'T');
}

function days(start: string, end: string | undefined): When {
  if (end !== undefined && !DAY.test(end))
    throw wrong('/end', 'The start is a whole day and the end a time. Map both as days or both as times.');
  const last = end ?? start;
  if (last < start) throw wrong('/end', 'The last day lies before the first. Correct one of the two, or leave the end out.');
  return { kind: 'days', start, end: new Date(Date.parse(last) + DAY_MS).toISOString().slice(0, 10) };
}

interface Time {
  /** Of a wall clock, as if it stood in UTC. */
  ms: number;
  isMoment: boolean;
}

function readTime(text: string): Time {
  const [, day = '', minute = '', second = '00', offset] = TIME.exec(text) ?? [];
  return { ms: Date.parse(`${day}T${minute}:${second}${offset ?? 'Z'}`), isMoment: offset !== undefined };
}

function readEnd(end: string, isMoment: boolean): Time {
  if (DAY.test(end)) throw wrong('/end', 'The start is a time and the end a whole day. Map both as days or both as times.');
  const time = readTime(end);
  if (time.isMoment === isMoment) return time;
  throw wrong('/end', 'One of start and end says its time zone and the other does not. Map both in the same form.');
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

function isWhen(text: string): boolean {
  if (DAY.test(text)) return isDay(text);
  const [, day = ''] = TIME.exec(text) ?? [];
  return day !== '' && isDay(day) && !Number.isNaN(readTime(text).ms);
}

/** `2026-02-30` has the right form and is no day. */
function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

function wrong(path: string, message: string): DestinationFailure {
  return new DestinationFailure({ kind: 'permanent', code: 'invalid_time', message, problems: [{ path, message }] });
}
