import type { RetentionKind } from '@handoff/shared/api';
import { type Selectable, sql } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { WHOLE_SERVER } from '../audit/record.ts';

export type Removed = Partial<Record<RetentionKind, number>>;
export type Run = Selectable<Schema['retention_runs']>;

/** How long another server leaves a workspace alone that this one has begun. */
const LEASE_MS = 10 * 60_000;
const NEXT_RUN_MS = 60 * 60_000;

/** Workspaces that were never looked at are due at once; so is what belongs to the server itself. */
export async function enrol(store: Store, now: number): Promise<void> {
  const known = store.db.selectFrom('retention_runs').select('workspace_id');
  const fresh = await store.db.selectFrom('workspaces').select('id').where('id', 'not in', known).execute();
  const isKnown = await store.db
    .selectFrom('retention_runs')
    .select('workspace_id')
    .where('workspace_id', '=', WHOLE_SERVER)
    .executeTakeFirst();
  const ids = [...fresh.map(({ id }) => id), ...(isKnown === undefined ? [WHOLE_SERVER] : [])];
  for (const id of ids) {
    await store.db
      .insertInto('retention_runs')
      .values({ workspace_id: id, due_at: now, removed: '{}', total_removed: '{}' })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Takes the workspace that is due longest, so that no other server does; undefined: none is. */
export async function takeDue(store: Store, now: number): Promise<Run | undefined> {
  for (;;) {
    const due = await store.db
      .selectFrom('retention_runs')
      .selectAll()
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst();
    if (due === undefined) return undefined;
    const { numUpdatedRows } = await store.db
      .updateTable('retention_runs')
      .set({ due_at: now + LEASE_MS, started_at: due.started_at ?? now })
      .where('workspace_id', '=', due.workspace_id)
      .where('due_at', '=', due.due_at)
      .executeTakeFirst();
    if (numUpdatedRows === 1n) return { ...due, due_at: now + LEASE_MS, started_at: due.started_at ?? now };
  }
}

/** Writes down what a slice of a run did. One that is not at its end goes on soon, after others that are due. */
export async function settleSlice(store: Store, run: Run, slice: { removed: Removed; ended: boolean; now: number }): Promise<void> {
  const removed = JSON.stringify(sum(JSON.parse(run.removed) as Removed, slice.removed));
  const total = JSON.stringify(sum(JSON.parse(run.total_removed) as Removed, slice.removed));
  await store.db
    .updateTable('retention_runs')
    .set({
      total_removed: total,
      ...(slice.ended
        ? {
            due_at: slice.now + NEXT_RUN_MS,
            started_at: null,
            removed: '{}',
            last_started_at: run.started_at,
            last_finished_at: slice.now,
            last_removed: removed,
          }
        : { due_at: slice.now, removed }),
    })
    .where('workspace_id', '=', run.workspace_id)
    // Another server took over where this one took longer than its lease.
    .where('due_at', '=', sql.val(run.due_at))
    .execute();
}

function sum(a: Removed, b: Removed): Removed {
  const total: Removed = { ...a };
  for (const [kind, rows] of Object.entries(b) as [RetentionKind, number][]) total[kind] = (total[kind] ?? 0) + rows;
  return total;
}
