import { AppError } from '../observe/app-error.ts';

/**
 * A token bucket a key, in this process: it protects the server, so replicas need not share it. Refills
 * evenly over a minute, and lets a tenth of a minute's allowance (at least 100) come at once.
 */
export function createRateLimit(perMinute: number, now: () => number): (key: string, cost: number) => void {
  const burst = Math.max(100, perMinute / 10);
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (key, cost) => {
    const time = now();
    const bucket = buckets.get(key) ?? { tokens: burst, at: time };
    bucket.tokens = Math.min(burst, bucket.tokens + (time - bucket.at) * perMs);
    bucket.at = time;
    buckets.set(key, bucket);
    if (buckets.size > 10_000) buckets.delete(buckets.keys().next().value as string);
    if (bucket.tokens < cost) {
      const retryAfterSeconds = Math.ceil((cost - bucket.tokens) / perMs / 1000);
      throw new AppError('rate_limited', `More than ${perMinute} events a minute. Keep them and send again in ${retryAfterSeconds} s.`, {
        retryAfterSeconds,
      });
    }
    bucket.tokens -= cost;
  };
}
