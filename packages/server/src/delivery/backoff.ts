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
/** How long our own waits come to, at the least. */
const SCHEDULE_MS = DELAYS.reduce((sum, delay) => sum + delay, 0) * (1 - JITTER);
const SHORTEST_HINT_MS = SECOND;
/** Between tries that a vendor's short hints have used up before their time. */
const EXTRA_WAIT_MS = 30 * MINUTE;

/** About how long it is tried, for people. */
export const SCHEDULE_HOURS = Math.round(DELAYS.reduce((sum, delay) => sum + delay, 0) / HOUR);

/** Tries before a delivery becomes a dead letter: about three days. */
export const MAX_TRIES = DELAYS.length + 1;

/**
 * Whether enough was tried. A vendor that says "in a second" uses the tries up in no time; that must not end a delivery
 * sooner than our own waits would have.
 */
export function isSpent(tries: number, triedForMs: number): boolean {
  return tries >= MAX_TRIES && triedForMs >= SCHEDULE_MS;
}

/** The vendor's own hint, as long as tries last; a second at the least. In whole milliseconds: PostgreSQL keeps no others as a time. */
export function hintedDelay(tries: number, hintMs: number): number {
  return Math.ceil(Math.max(hintMs, tries < MAX_TRIES ? SHORTEST_HINT_MS : EXTRA_WAIT_MS));
}

/** Milliseconds to wait after the `failures`-th failure (1 = the first), ±20 % so that a crowd spreads out. */
export function retryDelay(failures: number, random: () => number = Math.random): number {
  const delay = DELAYS[Math.min(failures, DELAYS.length) - 1] ?? 0;
  return Math.round(delay * (1 - JITTER + 2 * JITTER * random()));
}
