import { type ErasureParts, runErasures } from './run-erasures.ts';

export interface Eraser {
  start: () => void;
  stop: () => Promise<void>;
}

/** Short enough that a person is soon erased everywhere; what is due, the store knows. */
const LOOK_EVERY_MS = 30_000;

/** Asks destinations to erase, at its start and from then on. */
export function createEraser(parts: ErasureParts): Eraser {
  let stop = new AbortController();
  let cancelTimer = () => {};
  let looking: Promise<void> = Promise.resolve();

  const look = (): void => {
    looking = runErasures(parts, stop.signal)
      .then(
        () => {},
        (error: unknown) => parts.logger.error({ error: String(error) }, 'erasures could not be looked through; it is tried again'),
      )
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
