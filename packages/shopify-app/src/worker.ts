import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Parts } from './parts.ts';

/**
 * Work that is done in the background, apart from any request. `run` does what is due now, in short steps, and answers
 * when it next has something to do (epoch milliseconds; undefined: nothing known). It never throws for one shop's
 * trouble: that is noted on the shop or the row and tried again.
 */
export interface Task {
  name: string;
  /** For work that nobody waits for: how long it sleeps where nothing is due before. No wake concerns it. */
  everyMs?: number;
  run: () => Promise<{ did: number; nextAt: number | undefined }>;
}

export interface AppWorker {
  start: () => void;
  /** Begins nothing new and waits for what is under way. */
  stop: () => Promise<void>;
  /** Works until nothing is due now: for tests, the demo and one-off commands. */
  drain: () => Promise<void>;
  /** Tells that there may be work. */
  wake: () => void;
}

/** Other processes may share the tables, and they cannot wake this one. */
const POLL_MS = 1000;
/** What comes in quick succession is looked for together: each look costs a query. */
const GAP_MS = 20;

/** Each task has a loop of its own, so that a long import does not keep a webhook waiting. A wake starts a turn; polling is the truth. */
export function createWorker(parts: Pick<Parts, 'ports'>, tasks: () => Task[]): AppWorker {
  const { clock, logger } = parts.ports;
  let loops: Loop[] = [];

  const turn = async (task: Task): Promise<{ did: number; nextAt: number | undefined }> => {
    try {
      return await task.run();
    } catch (error) {
      logger.error({ task: task.name, error: error instanceof Error ? error.message : String(error) }, 'a task failed; it is repeated');
      return { did: 0, nextAt: undefined };
    }
  };

  return {
    start: () => {
      loops = tasks().map((task) => createLoop(() => turn(task), clock.now, task.everyMs));
    },
    stop: async () => {
      const ending = loops;
      loops = [];
      await Promise.all(ending.map((loop) => loop.stop()));
    },
    drain: async () => {
      const all = tasks();
      for (let did = -1; did !== 0;) {
        did = 0;
        for (const task of all) did += (await turn(task)).did;
      }
    },
    wake: () => loops.forEach((loop) => loop.wake()),
  };
}

interface Loop {
  wake: () => void;
  stop: () => Promise<void>;
}

/** Turn after turn while there is work, then a sleep until the next is due, a wake or a poll. */
function createLoop(turn: () => ReturnType<Task['run']>, now: () => number, everyMs: number | undefined): Loop {
  const state = { stopped: false, woken: false };
  let rouse = (): void => {};

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const live = async (): Promise<void> => {
    while (!state.stopped) {
      state.woken = false;
      const { did, nextAt } = await turn();
      // Requests have their turn too: a database in the process answers without ever letting go.
      await nextTurn();
      if (did > 0 || state.stopped) continue;
      const longest = everyMs ?? POLL_MS;
      const wait = nextAt === undefined ? longest : Math.min(longest, Math.max(0, nextAt - now()));
      if (!state.woken) await sleep(Math.max(wait, GAP_MS));
      if (state.woken && !state.stopped) await sleep(GAP_MS);
    }
  };
  const ended = live();

  return {
    wake: () => {
      if (everyMs !== undefined || state.woken) return;
      state.woken = true;
      rouse();
    },
    stop: () => {
      state.stopped = true;
      rouse();
      return ended;
    },
  };
}
