import { wakeSites, type WakeParts } from './wake.ts';

export interface Waker {
  start: () => void;
  /** Ends calls under way. */
  stop: () => Promise<void>;
}

/** Often enough that a site is woken soon after it has become quiet; which sites are due, the store knows. */
const LOOK_EVERY_MS = 60_000;

/** Wakes quiet sites at its start and from then on. */
export function createWaker(parts: WakeParts): Waker {
  let stop = new AbortController();
  let cancelTimer = () => {};
  let looking: Promise<void> = Promise.resolve();

  const look = (): void => {
    looking = wakeSites(parts, stop.signal)
      .catch((error: unknown) => parts.logger.error({ error: String(error) }, 'quiet sites could not be woken; it is tried again'))
      .then(() => {
        if (!stop.signal.aborted) cancelTimer = parts.clock.after(LOOK_EVERY_MS, look);
      });
  };
  return {
    start: () => {
      stop = new AbortController();
      look();
    },
    stop: async () => {
      cancelTimer();
      stop.abort();
      await looking;
    },
  };
}
