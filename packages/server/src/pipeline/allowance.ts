import { type OpenConnection, scopedLimits } from '../delivery/connections.ts';
import { type CallSeen, DestinationFailure } from '../destinations/kit/types.ts';
import type { Clock } from '../observe/clock.ts';
import { giveBack, takeTurn } from '../store/outbox/index.ts';
import type { Store } from '../store/store.ts';
import type { Prepared } from './prepare.ts';
import type { Settler } from './settle.ts';

interface AllowanceParts {
  store: Store;
  clock: Clock;
  settler: Pick<Settler, 'deferred'>;
  /** This process ends: nobody waits for a turn any more. */
  cutOff: AbortSignal;
}

/** Limits that depend on the payload (a channel, a mailbox); what is over goes back to wait, untried, and leaves its tokens to others. */
export async function withinOwnLimits(parts: AllowanceParts, connection: OpenConnection, group: Prepared[]): Promise<Prepared[]> {
  const allowed: Prepared[] = [];
  for (const prepared of group) {
    const own = prepared.operation.limits?.(connection.settings, prepared.payload) ?? [];
    if (own.length === 0) {
      allowed.push(prepared);
      continue;
    }
    const limits = scopedLimits(connection.definition, own, connection.row.id);
    const { waitUntil } = await parts.store.transaction(async (trx) => {
      const now = parts.clock.now();
      const turn = await takeTurn(trx, limits, now);
      if (turn.waitUntil !== undefined) {
        const claimed = connection.limits.map(({ cost = 1 }) => cost);
        await giveBack(trx, connection.limits, claimed, now);
      }
      return turn;
    });
    if (waitUntil === undefined) allowed.push(prepared);
    else await parts.settler.deferred(prepared.delivery, waitUntil);
  }
  return allowed;
}

/** Keeps a group of deliveries to the limits that count calls: one call for each was allowed when they were claimed. */
export interface CallAllowance {
  /** Waits for one more call. Throws where its turn comes after `endBy`. */
  turn: (call: CallSeen) => Promise<void>;
  /** Leaves to others what was allowed and not called or spent: a batch is one call for many, and a call may be cheaper than most. */
  done: () => Promise<void>;
}

export function createCallAllowance(
  { store, clock, cutOff }: AllowanceParts,
  connection: OpenConnection,
  { deliveries, endBy }: { deliveries: number; endBy: number | undefined },
): CallAllowance {
  const limits = connection.limits.filter(({ perCall }) => perCall === true);
  const priced = connection.limits.flatMap(({ price, ...limit }) => (price === undefined ? [] : [{ limit, price, spent: 0 }]));
  let left = deliveries;
  return {
    turn: async (call) => {
      for (const entry of priced) entry.spent += entry.price(call);
      if (limits.length === 0) return;
      if (left > 0) {
        left -= 1;
        return;
      }
      for (;;) {
        const { waitUntil } = await store.transaction((trx) => takeTurn(trx, limits, clock.now()));
        if (waitUntil === undefined) return;
        const afterMs = waitUntil - clock.now();
        if (waitUntil >= (endBy ?? Number.POSITIVE_INFINITY)) throw turnTooLate(connection.definition.title, afterMs);
        await pause(clock, afterMs, cutOff);
        // What is sent now is cut off at once.
        if (cutOff.aborted) return;
      }
    },
    done: async () => {
      const unused = [
        ...limits.map((limit) => ({ limit, amount: left })),
        ...priced.map(({ limit, spent }) => ({ limit, amount: (limit.cost ?? 1) * deliveries - spent })),
      ].filter(({ amount }) => amount > 0);
      left = 0;
      if (unused.length === 0) return;
      const amounts = unused.map(({ amount }) => amount);
      const of = unused.map(({ limit }) => limit);
      await store.transaction((trx) => giveBack(trx, of, amounts, clock.now()));
    },
  };
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    signal.addEventListener('abort', end);
  });
}

function turnTooLate(service: string, afterMs: number): DestinationFailure {
  const message = `${service} allows only so many calls at a time, and all are in use. It will be tried again.`;
  return new DestinationFailure({ kind: 'retry', code: 'rate_limited', message, afterMs });
}
