const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Waits after each failure of a message by itself: about two and a half days, then it waits for a person. */
const WAITS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR];

/** When to try again after the `attempts`-th failure; undefined: not by itself. What the other side asked for wins. */
export function nextTry(attempts: number, now: number, retryAt: number | undefined): number | undefined {
  const wait = WAITS[attempts - 1];
  if (wait === undefined) return undefined;
  return Math.max(retryAt ?? now + wait, now + 1000);
}
