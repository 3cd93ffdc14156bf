import { RETENTION_MIN_DAYS } from '@handoff/shared/api';
import type { RetentionConfig } from '../../config/retention.ts';
import type { Store } from '../../store/store.ts';
import { toIso } from '../times.ts';
import { retentionPolicy } from './policy.ts';
import type { Removed } from './runs.ts';

/** How long a workspace keeps what, what went last, and when it is looked at next. */
export async function getRetention(parts: { store: Store; config: { retention: RetentionConfig } }, workspaceId: string) {
  const { db } = parts.store;
  const { defaults, max } = parts.config.retention;
  const { days, own } = await retentionPolicy(db, parts.config.retention, workspaceId);
  const run = await db.selectFrom('retention_runs').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();
  const isRunning = run !== undefined && run.started_at !== null;
  return {
    days,
    own,
    defaults,
    min: RETENTION_MIN_DAYS,
    max,
    lastRun:
      run === undefined || run.last_started_at === null || run.last_finished_at === null
        ? null
        : {
            startedAt: toIso(run.last_started_at),
            finishedAt: toIso(run.last_finished_at),
            removed: JSON.parse(run.last_removed ?? '{}') as Removed,
          },
    removedSoFar: JSON.parse(run?.total_removed ?? '{}') as Removed,
    isRunning,
    nextAt: run === undefined || isRunning ? null : toIso(run.due_at),
  };
}
