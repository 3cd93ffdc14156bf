import type { Clock } from '../../../packages/server/src/observe/clock.ts';

/** Time that passes only when nothing is left to do now. */
export interface VirtualClock extends Clock {
  /** Moves on to the next moment somebody waits for, and tells them. */
  skip: () => void;
  /** How often it was looked at: while it is, something still runs. */
  asked: () => number;
}

export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  let asked = 0;
  const waiting = new Set<{ at: number; run: () => void }>();
  return {
    now: () => {
      asked += 1;
      return now;
    },
    after: (ms, run) => {
      asked += 1;
      const entry = { at: now + ms, run };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    asked: () => asked,
    skip: () => {
      now = Math.min(...[...waiting].map(({ at }) => at));
      for (const entry of waiting) {
        if (entry.at > now) continue;
        waiting.delete(entry);
        entry.run();
      }
    },
  };
}
