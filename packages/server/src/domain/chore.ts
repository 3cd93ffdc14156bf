import type { Clock } from '../observe/clock.ts';
import type { Logger } from '../observe/logger.ts';

/** Work that is looked for again and again while the server runs. */
export interface Chore {
  start: () => void;
  /** Ends what is under way as soon as it heeds its signal. */
  stop: () => Promise<void>;
}

/** Does `work` at the start and `everyMs` after it ended each time. What is due, the store knows; a failure is logged and repeated. */
export function createChore(
  parts: { clock: Clock; logger: Logger },
  everyMs: number,
  failure: string,
  work: (signal: AbortSignal) => Promise<unknown>,
): Chore {
  let stop = new AbortController();
  let cancelTimer = () => {};
  let working: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    const { signal } = stop;
    try {
      await work(signal);
    } catch (error) {
      parts.logger.error({ error: String(error) }, failure);
    }
    if (!signal.aborted) cancelTimer = parts.clock.after(everyMs, begin);
  };
  const begin = (): void => void (working = look());
  return {
    start: () => {
      stop = new AbortController();
      begin();
    },
    stop: async () => {
      cancelTimer();
      stop.abort();
      await working;
    },
  };
}
