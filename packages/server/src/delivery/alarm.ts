import TinyQueue from 'tinyqueue';
import type { Clock } from '../observe/clock.ts';

export interface Alarm {
  /** Rings at this time, in epoch milliseconds, or a few milliseconds later. */
  set: (at: number) => void;
  /** Forgets all times. */
  clear: () => void;
}

/** Times this close together are one. */
const GRAIN_MS = 5;
/** What is beyond is found by polling. Turns are given out for minutes ahead, so there can be very many. */
const MOST = 50_000;

/** Rings at every time it was set to, with one timer. */
export function createAlarm(clock: Clock, ring: () => void): Alarm {
  const known = new Set<number>();
  const queue = new TinyQueue<number>();
  let next = Number.POSITIVE_INFINITY;
  let cancel: (() => void) | undefined;

  const wait = (at: number): void => {
    cancel?.();
    next = at;
    cancel = clock.after(Math.max(0, at - clock.now()), () => {
      next = Number.POSITIVE_INFINITY;
      const now = clock.now();
      for (let first = queue.peek(); first !== undefined && first <= now; first = queue.peek()) {
        queue.pop();
        known.delete(first);
      }
      const following = queue.peek();
      if (following !== undefined) wait(following);
      ring();
    });
  };

  return {
    set: (at) => {
      const time = Math.ceil(at / GRAIN_MS) * GRAIN_MS;
      if (known.has(time) || (known.size >= MOST && time >= next)) return;
      known.add(time);
      queue.push(time);
      if (time < next) wait(time);
    },
    clear: () => {
      cancel?.();
      known.clear();
      while (queue.pop() !== undefined);
      next = Number.POSITIVE_INFINITY;
    },
  };
}
