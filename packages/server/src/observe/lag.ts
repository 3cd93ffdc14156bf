import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface LagMeter {
  /** How late turns of the event loop came lately, in milliseconds: the median, so that one long turn does not count as load. */
  lagMs: () => number;
  stop: () => void;
}

const EVERY_MS = 20;
const WINDOW_MS = 1000;

/** Real time, not the injected clock: it is about this process on this machine. */
export function createLagMeter(): LagMeter {
  const delays = monitorEventLoopDelay({ resolution: EVERY_MS });
  let lag = 0;
  let until = performance.now() + WINDOW_MS;
  delays.enable();
  return {
    lagMs: () => {
      if (performance.now() < until) return lag;
      until = performance.now() + WINDOW_MS;
      lag = delays.count === 0 ? 0 : Math.max(0, delays.percentile(50) / 1e6 - EVERY_MS);
      delays.reset();
      return lag;
    },
    stop: () => void delays.disable(),
  };
}
