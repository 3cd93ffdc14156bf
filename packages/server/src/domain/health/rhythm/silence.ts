import { type HourCount, HOUR_MS, KEPT_HOURS, learnRhythm, type Rhythm } from './rhythm.ts';

/** What must be known before a source can be called silent: two whole weeks, nights and weekends among them, and this many events. */
const LEAST_HOURS = 14 * 24;
const LEAST_EVENTS = 20;

/** Silence is called after this many usual gaps, and never before two hours. */
const GAPS = 3;
const LEAST_SILENCE_MS = 2 * HOUR_MS;

/**
 * A usual gap is one that 98 of 100 do not exceed. Where events are independent of each other that is the time in which
 * 3.9 are usual (-ln 0.02), whatever the rhythm.
 */
const USUAL_SHARE = 0.02;
const USUAL_MISSED = -Math.log(USUAL_SHARE);
/** Events that come as by a clock vary less than independent ones; below this share their usual gap is shorter by it, to a third at most. */
const REGULAR_BELOW = 0.7;
const LEAST_VARIATION = 1 / 3;
/** So many of the longest quiets of five weeks are taken for accidents, not for what is usual. */
const ACCIDENTS = 2;

/**
 * After clocks changed all comes an hour earlier or later than is usual. For a while the hours of both are usual, so evenings
 * and mornings have to be forgiven in different directions: the shift may change once within a gap.
 */
const SHIFTS = [-1, 0, 1];

export interface Quiet {
  /** How long a gap is usual at this time of the week, in milliseconds. */
  usualGapMs: number;
  /** When the source is silent if nothing comes; epoch milliseconds. */
  silentAt: number;
}

/**
 * What to expect of a source after its last event. Gaps are measured in events that are usual in them, so that a night is as
 * short as a minute at noon where both bring as little. Undefined: too little is known yet.
 */
export function expectAfter(counts: readonly HourCount[], last: number): Quiet | undefined {
  const end = Math.floor(last / HOUR_MS);
  const rhythm = learnRhythm(counts, end);
  if (rhythm.hours < LEAST_HOURS || rhythm.total < LEAST_EVENTS) return undefined;
  const gap = Math.max(USUAL_MISSED * regularity(rhythm, counts, end), longQuiet(rhythm, counts, end));
  const silentAt = Math.max(last + LEAST_SILENCE_MS, whenMissed(rhythm, last, GAPS * gap));
  return { usualGapMs: whenMissed(rhythm, last, gap) - last, silentAt };
}

/** When this many would usually have come, whichever way clocks were changed: the shifts that expect least are believed. */
function whenMissed(rhythm: Rhythm, last: number, missed: number): number {
  let steady = SHIFTS.map(() => 0);
  let changed = SHIFTS.map(() => 0);
  let least = 0;
  const latest = last + KEPT_HOURS * HOUR_MS;
  for (let at = last; at < latest;) {
    const hour = Math.floor(at / HOUR_MS);
    const next = (hour + 1) * HOUR_MS;
    const come = SHIFTS.map((shift) => (rhythm.usual(hour + shift) * (next - at)) / HOUR_MS);
    const before = Math.min(...steady);
    changed = changed.map((sum, index) => Math.min(sum, before) + (come[index] ?? 0));
    steady = steady.map((sum, index) => sum + (come[index] ?? 0));
    const then = Math.min(...steady, ...changed);
    if (then >= missed) return at + ((next - at) * (missed - least)) / (then - least);
    least = then;
    at = next;
  }
  return latest;
}

/** 1 where events vary from week to week as independent ones do, or more; less where they come regularly. */
function regularity(rhythm: Rhythm, counts: readonly HourCount[], end: number): number {
  const come = new Map(counts.map(({ hour, count }) => [hour, count]));
  const week = 7 * 24;
  let variation = 0;
  let hours = 0;
  for (let hour = end - rhythm.hours; hour < end; hour += 1) {
    const usual = rhythm.usual(hour);
    if (usual === 0) continue;
    variation += ((come.get(hour) ?? 0) - usual) ** 2 / usual;
    // What is usual was learned from the same weeks, and so takes one of them for itself.
    hours += 1 - week / rhythm.hours;
  }
  const share = variation / hours;
  return share >= REGULAR_BELOW ? 1 : Math.max(LEAST_VARIATION, share);
}

/** Of the hours in which nothing came: a quiet that is long but usual, in events missed. Sources whose events come in bursts have such. */
function longQuiet(rhythm: Rhythm, counts: readonly HourCount[], end: number): number {
  const busy = new Set(counts.filter(({ count }) => count > 0).map(({ hour }) => hour));
  const quiets: number[] = [];
  let missed = 0;
  for (let hour = end - rhythm.hours; hour < end; hour += 1) {
    if (!busy.has(hour)) {
      missed += rhythm.usual(hour);
      continue;
    }
    if (missed > 0) quiets.push(missed);
    missed = 0;
  }
  const rank = Math.max(ACCIDENTS, Math.floor(rhythm.total * USUAL_SHARE));
  return quiets.toSorted((one, other) => other - one)[rank] ?? 0;
}
