/** Pure: what is usual, learned from what happened hour by hour. Hours are counted since 1970, in UTC. */

export const HOUR_MS = 3_600_000;
/** How far back what is usual is learned from. */
export const KEPT_HOURS = 35 * 24;

const DAY = 24;
const WEEK = 7 * DAY;

export interface HourCount {
  hour: number;
  count: number;
}

export interface Rhythm {
  /** How many are usual in this hour. */
  usual: (hour: number) => number;
  /** By what: the hour of the week (two weeks are known), the hour of the day (two days), all hours alike, or nothing yet. */
  basis: 'week' | 'day' | 'overall' | 'none';
  /** Over how many hours it was learned, and from how many. */
  hours: number;
  total: number;
  /** How many are usual in an hour, all hours alike. */
  mean: number;
}

/** Learns from the first hour in which there was something, to before `end`. Hours that are not listed had none. */
export function learnRhythm(counts: readonly HourCount[], end: number): Rhythm {
  const known = counts.filter(({ hour, count }) => hour < end && count > 0);
  const first = known.reduce((least, { hour }) => Math.min(least, hour), end);
  const hours = end - first;
  const total = known.reduce((sum, { count }) => sum + count, 0);
  if (hours === 0) return { usual: () => 0, basis: 'none', hours, total, mean: 0 };
  const mean = total / hours;
  const round = hours >= 2 * WEEK ? WEEK : hours >= 2 * DAY ? DAY : 1;
  const level = (counted: number) => counted * slump(known, end, mean, hours);
  const slots = Array.from({ length: round }, () => 0);
  for (const { hour, count } of known) slots[hour % round] = (slots[hour % round] ?? 0) + count;
  return {
    usual: (hour) => level((slots[hour % round] ?? 0) / timesSeen(hour % round, round, first, end)),
    basis: round === WEEK ? 'week' : round === DAY ? 'day' : 'overall',
    hours,
    total,
    mean: level(mean),
  };
}

/** How often this slot came between two hours. */
function timesSeen(slot: number, round: number, first: number, end: number): number {
  const upTo = (hour: number) => Math.floor((hour - slot + round - 1) / round);
  return Math.max(1, upTo(end) - upTo(first));
}

/** At most 1: how much less than usual the last week brought, beyond chance, so that a season that ends is not taken for a failure. */
function slump(known: readonly HourCount[], end: number, mean: number, hours: number): number {
  if (hours < 2 * WEEK) return 1;
  const lastWeek = known.reduce((sum, { hour, count }) => (hour >= end - WEEK ? sum + count : sum), 0);
  const usual = mean * WEEK;
  return lastWeek < usual - 2 * Math.sqrt(usual) ? Math.max(0.1, lastWeek / usual) : 1;
}
