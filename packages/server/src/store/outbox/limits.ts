import type { Transaction } from 'kysely';
import type { Schema } from '../schema.ts';

/** At most `max` in any `windowMs` over everything that shares `scope`, and at most `concurrency` at once. */
export interface Limit {
  scope: string;
  max: number;
  windowMs: number;
  concurrency?: number;
  /** How much of `max` each token taken stands for; 1 where nothing is said. */
  cost?: number;
}

/** The share of a window's allowance that may go out at once. The rest is spread, so that no window ever exceeds `max`. */
const BURST_SHARE = 0.04;

/**
 * Takes up to `wanted` tokens from every limit at once: as many as the tightest gives. The buckets are rows,
 * locked for the transaction, so that all processes share them.
 */
export async function takeTokens(
  trx: Transaction<Schema>,
  limits: Limit[],
  wanted: number,
  now: number,
): Promise<{ granted: number; nextAt: number | undefined }> {
  let granted = wanted;
  let nextAt: number | undefined;
  const buckets: { scope: string; tokens: number; updatedAt: number; cost: number }[] = [];
  for (const limit of limits.toSorted((a, b) => (a.scope < b.scope ? -1 : 1))) {
    const cost = limit.cost ?? 1;
    // In whole multiples of the cost: what is left over could only add up to one too many.
    const max = Math.max(1, Math.floor(limit.max / cost)) * cost;
    const burst = Math.max(1, Math.floor((max / cost) * BURST_SHARE)) * cost;
    // A full bucket at the start of a window gives `burst`, and `max - burst` more refill before its end.
    const perMs = (max - burst + cost) / limit.windowMs;
    await trx
      .insertInto('limits')
      .values({ scope: limit.scope, tokens: burst, updated_at: now, paused_until: 0 })
      .onConflict((conflict) => conflict.column('scope').doUpdateSet({ scope: limit.scope }))
      .execute();
    const row = await trx.selectFrom('limits').selectAll().where('scope', '=', limit.scope).executeTakeFirstOrThrow();
    const tokens = row.paused_until > now ? 0 : Math.min(burst, row.tokens + Math.max(0, now - row.updated_at) * perMs);
    // Time that another process's clock, which is ahead, has counted already must not be counted again. A stamp further
    // ahead than a window is no such difference but a clock that was set back.
    const updatedAt = Math.max(now, Math.min(row.updated_at, now + limit.windowMs));
    buckets.push({ scope: limit.scope, tokens, updatedAt, cost });
    if (tokens < granted * cost) {
      granted = Math.floor(tokens / cost);
      const refilled = now + Math.ceil(((granted + 1) * cost - tokens) / perMs);
      nextAt = Math.max(nextAt ?? 0, row.paused_until, refilled);
    }
  }
  for (const bucket of buckets) {
    await trx
      .updateTable('limits')
      .set({ tokens: bucket.tokens - granted * bucket.cost, updated_at: bucket.updatedAt })
      .where('scope', '=', bucket.scope)
      .execute();
  }
  return { granted, nextAt };
}
