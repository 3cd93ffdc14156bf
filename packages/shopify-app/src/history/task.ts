import { AdminError } from '../admin/errors.ts';
import { CaptureBusy, HoldLost } from '../capture/index.ts';
import { CompanionError } from '../companion/index.ts';
import type { Parts } from '../parts.ts';
import { findShop } from '../shop/find.ts';
import type { Task } from '../worker.ts';
import { importStep } from './import/step.ts';
import { claimJob, dropLease, JobStopped, releaseJob, type RunningJob, saveJob, settleJob } from './jobs/running.ts';
import { scheduleReconciliations } from './reconcile/schedule.ts';
import { reconcileStep } from './reconcile/step.ts';

/** Access comes back when the merchant opens the app. */
const ACCESS_LOOK_MS = 300_000;
const WAIT_AFTER_FAILURE_MS = 30_000;
const MOST_FAILURES = 5;

/** Jobs that take their steps side by side in one process: a shop that answers slowly keeps no other waiting. Each has its page in memory. */
const SIDE_BY_SIDE = 2;

/** Imports and reconciliations. */
export function historyTasks(parts: Parts): Task[] {
  return Array.from({ length: SIDE_BY_SIDE }, (_, index) => historyTask(parts, index + 1));
}

/** One step of the job that has waited longest, so that each has its turn. */
function historyTask(parts: Parts, number: number): Task {
  return {
    name: `history-${number}`,
    run: async () => {
      const scheduled = await scheduleReconciliations(parts);
      const job = await claimJob(parts);
      if (job === undefined) return { did: scheduled.did, nextAt: earliest(scheduled.nextAt, await nextRun(parts)) };
      await takeStep(parts, job);
      return { did: scheduled.did + 1, nextAt: undefined };
    },
  };
}

async function takeStep(parts: Parts, job: RunningJob): Promise<void> {
  try {
    const shop = await findShop(parts, job.row.shop);
    if (shop?.state !== 'installed') return await settleJob(parts, job, 'cancelled', 'The app was uninstalled from the shop.');
    await (job.row.kind === 'import' ? importStep : reconcileStep)(parts, job);
  } catch (error) {
    await afterError(parts, job, error);
  }
}

/** Waiting helps, a person helps, or nothing does: the job's state says which, and its message why. */
async function afterError(parts: Parts, job: RunningJob, error: unknown): Promise<void> {
  const now = parts.ports.clock.now();
  if (error instanceof JobStopped) return dropLease(parts, job);
  if (error instanceof CaptureBusy || error instanceof HoldLost) return releaseJob(parts, job, now + 1000);
  if (error instanceof AdminError || error instanceof CompanionError) {
    if (error.retryAt !== undefined) return releaseJob(parts, job, error.retryAt, error.message);
    if (error.code === 'access_lost') return releaseJob(parts, job, now + ACCESS_LOOK_MS, error.message);
    return settleJob(parts, job, job.row.kind === 'import' && error instanceof CompanionError ? 'paused' : 'failed', error.message);
  }
  const cursor = JSON.parse(job.row.cursor) as { failures: number };
  cursor.failures += 1;
  parts.ports.logger.error(
    { shop: job.row.shop, job: job.row.id, error: error instanceof Error ? error.message : String(error) },
    'a step of a job failed',
  );
  if (cursor.failures >= MOST_FAILURES) {
    return settleJob(parts, job, 'failed', 'Something went wrong that the app cannot mend by itself. Its log says more.');
  }
  await saveJob(parts, job, { cursor });
  return releaseJob(parts, job, now + WAIT_AFTER_FAILURE_MS * cursor.failures);
}

async function nextRun({ ports }: Parts): Promise<number | undefined> {
  const row = await ports.store.db
    .selectFrom('shopify_jobs')
    .select('run_at')
    .where('state', '=', 'running')
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst();
  return row?.run_at;
}

function earliest(...times: (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
