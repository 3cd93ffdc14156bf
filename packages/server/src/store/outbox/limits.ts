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
 * How far ahead turns are given. Who waits longer asks again then: turns of those who no longer come must not keep others
 * waiting for longer than this.
 */
const HORIZON_MS = 300_000;

interface Bucket {
  scope: string;
  cost: number;
  burst: number;
  perMs: number;
  /** What is in it now. */
  tokens: number;
  updatedAt: number;
  /** The last turn given to somebody who waits. */
  queuedUntil: number;
}

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
  const buckets = await openBuckets(trx, limits, now);
  let granted = wanted;
  let nextAt: number | undefined;
  for (const bucket of buckets) {
    if (bucket.tokens >= granted * bucket.cost) continue;
    granted = Math.floor(bucket.tokens / bucket.cost);
    nextAt = Math.max(nextAt ?? 0, refilledAt(bucket, (granted + 1) * bucket.cost, now));
  }
  for (const bucket of buckets) await putBack(trx, { ...bucket, tokens: bucket.tokens - granted * bucket.cost });
  return { granted, nextAt };
}

/**
 * Takes one token from every limit, or answers when it is worth asking again. Whoever has to wait is given a turn of
 * their own: told the same moment, they would all come back at once for the one token there is.
 */
export async function takeTurn(trx: Transaction<Schema>, limits: Limit[], now: number): Promise<{ waitUntil: number | undefined }> {
  const buckets = await openBuckets(trx, limits, now);
  const empty = buckets.filter(({ tokens, cost }) => tokens < cost);
  if (empty.length === 0) {
    for (const bucket of buckets) await putBack(trx, { ...bucket, tokens: bucket.tokens - bucket.cost });
    return { waitUntil: undefined };
  }
  const turns = empty.map((bucket) => {
    const lastTurn = Math.min(bucket.queuedUntil, now + HORIZON_MS);
    return Math.max(refilledAt(bucket, bucket.cost, now), Math.ceil(lastTurn + bucket.cost / bucket.perMs));
  });
  const waitUntil = Math.max(...turns);
  for (const bucket of empty) await putBack(trx, { ...bucket, queuedUntil: waitUntil });
  return { waitUntil };
}

/** Gives back what was taken and not used: `amounts[i]` of `limits[i]`, in the vendor's own unit. */
export async function giveBack(trx: Transaction<Schema>, limits: Limit[], amounts: number[], now: number): Promise<void> {
  const returned = new Map(limits.map(({ scope }, index) => [scope, amounts[index] ?? 0]));
  const buckets = await openBuckets(
    trx,
    limits.filter(({ scope }) => (returned.get(scope) ?? 0) > 0),
    now,
  );
  for (const bucket of buckets)
    await putBack(trx, { ...bucket, tokens: Math.min(bucket.burst, bucket.tokens + (returned.get(bucket.scope) ?? 0)) });
}

/** Locks the buckets, in one order for all so that nobody waits in a circle, and fills in what time has brought. */
async function openBuckets(trx: Transaction<Schema>, limits: Limit[], now: number): Promise<Bucket[]> {
  const buckets: Bucket[] = [];
  for (const limit of limits.toSorted((a, b) => (a.scope < b.scope ? -1 : 1))) {
    const cost = limit.cost ?? 1;
    // In whole multiples of the cost: what is left over could only add up to one too many.
    const max = Math.max(1, Math.floor(limit.max / cost)) * cost;
    const burst = Math.max(1, Math.floor((max / cost) * BURST_SHARE)) * cost;
    // A full bucket at the start of a window gives `burst`, and `max - burst` more refill before its end.
    const perMs = (max - burst + cost) / limit.windowMs;
    await trx
      .insertInto('limits')
      .values({ scope: limit.scope, tokens: burst, updated_at: now, queued_until: 0 })
      .onConflict((conflict) => conflict.column('scope').doUpdateSet({ scope: limit.scope }))
      .execute();
    const row = await trx.selectFrom('limits').selectAll().where('scope', '=', limit.scope).executeTakeFirstOrThrow();
    buckets.push({
      scope: limit.scope,
      cost,
      burst,
      perMs,
      tokens: Math.min(burst, row.tokens + Math.max(0, now - row.updated_at) * perMs),
      // Time that another process's clock, which is ahead, has counted already must not be counted again. A stamp further
      // ahead than a window is no such difference but a clock that was set back.
      updatedAt: Math.max(now, Math.min(row.updated_at, now + limit.windowMs)),
      queuedUntil: row.queued_until,
    });
  }
  return buckets;
}

function refilledAt(bucket: Bucket, wanted: number, now: number): number {
  return now + Math.ceil((wanted - bucket.tokens) / bucket.perMs);
}

async function putBack(trx: Transaction<Schema>, { scope, tokens, updatedAt, queuedUntil }: Bucket): Promise<void> {
  await trx.updateTable('limits').set({ tokens, updated_at: updatedAt, queued_until: queuedUntil }).where('scope', '=', scope).execute();
}
