import type { Clock } from '../observe/clock.ts';

export interface Alarm {
  /** Rings at this time, in epoch milliseconds, or a few milliseconds later. */
  set: (at: number) => void;
  /** Forgets all times. */
  clear: () => void;
}

/** Times this close together are one. */
const GRAIN_MS = 5;
/** The earliest are kept. What is beyond is found by polling. */
const MOST = 1000;

/** Rings at every time it was set to, with one timer. */
export function createAlarm(clock: Clock, ring: () => void): Alarm {
  const times = new Set<number>();
  let next = Number.POSITIVE_INFINITY;
  let cancel: (() => void) | undefined;

  const wait = (at: number): void => {
    cancel?.();
    next = at;
    cancel = clock.after(Math.max(0, at - clock.now()), () => {
      next = Number.POSITIVE_INFINITY;
      for (const time of times) if (time <= clock.now()) times.delete(time);
      if (times.size > 0) wait(Math.min(...times));
      ring();
    });
  };

  return {
    set: (at) => {
      const time = Math.ceil(at / GRAIN_MS) * GRAIN_MS;
      if (times.size >= MOST && time >= next) return;
      times.add(time);
      if (time < next) wait(time);
    },
    clear: () => {
      cancel?.();
      times.clear();
      next = Number.POSITIVE_INFINITY;
    },
  };
}
