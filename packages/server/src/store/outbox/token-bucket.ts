import type { Budget, LimitRow, UnitLimit } from './budget.ts';

/** The share of a window's allowance that may go out at once. The rest is spread, so that no window ever exceeds `max`. */
const BURST_SHARE = 0.04;

/** For limits of seconds and minutes: what is left fills up evenly. */
export function openBucket(row: LimitRow, { max, windowMs, cost }: UnitLimit, now: number): Budget {
  const burst = Math.max(1, Math.floor((max / cost) * BURST_SHARE)) * cost;
  // A full bucket at the start of a window gives `burst`, and `max - burst` more refill before its end.
  const perMs = (max - burst + cost) / windowMs;
  const tokens = row.tokens === null ? burst : Math.min(burst, row.tokens + Math.max(0, now - row.updated_at) * perMs);
  // Time that another process's clock, which is ahead, has counted already must not be counted again. A stamp further
  // ahead than a window is no such difference but a clock that was set back.
  const updatedAt = Math.max(now, Math.min(row.updated_at, now + windowMs));
  return {
    left: tokens,
    leftAt: (wanted) => now + Math.ceil((wanted - tokens) / perMs),
    turnMs: cost / perMs,
    spend: (amount) => ({ tokens: Math.min(burst, tokens - amount), updated_at: updatedAt }),
  };
}
