import type { Classification, Dedupe } from '../destinations/kit/types.ts';
import type { Hold } from '../store/outbox/index.ts';
import { hintedDelay, isSpent, retryDelay } from './backoff.ts';

/** What follows from an answer, for the delivery and for its connection. */
export interface Reaction {
  state: 'pending' | 'succeeded' | 'dead' | 'uncertain';
  /** When to try again; only with `pending`. */
  runAt: number;
  hold: Pick<Hold, 'kind' | 'until' | 'message'> | undefined;
  /** Whether it counts towards the breaker: the other side did not work, whatever was asked of it. */
  countsForBreaker: boolean;
}

export interface ReactionInput {
  classification: Classification;
  /** Tries so far, this one included; those whose access was refused do not count. */
  tries: number;
  /** Milliseconds since the first of them began. How long it only waited (behind a hold, behind others) is no reason to give up. */
  triedForMs: number;
  dedupe: Dedupe;
  /** A ledger operation that can look its record up. */
  canLookUp: boolean;
  retryUncertain: boolean;
  now: number;
}

/** The longest pause of a connection that is over its limit at a vendor that does not say for how long. */
const UNHINTED_PAUSE_MS = 60_000;

/**
 * The one table from answers to consequences.
 *
 * | answer | delivery | connection |
 * |---|---|---|
 * | ok | succeeded | breaker and rate limit lifted |
 * | duplicate | succeeded: the record is there | |
 * | retry | again, at the vendor's hint or our backoff; dead after the last try, about three days | rate limits: held until the hint, a minute at most without one |
 * | unknown | as retry where a repeat is harmless or can be looked up; else uncertain | counts for the breaker |
 * | permanent | dead | |
 * | reauth, scope | again, once a person mended the access | held until then |
 */
export function react(input: ReactionInput): Reaction {
  const { classification, now } = input;
  switch (classification.kind) {
    case 'ok':
    case 'duplicate':
      return settled('succeeded', now);
    case 'permanent':
      return settled('dead', now);
    case 'reauth':
    case 'scope': {
      const kind = classification.kind === 'reauth' ? 'auth' : 'scope';
      return { state: 'pending', runAt: now, hold: { kind, until: undefined, message: classification.message }, countsForBreaker: false };
    }
    case 'unknown':
      if (input.dedupe === 'ledger' && !input.canLookUp && !input.retryUncertain) {
        return { ...settled('uncertain', now), countsForBreaker: true };
      }
      return again(input, undefined, true);
    case 'retry': {
      const limited = classification.code === 'rate_limited';
      const reaction = again(input, classification.afterMs, !limited);
      if (!limited) return reaction;
      // The connection waits as long as the vendor asked, never as long as this one delivery's own waits have grown.
      const pause = hintedDelay(1, classification.afterMs ?? Math.min(retryDelay(input.tries), UNHINTED_PAUSE_MS));
      return { ...reaction, hold: { kind: 'rate_limit', until: now + pause, message: classification.message } };
    }
  }
}

function settled(state: 'succeeded' | 'dead' | 'uncertain', now: number): Reaction {
  return { state, runAt: now, hold: undefined, countsForBreaker: false };
}

function again(input: ReactionInput, hintMs: number | undefined, countsForBreaker: boolean): Reaction {
  if (isSpent(input.tries, input.triedForMs)) return { ...settled('dead', input.now), countsForBreaker };
  const delay = hintMs === undefined ? retryDelay(input.tries) : hintedDelay(input.tries, hintMs);
  return { state: 'pending', runAt: input.now + delay, hold: undefined, countsForBreaker };
}
