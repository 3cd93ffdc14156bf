import { setTimeout as pause } from 'node:timers/promises';
import { type Server, startServer } from '../../lib/children.ts';
import { residentMiB } from '../../lib/memory.ts';

/** One of the servers behind the proxy; comes back on its own port, as one that a supervisor starts again. */
export interface Replica {
  url: string;
  start: () => Promise<void>;
  /** SIGTERM, and until it has ended by itself. */
  stop: () => Promise<void>;
  kill: () => Promise<void>;
  /** Whether it says it may be sent to. */
  ready: () => Promise<boolean>;
  /** The most it was seen to hold, in MiB. */
  peakMiB: () => number;
}

const LOOK_EVERY_MS = 1000;
const READY_MS = 3000;

export function createReplica(args: string[], env: Record<string, string>, port: number): Replica {
  const url = `http://127.0.0.1:${port}`;
  const now: { server: Server | undefined } = { server: undefined };
  let peak = 0;

  const watch = async (watched: Server): Promise<void> => {
    while (now.server === watched) {
      // It may end between two looks.
      peak = Math.max(peak, await residentMiB(watched).catch(() => 0));
      await pause(LOOK_EVERY_MS, undefined, { ref: false });
    }
  };
  return {
    url,
    start: async () => {
      now.server = await startServer(args, { ...env, HANDOFF_PORT: String(port) });
      void watch(now.server);
    },
    stop: async () => {
      const ending = now.server;
      now.server = undefined;
      await ending?.stop();
    },
    kill: async () => {
      const killed = now.server;
      now.server = undefined;
      if (killed === undefined) return;
      process.kill(-killed.pid, 'SIGKILL');
      await killed.stop();
    },
    ready: () =>
      fetch(`${url}/ready`, { signal: AbortSignal.timeout(READY_MS) }).then(
        ({ status }) => status === 200,
        () => false,
      ),
    peakMiB: () => peak,
  };
}
