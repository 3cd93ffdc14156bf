import { AppError } from './app-error.ts';
import type { Clock } from './clock.ts';

/** Whether this process should be sent more: not while it stops, nor while its store keeps nothing. */
export interface Readiness {
  /** From now on it says that it stops. */
  drain: () => void;
  draining: () => boolean;
  /** Events could be kept, or could not. */
  kept: () => void;
  notKept: () => void;
  /** Rejects with an `unavailable` that says why, where the store does not answer or keeps nothing. */
  assertStoreWorks: (ping: () => Promise<void>) => Promise<void>;
  /** The same, and not while it stops. */
  assertReady: (ping: () => Promise<void>) => Promise<void>;
}

const PING_MS = 2000;
/** As long as a sender is asked to wait: then whoever sends is let in to find out whether the store keeps events again. */
const FAULT_MS = 10_000;
const RETRY_AFTER_SECONDS = 10;

export function createReadiness(clock: Clock): Readiness {
  let draining = false;
  let notKeptAt = Number.NEGATIVE_INFINITY;

  const assertStoreWorks = async (ping: () => Promise<void>): Promise<void> => {
    await answersInTime(clock, ping).catch((error: unknown) => {
      throw unavailable('The database does not answer.', error);
    });
    if (clock.now() - notKeptAt < FAULT_MS)
      throw unavailable('The database could not keep the last events: it is full, or was away. `handoff doctor` says more.');
  };
  return {
    drain: () => void (draining = true),
    draining: () => draining,
    kept: () => void (notKeptAt = Number.NEGATIVE_INFINITY),
    notKept: () => void (notKeptAt = clock.now()),
    assertStoreWorks,
    assertReady: async (ping) => {
      if (draining) throw unavailable('This server is being stopped. Send to another one, or wait until it is back.');
      await assertStoreWorks(ping);
    },
  };
}

function unavailable(message: string, cause?: unknown): AppError {
  return new AppError('unavailable', message, { retryAfterSeconds: RETRY_AFTER_SECONDS, cause });
}

/** A database behind a cut cable does not refuse: it is silent. */
async function answersInTime(clock: Clock, ping: () => Promise<void>): Promise<void> {
  let cancel = () => {};
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(PING_MS, () => reject(new Error(`no answer within ${PING_MS} ms`)));
  });
  try {
    await Promise.race([ping(), late]);
  } finally {
    cancel();
  }
}
