const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after each failure of a message by itself: about two days, then it waits for a person. */
const WAITS = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR];

/**
 * When to try again after the `attempts`-th failure; undefined: not by itself. What the other side asked for counts where
 * it is later: a short wait that is asked for again and again must not use up the tries.
 */
export function nextTry(attempts: number, now: number, retryAt: number | undefined): number | undefined {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? undefined : Math.max(now + wait, retryAt ?? 0);
}
