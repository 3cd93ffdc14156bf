/** Time as a dependency, so that tests and simulations can turn it. */
export interface Clock {
  /** Epoch milliseconds. */
  now: () => number;
  /** Calls `work` once, after `ms`; answers a function that cancels it. Does not keep the process alive. */
  after: (ms: number, work: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, Math.min(ms, 2_147_483_647));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
