import type { Parts } from './parts.ts';

/**
 * Work that is done in the background, apart from any request. `run` does what is due now, in short steps, and answers
 * when it next has something to do (epoch milliseconds; undefined: nothing known). It never throws for one shop's
 * trouble: that is noted on the shop or the row and tried again.
 */
export interface Task {
  name: string;
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
      loops = tasks().map((task) => createLoop(() => turn(task), clock.now));
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
function createLoop(turn: () => ReturnType<Task['run']>, now: () => number): Loop {
  const state = { stopped: false, again: false };
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
      state.again = false;
      const { did, nextAt } = await turn();
      if (did > 0 || state.again || state.stopped) continue;
      const wait = nextAt === undefined ? POLL_MS : Math.min(POLL_MS, Math.max(0, nextAt - now()));
      await sleep(Math.max(wait, 5));
    }
  };
  const ended = live();

  return {
    wake: () => {
      state.again = true;
      rouse();
    },
    stop: () => {
      state.stopped = true;
      rouse();
      return ended;
    },
  };
}
