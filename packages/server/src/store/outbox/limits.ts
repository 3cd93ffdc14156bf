import type { Transaction } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Budget, UnitLimit } from './budget.ts';
import { openWindow } from './rolling-window.ts';
import { openBucket } from './token-bucket.ts';

/** At most `max` in any `windowMs` over everything that shares `scope`, and at most `concurrency` at once of each connection. */
export interface Limit {
  scope: string;
  max: number;
  windowMs: number;
  concurrency?: number;
  /** How much of `max` each token taken stands for; 1 where nothing is said. */
  cost?: number;
}

/** From here on a limit counts what was used instead of filling up evenly. */
const LONG_MS = 3_600_000;

/**
 * How far ahead turns are given. Who waits longer asks again then: turns of those who no longer come must not keep others
 * waiting for longer than this.
 */
const HORIZON_MS = 300_000;

interface Opened extends Budget {
  scope: string;
  cost: number;
  /** The last turn given to somebody who waits. */
  queuedUntil: number;
}

/**
 * Takes up to `wanted` tokens from every limit at once: as many as the tightest gives. The limits are rows,
 * locked for the transaction, so that all processes share them.
 */
export async function takeTokens(
  trx: Transaction<Schema>,
  limits: Limit[],
  wanted: number,
  now: number,
): Promise<{ granted: number; nextAt: number | undefined }> {
  const budgets = await open(trx, limits, now);
  let granted = wanted;
  let nextAt: number | undefined;
  for (const { left, cost, leftAt } of budgets) {
    if (left >= granted * cost) continue;
    granted = Math.max(0, Math.floor(left / cost));
    nextAt = Math.max(nextAt ?? 0, leftAt((granted + 1) * cost));
  }
  for (const { scope, cost, spend } of budgets) await write(trx, scope, spend(granted * cost));
  return { granted, nextAt };
}

/**
 * Takes one token from every limit, or answers when it is worth asking again. Whoever has to wait is given a turn of
 * their own at every limit: told the same moment, they would all come back at once for the one token there is, and told the
 * turn of the limit that is empty now, they would come back to wait for another, which is not yet.
 */
export async function takeTurn(trx: Transaction<Schema>, limits: Limit[], now: number): Promise<{ waitUntil: number | undefined }> {
  const budgets = await open(trx, limits, now);
  if (budgets.every(({ left, cost }) => left >= cost)) {
    for (const { scope, cost, spend } of budgets) await write(trx, scope, spend(cost));
    return { waitUntil: undefined };
  }
  const turns = budgets.map(({ scope, queuedUntil, turnMs, cost, leftAt }) => {
    const next = Math.ceil(Math.min(queuedUntil, now + HORIZON_MS) + turnMs);
    return { scope, at: Math.max(leftAt(cost), next) };
  });
  for (const { scope, at } of turns) await write(trx, scope, { queued_until: at });
  return { waitUntil: Math.max(...turns.map(({ at }) => at)) };
}

/** Gives back what was taken and not used: `amounts[i]` of `limits[i]`, in the vendor's own unit. */
export async function giveBack(trx: Transaction<Schema>, limits: Limit[], amounts: number[], now: number): Promise<void> {
  const returned = new Map(limits.map(({ scope }, index) => [scope, amounts[index] ?? 0]));
  const of = limits.filter(({ scope }) => (returned.get(scope) ?? 0) > 0);
  for (const { scope, spend } of await open(trx, of, now)) await write(trx, scope, spend(-(returned.get(scope) ?? 0)));
}

/** Locks the rows, in one order for all so that nobody waits in a circle, and reads what time has brought. */
async function open(trx: Transaction<Schema>, limits: Limit[], now: number): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (const limit of limits.toSorted((a, b) => (a.scope < b.scope ? -1 : 1))) {
    const { scope, windowMs, cost = 1 } = limit;
    // In whole multiples of the cost: what is left over could only add up to one too many.
    const unit: UnitLimit = { windowMs, cost, max: Math.max(1, Math.floor(limit.max / cost)) * cost };
    const isLong = windowMs >= LONG_MS;
    const fresh = isLong ? 0 : openBucket(NEW_ROW, unit, now).left;
    await trx
      .insertInto('limits')
      .values({ scope, tokens: fresh, updated_at: now, queued_until: 0, slots: null })
      .onConflict((conflict) => conflict.column('scope').doUpdateSet({ scope }))
      .execute();
    const row = await trx.selectFrom('limits').selectAll().where('scope', '=', scope).executeTakeFirstOrThrow();
    const budget = isLong ? openWindow(row, unit, now) : openBucket(row, unit, now);
    opened.push({ ...budget, scope, cost, queuedUntil: row.queued_until });
  }
  return opened;
}

const NEW_ROW = { scope: '', tokens: null, updated_at: 0, queued_until: 0, slots: null };

async function write(trx: Transaction<Schema>, scope: string, values: Partial<Schema['limits']>): Promise<void> {
  await trx.updateTable('limits').set(values).where('scope', '=', scope).execute();
}
