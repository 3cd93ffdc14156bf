import type { RetentionConfig } from '../../config/retention.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Tracing } from '../../observe/tracing.ts';
import type { Store } from '../../store/store.ts';
import type { Scene } from './kinds/kind.ts';
import { retentionPolicy } from './policy.ts';
import { enrol, type Removed, type Run, settleSlice, takeDue } from './runs.ts';
import { tasksOf } from './tasks.ts';

export interface PurgeParts {
  store: Store;
  clock: Pick<Clock, 'now'>;
  tracing?: Tracing | undefined;
  config: { retention: RetentionConfig };
  /** Leaves the store to others for some milliseconds. */
  pause: (ms: number) => Promise<void>;
}

/** A slice of one workspace's run takes so many steps; then another workspace has its turn. */
const STEPS_PER_SLICE = 200;
/** So much longer than a step took it rests after it, so that nine tenths of the time are others'. */
const REST = 9;
const LEAST_PAUSE_MS = 5;

/**
 * Goes through every workspace that is due and removes what is older than it is kept: in small transactions with a rest after
 * each, so that accepting and delivering go on beside it. Answers how many rows went.
 */
export async function purgeDue(parts: PurgeParts, signal?: AbortSignal): Promise<number> {
  const { store, clock } = parts;
  await enrol(store, clock.now());
  let rows = 0;
  for (;;) {
    if (signal?.aborted === true) return rows;
    const run = await takeDue(store, clock.now());
    if (run === undefined) return rows;
    const slice = await purgeSlice(parts, run, signal);
    await settleSlice(store, run, { ...slice, now: clock.now() });
    rows += Object.values(slice.removed).reduce((total, each) => total + each, 0);
    while (await store.returnSpace()) await parts.pause(LEAST_PAUSE_MS);
  }
}

async function purgeSlice(parts: PurgeParts, run: Run, signal: AbortSignal | undefined): Promise<{ removed: Removed; ended: boolean }> {
  const { store, clock, config } = parts;
  const { workspace_id: workspaceId } = run;
  const { days } = await retentionPolicy(store.db, config.retention, workspaceId);
  const removed: Removed = {};
  let steps = 0;
  for (const task of await tasksOf(store.db, workspaceId)) {
    for (let more = true; more;) {
      if (signal?.aborted === true || steps >= STEPS_PER_SLICE) return { removed, ended: false };
      const now = clock.now();
      const scene: Scene = { store, tracing: parts.tracing, workspaceId, now, days, runStartedAt: run.started_at ?? now };
      const step = await task.step(scene);
      if (step.removed > 0) removed[task.kind] = (removed[task.kind] ?? 0) + step.removed;
      more = step.more;
      if (!more) continue;
      steps += 1;
      await parts.pause(Math.max(LEAST_PAUSE_MS, (clock.now() - now) * REST));
    }
  }
  return { removed, ended: true };
}
