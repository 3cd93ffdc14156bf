import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { AdminError } from './errors.ts';

/** Shopify's leaky bucket of a shop, as its last answer described it. */
export interface Bucket {
  /** Points left at `at`, the most it holds, and how many come back a second. */
  available: number;
  maximum: number;
  restoreRate: number;
  at: number;
  /** Not before then, whatever the bucket holds: Shopify said to wait. */
  blockedUntil: number;
}

/** `extensions.cost` of an answer. */
export const Cost = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});

/**
 * Takes points for a call, so that calls made at once do not all count on the same ones.
 * @throws AdminError `throttled`, with the time when there will be enough, instead of a call that Shopify would refuse.
 */
export function takePoints(parts: Parts, shop: string, points: number): void {
  const bucket = parts.memory.buckets.get(shop);
  if (bucket === undefined) return;
  const now = parts.ports.clock.now();
  if (bucket.blockedUntil > now) throw throttled(bucket.blockedUntil);
  const wanted = Math.min(points, bucket.maximum);
  const available = Math.min(bucket.maximum, bucket.available + (Math.max(0, now - bucket.at) / 1000) * bucket.restoreRate);
  if (available < wanted) throw throttled(now + Math.ceil(((wanted - available) / bucket.restoreRate) * 1000));
  parts.memory.buckets.set(shop, { ...bucket, available: available - wanted, at: now });
}

/** Takes over what an answer says of the bucket. */
export function noteCost(parts: Parts, shop: string, cost: z.infer<typeof Cost>): void {
  const { maximumAvailable, currentlyAvailable, restoreRate } = cost.throttleStatus;
  const before = parts.memory.buckets.get(shop);
  parts.memory.buckets.set(shop, {
    available: currentlyAvailable,
    maximum: maximumAvailable,
    restoreRate,
    at: parts.ports.clock.now(),
    blockedUntil: before?.blockedUntil ?? 0,
  });
}

/** Shopify said to wait: nobody asks it for this shop before then. */
export function block(parts: Parts, shop: string, until: number): AdminError {
  const bucket = parts.memory.buckets.get(shop) ?? UNKNOWN;
  parts.memory.buckets.set(shop, { ...bucket, blockedUntil: until });
  return throttled(until);
}

/** The smallest plan's, until an answer says otherwise. */
const UNKNOWN: Bucket = { available: 2000, maximum: 2000, restoreRate: 100, at: 0, blockedUntil: 0 };

function throttled(until: number): AdminError {
  return new AdminError('throttled', 'Shopify asks this app to slow down. It goes on by itself in a moment.', until);
}
