import { AppError } from '../observe/app-error.ts';

/** Counts what comes under a key, in this process: it protects the server, so replicas need not share it. */
export interface RateLimit {
  /** Takes `cost` (1 unless said otherwise) where there is room. Answers the seconds to wait; 0 where it was taken. */
  take: (key: string, cost?: number) => number;
  /** The same without taking. */
  wait: (key: string, cost?: number) => number;
}

interface Options {
  perMinute: number;
  /** How much may come at once; a tenth of a minute's allowance, but at least 100, unless said otherwise. */
  burst?: number;
  now: () => number;
}

/** Beyond it the key that was quiet longest is forgotten, so that memory stays bounded whoever asks. */
const MAX_KEYS = 10_000;
/** Callers choose parts of keys. */
const MAX_KEY_LENGTH = 128;

/** A token bucket a key, refilled evenly over a minute. A clock that is turned back refills nothing. */
export function createRateLimit({ perMinute, burst = Math.max(100, perMinute / 10), now }: Options): RateLimit {
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, { tokens: number; at: number }>();

  const fill = (key: string) => {
    const at = now();
    const known = buckets.get(key) ?? { tokens: burst, at };
    return { tokens: Math.min(burst, known.tokens + Math.max(0, at - known.at) * perMs), at };
  };
  const secondsUntil = (tokens: number, cost: number) => (tokens >= cost ? 0 : Math.max(1, Math.ceil((cost - tokens) / perMs / 1000)));

  return {
    wait: (given, cost = 1) => secondsUntil(fill(given.slice(0, MAX_KEY_LENGTH)).tokens, cost),
    take: (given, cost = 1) => {
      const key = given.slice(0, MAX_KEY_LENGTH);
      const bucket = fill(key);
      const seconds = secondsUntil(bucket.tokens, cost);
      if (seconds === 0) bucket.tokens -= cost;
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > MAX_KEYS) buckets.delete(buckets.keys().next().value as string);
      return seconds;
    },
  };
}

/** @throws AppError `rate_limited` with the wait, unless `seconds` is 0. */
export function refuseFor(seconds: number, message: string): void {
  if (seconds === 0) return;
  throw new AppError('rate_limited', `${message} Try again in ${seconds} s.`, { retryAfterSeconds: seconds });
}
