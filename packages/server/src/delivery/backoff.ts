const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * | try that failed | next try after | since the first |
 * |---|---|---|
 * | 1 | 5 s | 5 s |
 * | 2 | 1 m | 1 m |
 * | 3 | 5 m | 6 m |
 * | 4 | 30 m | 36 m |
 * | 5 | 2 h | 2.6 h |
 * | 6 | 5 h | 7.6 h |
 * | 7 | 10 h | 17.6 h |
 * | 8 | 14 h | 31.6 h |
 * | 9 | 20 h | 51.6 h |
 * | 10 | 24 h | 75.6 h |
 * | 11 | dead letter | |
 */
const DELAYS = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
const JITTER = 0.2;

/** Tries before a delivery becomes a dead letter: about three days. */
export const MAX_TRIES = DELAYS.length + 1;

/** Milliseconds to wait after the `failures`-th failure (1 = the first), ±20 % so that a crowd spreads out. */
export function retryDelay(failures: number, random: () => number = Math.random): number {
  const delay = DELAYS[Math.min(failures, DELAYS.length) - 1] ?? 0;
  return Math.round(delay * (1 - JITTER + 2 * JITTER * random()));
}
