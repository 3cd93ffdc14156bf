import { randomUUID } from 'node:crypto';
import type { Parts } from '../../parts.ts';
import type { JobRow } from './types.ts';

/** A process that died is waited for this long; then another goes on where it was. */
const LEASE_MS = 60_000;

/** A job this process works on. */
export interface RunningJob {
  row: JobRow;
  lease: string;
}

/** The job is no longer ours to go on with: paused, cancelled, or taken over after a pause of this process. */
export class JobStopped extends Error {
  override readonly name = 'JobStopped';
}

/** The job that has waited longest, if one is due. */
export async function claimJob({ ports }: Parts): Promise<RunningJob | undefined> {
  const now = ports.clock.now();
  const lease = randomUUID();
  const { db } = ports.store;
  const due = await db
    .selectFrom('shopify_jobs')
    .select('id')
    .where('state', '=', 'running')
    .where('run_at', '<=', now)
    .where((where) => where.or([where('lease', 'is', null), where('lease_until', '<=', now)]))
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst();
  if (due === undefined) return undefined;
  const [row] = await db
    .updateTable('shopify_jobs')
    .set({ lease, lease_until: now + LEASE_MS })
    .where('id', '=', due.id)
    .where('state', '=', 'running')
    .where((where) => where.or([where('lease', 'is', null), where('lease_until', '<=', now)]))
    .returningAll()
    .execute();
  return row && { row, lease };
}

export type Progress = Partial<Pick<JobRow, 'done' | 'total' | 'captured' | 'known' | 'message'>> & { cursor: object };

/**
 * Notes how far the job is, and keeps the lease.
 * @throws JobStopped where somebody else decided otherwise; what was noted stays.
 */
export async function saveJob(parts: Parts, job: RunningJob, { cursor, ...progress }: Progress): Promise<void> {
  const now = parts.ports.clock.now();
  const [row] = await parts.ports.store.db
    .updateTable('shopify_jobs')
    .set({ ...progress, cursor: JSON.stringify(cursor), lease_until: now + LEASE_MS, updated_at: now })
    .where('id', '=', job.row.id)
    .where('lease', '=', job.lease)
    .returningAll()
    .execute();
  if (row === undefined || row.state !== 'running') throw new JobStopped();
  job.row = row;
}

/** Lets go of the job: it goes on at `at`. A message says what it waits for. */
export async function releaseJob(parts: Parts, job: RunningJob, at: number, message: string | null = null): Promise<void> {
  await parts.ports.store.db
    .updateTable('shopify_jobs')
    .set({ run_at: at, message, lease: null, lease_until: null })
    .where('id', '=', job.row.id)
    .where('lease', '=', job.lease)
    .execute();
}

/** Ends the job, or leaves it to a person (`paused`, `failed`), unless one decided otherwise meanwhile. */
export async function settleJob(
  parts: Parts,
  job: RunningJob,
  state: 'done' | 'failed' | 'paused' | 'cancelled',
  message: string | null,
): Promise<void> {
  const now = parts.ports.clock.now();
  await parts.ports.store.db
    .updateTable('shopify_jobs')
    .set({ state, message, lease: null, lease_until: null, updated_at: now, finished_at: state === 'paused' ? null : now })
    .where('id', '=', job.row.id)
    .where('lease', '=', job.lease)
    .where('state', '=', 'running')
    .execute();
}

/** Gives the lease back where a person paused or cancelled. */
export async function dropLease({ ports }: Parts, job: RunningJob): Promise<void> {
  await ports.store.db
    .updateTable('shopify_jobs')
    .set({ lease: null, lease_until: null })
    .where('id', '=', job.row.id)
    .where('lease', '=', job.lease)
    .execute();
}
