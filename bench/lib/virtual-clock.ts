import type { Clock } from '../../packages/server/src/observe/clock.ts';

/** Time that passes only when it is moved on. What it shows may be set ahead or back, as an operating system does; waits stay as long as they are. */
export interface VirtualClock extends Clock {
  /** When the next wait ends, in milliseconds of true time; infinite where nobody waits. */
  nextAt: () => number;
  /** True time: what passed, whatever the clock showed. */
  trueNow: () => number;
  /** Moves on to a moment of true time and ends the waits that are over by then. */
  moveTo: (at: number) => void;
  /** What it shows jumps by so much. */
  set: (byMs: number) => void;
  /** How often it was looked at: while it is, something still runs. */
  asked: () => number;
}

export function createVirtualClock(start: number): VirtualClock {
  let time = start;
  let off = 0;
  let asked = 0;
  const waiting = new Set<{ at: number; run: () => void }>();
  return {
    now: () => {
      asked += 1;
      return time + off;
    },
    after: (ms, run) => {
      asked += 1;
      const entry = { at: time + ms, run };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    nextAt: () => {
      let next = Number.POSITIVE_INFINITY;
      for (const { at } of waiting) next = Math.min(next, at);
      return next;
    },
    trueNow: () => time,
    moveTo: (at) => {
      time = Math.max(time, at);
      for (const entry of waiting) {
        if (entry.at > time) continue;
        waiting.delete(entry);
        entry.run();
      }
    },
    set: (byMs) => void (off += byMs),
    asked: () => asked,
  };
}
