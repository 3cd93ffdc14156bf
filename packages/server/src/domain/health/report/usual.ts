import type { Counted } from '../rhythm/known.ts';
import { HOUR_MS, learnRhythm } from '../rhythm/rhythm.ts';

/** A day is known before "usually" is said. */
const LEAST_HOURS = 24;

/** What is usual for a subject at `now`; `good` alone counts. */
export function usualOf(counted: readonly Counted[], now: number) {
  const hour = Math.floor(now / HOUR_MS);
  const rhythm = learnRhythm(
    counted.map(({ hour: at, good }) => ({ hour: at, count: good })),
    hour,
  );
  if (rhythm.hours < LEAST_HOURS) return { perHourNow: null, perDay: null };
  // With its neighbours: one hour of the week was seen a few times only.
  const around = [hour - 1, hour, hour + 1].map(rhythm.usual);
  return { perHourNow: rounded(around.reduce((sum, count) => sum + count, 0) / around.length), perDay: rounded(rhythm.mean * 24) };
}

/** Of the last 24 hours, the present one included. */
export function lastDay(counted: readonly Counted[], now: number): { worked: number; failed: number } {
  const from = Math.floor(now / HOUR_MS) - 23;
  const recent = counted.filter(({ hour }) => hour >= from);
  return { worked: recent.reduce((sum, { good }) => sum + good, 0), failed: recent.reduce((sum, { bad }) => sum + bad, 0) };
}

/** The last good one; null: none in five weeks. */
export function lastGood(counted: readonly Counted[]): number | null {
  return counted.reduce<number | null>((last, { last_at: at }) => (at !== null && at > (last ?? 0) ? at : last), null);
}

function rounded(count: number): number {
  return Math.round(count * 100) / 100;
}
