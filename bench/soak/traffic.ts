import { HOUR_MS, ZONE } from './times.ts';

/** How many events a source is expected to send in each hour of its own day, Monday to Friday; weekends bring a share of it. */
export interface Habit {
  byHour: readonly number[];
  weekend: number;
}

/** Forty orders on a working day, hardly any at night. */
export const SHOP: Habit = habit(40, [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 3, 3, 4, 4, 4, 5, 6, 7, 7, 5, 2, 1], 1.2);
/** A craftsman's contact form: a dozen enquiries on a working day. */
export const FORM: Habit = habit(12, [0, 0, 0, 0, 0, 0, 1, 3, 6, 7, 7, 6, 4, 5, 6, 6, 5, 4, 3, 3, 2, 1, 0, 0], 0.3);
/** A busy site, also at night. */
export const BUSY: Habit = habit(120, [1, 1, 1, 1, 1, 1, 2, 4, 6, 7, 7, 7, 6, 6, 7, 7, 6, 6, 6, 6, 5, 4, 3, 2], 0.8);

function habit(perDay: number, shape: readonly number[], weekend: number): Habit {
  const sum = shape.reduce((total, part) => total + part, 0);
  return { byHour: shape.map((part) => (part * perDay) / sum), weekend };
}

const local = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'short', hour: '2-digit', hourCycle: 'h23' });

/** How many events an hour are expected at this moment. People live by their own clocks, which are changed in spring and autumn. */
export function rateAt({ byHour, weekend }: Habit, at: number): number {
  const parts = Object.fromEntries(local.formatToParts(at).map(({ type, value }) => [type, value]));
  const isWeekend = parts['weekday'] === 'Sat' || parts['weekday'] === 'Sun';
  return (byHour[Number(parts['hour'])] ?? 0) * (isWeekend ? weekend : 1);
}

/** Moments of a Poisson process with the habit's rate. The same chance gives the same moments. */
export function momentsOf(habits: Habit, from: number, to: number, chance: () => number): number[] {
  const moments: number[] = [];
  for (let hour = from; hour < to; hour += HOUR_MS) {
    const rate = rateAt(habits, hour);
    if (rate <= 0) continue;
    for (let at = hour - (Math.log(1 - chance()) / rate) * HOUR_MS; at < hour + HOUR_MS; at -= (Math.log(1 - chance()) / rate) * HOUR_MS)
      moments.push(at);
  }
  return moments;
}

/** From when on so many events would usually have come since `from`. */
export function whenExpected(habits: Habit, from: number, events: number): number {
  let missed = 0;
  for (let at = from; ; at += 60_000) {
    missed += rateAt(habits, at) / 60;
    if (missed >= events) return at;
  }
}

/** Numbers from 0 to below 1 that depend on the seed alone. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
