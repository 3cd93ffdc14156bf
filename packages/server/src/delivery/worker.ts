import type { Clock } from '../observe/clock.ts';
import type { Logger } from '../observe/logger.ts';
import { createAlarm } from './alarm.ts';
import { createPass } from './pass.ts';
import { type LostLease, readyConnections, reclaimExpired, tidy, workspacesWithReceived } from '../store/outbox/index.ts';
import type { Store } from '../store/store.ts';

export interface WorkerParts {
  store: Store;
  clock: Clock;
  logger: Logger;
  /** Processes some received events of a workspace; answers how many. */
  process: (workspaceId: string) => Promise<number>;
  /** Begins to ask outside services about received events, which are processed once these have answered; answers what is under way. */
  ask?: ((workspaceId: string) => Promise<{ done: Promise<void> } | undefined>) | undefined;
  /** Claims and starts deliveries of a connection. `room` is how many may start now. */
  deliver: (connectionId: string, room: number) => Promise<Started>;
  /** Whether this process is still making the calls of a lease, which is then not over. */
  isUnderWay?: ((leaseToken: string | null) => boolean) | undefined;
  /** Deliveries were taken back from a worker that did not come back. */
  onLost?: ((lost: LostLease[]) => Promise<void>) | undefined;
  /** Calls at once to one connection, in this process. */
  concurrency: number;
  /** How often it looks for work that nobody told it of, in milliseconds; 1000 unless said otherwise. */
  pollMs?: number | undefined;
}

/** What a claim set in motion: the calls under way, and when a limit allows more. */
export interface Started {
  running: Promise<void>[];
  nextAt: number | undefined;
}

export interface Worker {
  start: () => void;
  /** Ends claiming and waits for what is under way. */
  stop: () => Promise<void>;
  /** Works until nothing is due: for tests, the demo and one-off commands. */
  drain: () => Promise<void>;
  /** Looks again at `at`: a retry or the end of a hold falls due then. */
  wakeAt: (at: number) => void;
}

const POLL_MS = 1000;
const RECLAIM_EVERY_MS = 5000;
const TIDY_EVERY_MS = 600_000;
/** The least times between two claims by the handful, and between two turns of processing: what comes in between is taken together, in one commit. */
const CLAIM_GAP_MS = 20;
const PROCESS_GAP_MS = 25;
const LONGEST_GAP_MS = 100;
/** So many events share what a turn costs that it is worth no longer gap. */
const ENOUGH = 100;

/**
 * Two loops over one store: received events become deliveries, deliveries become calls. A wake starts a
 * pass, polling is the truth. A pass asks every ready connection for as much as it has room for, so a slow
 * connection fills its own room and nobody else's.
 */
export function createWorker(parts: WorkerParts): Worker {
  const { store, clock, logger, pollMs = POLL_MS } = parts;
  const inFlight = new Map<string, number>();
  /** When a connection is next asked for less than half its room. */
  const claimAgainAt = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const alarm = createAlarm(clock, () => {
    pollAgain();
    wake();
  });
  let polledNext = Number.NEGATIVE_INFINITY;
  let cancelGap: (() => void) | undefined;
  let stopped = true;
  let processGap = PROCESS_GAP_MS;
  let processedAt = Number.NEGATIVE_INFINITY;
  let reclaimedAt = Number.NEGATIVE_INFINITY;
  let tidiedAt = Number.NEGATIVE_INFINITY;
  let unsubscribe = () => {};

  const processing = createPass(async () => {
    const began = clock.now();
    const notBefore = processedAt + processGap;
    if (!stopped && isAhead(notBefore, began, processGap)) {
      wakeAfterGap(notBefore);
      return 0;
    }
    let total = 0;
    for (const workspaceId of await workspacesWithReceived(store, clock.now())) {
      const asking = await alone({ workspace: workspaceId }, async () => parts.ask?.(workspaceId));
      if (asking !== undefined) {
        total += 1;
        trackAsking(asking.done);
      }
      total += (await alone({ workspace: workspaceId }, () => parts.process(workspaceId))) ?? 0;
    }
    if (total > 0) {
      processedAt = clock.now();
      processGap = total < ENOUGH ? gapAfter(processedAt - began, PROCESS_GAP_MS) : PROCESS_GAP_MS;
    }
    // Once stopped nobody waits for passes that begin now; what they would find stays for whoever works next.
    if (total > 0 && !stopped) {
      delivering.request();
      processing.request();
    }
    return total;
  }, onError);

  const delivering = createPass(async () => {
    await keepHouse();
    let started = 0;
    for (const connectionId of await readyConnections(store, clock.now())) {
      const room = parts.concurrency - (inFlight.get(connectionId) ?? 0);
      if (room <= 0) continue;
      // Claiming by the handful costs a commit each: unless half the room is free, wait a moment for more to end.
      const began = clock.now();
      const notBefore = claimAgainAt.get(connectionId) ?? began;
      if (room < parts.concurrency / 2 && isAhead(notBefore, began, LONGEST_GAP_MS)) {
        wakeAfterGap(notBefore);
        continue;
      }
      const result = await alone({ connection: connectionId }, () => parts.deliver(connectionId, room));
      claimAgainAt.set(connectionId, began + gapAfter(clock.now() - began, CLAIM_GAP_MS));
      if (result === undefined) continue;
      started += result.running.length;
      if (result.nextAt !== undefined) wakeAt(result.nextAt);
      for (const call of result.running) track(connectionId, call);
    }
    return started;
  }, onError);

  function track(connectionId: string, call: Promise<void>): void {
    inFlight.set(connectionId, (inFlight.get(connectionId) ?? 0) + 1);
    running.add(call);
    void ended(call, { connection: connectionId }).then(() => {
      running.delete(call);
      const left = (inFlight.get(connectionId) ?? 1) - 1;
      if (left > 0) inFlight.set(connectionId, left);
      else {
        inFlight.delete(connectionId);
        claimAgainAt.delete(connectionId);
      }
      if (!stopped) delivering.request();
    });
  }

  function trackAsking(asking: Promise<void>): void {
    running.add(asking);
    void ended(asking, {}).then(() => {
      running.delete(asking);
      if (!stopped) processing.request();
    });
  }

  /** What is under way comes to its end, however it does: nobody else waits for it, and a fault left alone would end the process. */
  function ended(work: Promise<void>, whose: Record<string, string>): Promise<void> {
    return work.catch((error: unknown) => logger.error({ ...whose, error: String(error) }, 'what was under way failed; it is repeated'));
  }

  async function keepHouse(): Promise<void> {
    if (isAhead(reclaimedAt + RECLAIM_EVERY_MS, clock.now(), RECLAIM_EVERY_MS)) return;
    reclaimedAt = clock.now();
    const lost = await reclaimExpired(store, clock.now(), parts.isUnderWay === undefined ? {} : { except: parts.isUnderWay });
    if (lost.length > 0) {
      logger.warn({ count: lost.length }, 'deliveries taken back from a worker that did not come back');
      await parts.onLost?.(lost);
    }
    if (isAhead(tidiedAt + TIDY_EVERY_MS, clock.now(), TIDY_EVERY_MS)) return;
    tidiedAt = clock.now();
    await tidy(store, clock.now());
  }

  /** One workspace or connection that fails must not keep the others from their turn; it has its own in the next pass. */
  async function alone<T>(whose: Record<string, string>, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      logger.error({ ...whose, error: error instanceof Error ? error.message : String(error) }, 'its turn failed; it is repeated');
      return undefined;
    }
  }

  function onError(error: unknown): void {
    logger.error({ error: error instanceof Error ? error.message : String(error) }, 'a worker pass failed; it is repeated');
  }

  function wake(): void {
    processing.request();
    delivering.request();
  }

  function pollAgain(): void {
    if (isAhead(polledNext, clock.now(), pollMs)) return;
    polledNext = clock.now() + pollMs;
    wakeAt(polledNext);
  }

  function wakeAt(at: number): void {
    if (!stopped) alarm.set(at);
  }

  /** A gap is there to take more together: one end of a gap wakes for all of them. */
  function wakeAfterGap(at: number): void {
    if (stopped || cancelGap !== undefined) return;
    cancelGap = clock.after(Math.max(0, at - clock.now()), () => {
      cancelGap = undefined;
      wake();
    });
  }

  return {
    wakeAt,
    start: () => {
      stopped = false;
      unsubscribe = store.onWake(wake);
      polledNext = Number.NEGATIVE_INFINITY;
      pollAgain();
      wake();
    },
    stop: async () => {
      stopped = true;
      unsubscribe();
      alarm.clear();
      cancelGap?.();
      cancelGap = undefined;
      await Promise.all([processing.idle(), delivering.idle()]);
      await Promise.allSettled(running);
    },
    drain: async () => {
      for (;;) {
        const processed = await processing.runNow();
        const started = await delivering.runNow();
        await Promise.allSettled(running);
        if (processed === 0 && started === 0) return;
      }
    },
  };
}

/** Whether a time is still to come. One further ahead than it can have been set is of a clock that was set back since, and nobody waits for that. */
function isAhead(at: number, now: number, furthest: number): boolean {
  return now < at && at - now <= furthest;
}

/** A turn that took long says that there is much to do: the more is taken together then, the less each costs. */
function gapAfter(tookMs: number, leastMs: number): number {
  return Math.min(LONGEST_GAP_MS, Math.max(leastMs, 2 * tookMs));
}
