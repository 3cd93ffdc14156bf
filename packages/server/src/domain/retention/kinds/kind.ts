import type { RetentionDays, RetentionKind } from '@handoff/shared/api';
import type { Tracing } from '../../../observe/tracing.ts';
import type { Store } from '../../../store/store.ts';

/** What one step may know. */
export interface Scene {
  store: Store;
  tracing: Tracing | undefined;
  workspaceId: string;
  /** Epoch milliseconds. */
  now: number;
  days: RetentionDays;
  /** When the run this step belongs to began. */
  runStartedAt: number;
}

export interface Step {
  /** Rows that were removed, or whose contents were. */
  removed: number;
  /** There may be more to do. */
  more: boolean;
}

/** One thing to go through in small steps; each step is one short transaction. */
export interface Task {
  kind: RetentionKind;
  step: (scene: Scene) => Promise<Step>;
}

export const NOTHING_MORE: Step = { removed: 0, more: false };

const DAY_MS = 86_400_000;

/** What happened before this time is older than `days`. */
export function daysAgo(scene: Pick<Scene, 'now'>, days: number): number {
  return scene.now - days * DAY_MS;
}
