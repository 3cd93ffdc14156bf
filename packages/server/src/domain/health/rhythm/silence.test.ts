import { describe, expect, test } from 'vitest';
import { type HourCount, HOUR_MS, learnRhythm } from './rhythm.ts';
import { expectAfter } from './silence.ts';

const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;
/** A Monday. */
const START = Date.UTC(2026, 8, 28);
/** When clocks are changed by an hour. */
const CHANGE = Date.UTC(2026, 9, 25, 1);

interface Shop {
  /** Business hours only. */
  open: boolean;
  /** Clocks go back, not forward. */
  back: boolean;
}
const AROUND_THE_CLOCK: Shop = { open: false, back: true };
const OFFICE: Shop = { open: true, back: true };

/** Numbers from 0 to below 1 that are the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How busy a shop is, as a share of its busiest: evenings most, nights all but quiet, weekends less. */
function busyness(at: number, { open, back }: Shop): number {
  const local = at + (at < CHANGE === back ? 2 : 1) * HOUR_MS;
  const hour = Math.floor(local / HOUR_MS) % 24;
  const weekend = [5, 6].includes(Math.floor((local - START) / DAY_MS) % 7);
  if (open) return !weekend && hour >= 9 && hour < 18 ? 1 : 0;
  const ofDay = hour < 6 ? 0.02 : hour < 9 ? 0.4 : hour < 17 ? 0.8 : hour < 22 ? 1 : 0.3;
  return ofDay * (weekend ? 0.5 : 1);
}

/** Times of events that come by chance at about `perDay`, in order. */
function traffic(perDay: number, days: number, seed: number, shop: Shop): number[] {
  const random = seeded(seed);
  const week = Array.from({ length: 168 }, (_, hour) => busyness(START + hour * HOUR_MS, shop));
  const peak = (perDay * 7) / week.reduce((sum, share) => sum + share, 0);
  const times: number[] = [];
  for (let at = START; at < START + days * DAY_MS;) {
    at += (-Math.log(1 - random()) / peak) * HOUR_MS;
    if (random() < busyness(at, shop)) times.push(at);
  }
  return times;
}

function hourly(times: readonly number[]): HourCount[] {
  const counts = new Map<number, number>();
  for (const at of times) counts.set(Math.floor(at / HOUR_MS), (counts.get(Math.floor(at / HOUR_MS)) ?? 0) + 1);
  return [...counts].map(([hour, count]) => ({ hour, count }));
}

/** Gaps that end only after the source was called silent. */
function falseAlarms(times: number[]): string[] {
  const counts = hourly(times);
  return times.flatMap((at, index) => {
    const next = times[index + 1];
    // Nothing is said before two hours, so shorter gaps need no look.
    if (next === undefined || next - at <= 2 * HOUR_MS) return [];
    const before = counts.filter(({ hour }) => hour < Math.floor(at / HOUR_MS));
    const quiet = expectAfter(before, at);
    return quiet !== undefined && quiet.silentAt < next ? [`${new Date(at).toISOString()} to ${new Date(next).toISOString()}`] : [];
  });
}

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

const SHOPS = [2, 40, 2000].flatMap((perDay) => [true, false].flatMap((open) => [true, false].map((back) => ({ perDay, open, back }))));

describe.each(SHOPS)('$perDay a day, business hours only: $open, clocks go back: $back', ({ perDay, ...shop }) => {
  // Two weeks to learn, then 30 days that are judged; clocks change among them.
  test('no false alarm in 30 days after learning, 20 shops', () => {
    const seeds = perDay === 2000 ? SEEDS.slice(0, 5) : SEEDS;
    expect(
      seeds.map((seed) => ({ seed, alarms: falseAlarms(traffic(perDay, 45, seed, shop)) })).filter(({ alarms }) => alarms.length > 0),
    ).toEqual([]);
  });
});

describe('a source that falls silent at a Wednesday noon', () => {
  const noon = START + 30 * DAY_MS + 11 * HOUR_MS;
  const silentAfter = (perDay: number, seed: number) => {
    const times = traffic(perDay, 45, seed, AROUND_THE_CLOCK).filter((at) => at < noon);
    const last = times.at(-1) ?? 0;
    const quiet = expectAfter(hourly(times), last);
    return ((quiet?.silentAt ?? Number.POSITIVE_INFINITY) - last) / HOUR_MS;
  };

  test.each([
    // At 2,000 a day the least of two hours decides; at 40 it is the same day; at 2, after some ten that did not come.
    { perDay: 2000, within: 2 },
    { perDay: 40, within: 8 },
    { perDay: 2, within: 8 * 24 },
  ])('$perDay a day: called within $within hours', ({ perDay, within }) => {
    for (const seed of SEEDS.slice(0, 5)) {
      const hours = silentAfter(perDay, seed);
      expect(hours).toBeGreaterThanOrEqual(2);
      expect(hours).toBeLessThanOrEqual(within);
    }
  });

  test('a shop that is closed over night and at weekends is not called silent while it is closed', () => {
    const friday = START + 25 * DAY_MS + 17 * HOUR_MS;
    const times = traffic(2000, 45, 3, OFFICE).filter((at) => at < friday);
    const quiet = expectAfter(hourly(times), times.at(-1) ?? 0);
    const monday = START + 28 * DAY_MS + 8 * HOUR_MS;
    expect(quiet?.silentAt).toBeGreaterThanOrEqual(monday - HOUR_MS);
    expect(quiet?.silentAt).toBeLessThanOrEqual(monday + 2 * HOUR_MS);
  });
});

test('too little is known: before two weeks, and with fewer than 20 events', () => {
  const tenDays = traffic(40, 10, 1, AROUND_THE_CLOCK);
  expect(expectAfter(hourly(tenDays), tenDays.at(-1) ?? 0)).toBeUndefined();
  const rare = Array.from({ length: 10 }, (_, index) => START + index * 2 * DAY_MS);
  expect(expectAfter(hourly(rare), START + 21 * DAY_MS)).toBeUndefined();
});

test('an outage of two days is not taken for usual: the next silence is called as soon', () => {
  const noon = START + 30 * DAY_MS + 11 * HOUR_MS;
  const away = (at: number) => at > START + 20 * DAY_MS && at < START + 22 * DAY_MS;
  const times = traffic(40, 45, 7, AROUND_THE_CLOCK).filter((at) => at < noon && !away(at));
  const last = times.at(-1) ?? 0;
  expect(((expectAfter(hourly(times), last)?.silentAt ?? 0) - last) / HOUR_MS).toBeLessThanOrEqual(8);
});

test('what comes by the clock is missed sooner: one an hour, after four hours', () => {
  const times = Array.from({ length: 21 * 24 }, (_, hour) => START + hour * HOUR_MS + 7 * MINUTE_MS);
  const last = times.at(-1) ?? 0;
  expect(((expectAfter(hourly(times), last)?.silentAt ?? 0) - last) / HOUR_MS).toBeCloseTo(3.9, 1);
});

test('the basis of what is usual grows with what is known', () => {
  const at = (hours: number) => learnRhythm([{ hour: 1000, count: 2 }], 1000 + hours);
  expect([0, 5, 48, 14 * 24].map((hours) => at(hours).basis)).toEqual(['none', 'overall', 'day', 'week']);
  expect(at(4).usual(3)).toBe(0.5);
  // Twice the same hour of the day, one of them with two.
  expect(at(48).usual(1000 + 240)).toBe(1);
  expect(at(48).usual(1001 + 240)).toBe(0);
});

test('a week that brings half as much halves what is usual; one that brings more changes nothing', () => {
  const week = (first: number, count: number) => Array.from({ length: 168 }, (_, hour) => ({ hour: first + hour, count }));
  const first = 168 * 3000;
  const before = [...week(first, 4), ...week(first + 168, 4), ...week(first + 336, 4)];
  expect(learnRhythm([...before, ...week(first + 504, 4)], first + 672).usual(first)).toBe(4);
  expect(learnRhythm([...before, ...week(first + 504, 2)], first + 672).usual(first)).toBeCloseTo(3.5 * (2 / 3.5));
  expect(learnRhythm([...before, ...week(first + 504, 40)], first + 672).usual(first)).toBe(13);
});

test('the usual gap is told for this time of the week', () => {
  const times = traffic(40, 35, 5, AROUND_THE_CLOCK);
  const counts = hourly(times);
  const noon = expectAfter(counts, START + 30 * DAY_MS + 11 * HOUR_MS);
  const night = expectAfter(counts, START + 30 * DAY_MS + 22 * HOUR_MS);
  expect((noon?.usualGapMs ?? 0) / MINUTE_MS).toBeGreaterThan(30);
  expect((noon?.usualGapMs ?? 0) / HOUR_MS).toBeLessThan(3);
  expect((night?.usualGapMs ?? 0) / HOUR_MS).toBeGreaterThan(6);
});
