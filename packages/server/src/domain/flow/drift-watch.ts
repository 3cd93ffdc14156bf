import { sql } from 'kysely';
import { type Chore, createChore } from '../chore.ts';
import { checkDrift } from './check-drift.ts';
import type { CallingParts } from './parts.ts';

const LOOK_EVERY_MS = 10 * 60_000;
/** So that an owner hears of a change within a day. */
const CHECK_AFTER_MS = 20 * 3_600_000;
/** So that a destination which is away just then still leaves time to hear of it within the day. */
const AGAIN_AFTER_MS = 3_600_000;
const AT_ONCE = 20;

/** Compares every flow that is on with its destinations, once a day. */
export function createDriftWatch(parts: CallingParts): Chore {
  return createChore(parts, LOOK_EVERY_MS, 'flows could not be compared with their destinations; it is tried again', (signal) =>
    checkDueFlows(parts, signal),
  );
}

/** Answers how many flows were compared. Two servers do not compare the same one. */
export async function checkDueFlows(parts: CallingParts, signal?: AbortSignal): Promise<number> {
  const { db } = parts.store;
  const now = parts.clock.now();
  const due = await db
    .selectFrom('flows')
    .select(['id', 'workspace_id', 'drift_checked_at'])
    .where('archived_at', 'is', null)
    .where((where) => where.or([where('drift_checked_at', 'is', null), where('drift_checked_at', '<=', now - CHECK_AFTER_MS)]))
    .where((where) =>
      where.exists(
        where
          .selectFrom('flow_versions')
          .select('flow_versions.id')
          .whereRef('flow_versions.flow_id', '=', 'flows.id')
          .where('flow_versions.state', '=', sql.lit('published')),
      ),
    )
    .orderBy('drift_checked_at')
    .limit(AT_ONCE)
    .execute();
  let checked = 0;
  for (const flow of due) {
    if (signal?.aborted === true) break;
    const { numUpdatedRows } = await db
      .updateTable('flows')
      .set({ drift_checked_at: now })
      .where('id', '=', flow.id)
      .where('drift_checked_at', flow.drift_checked_at === null ? 'is' : '=', flow.drift_checked_at)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) continue;
    try {
      const steps = await checkDrift(parts, flow.workspace_id, flow.id);
      if (steps.some(({ unknown }) => unknown !== null)) await checkAgainSoon(parts, flow.id, now);
    } catch (error) {
      // One that cannot be compared (stored by another version) stops no other; it has an alert of its own.
      parts.logger.warn({ flow: flow.id, error: String(error) }, 'a flow could not be compared with its destinations');
    }
    checked += 1;
  }
  return checked;
}

async function checkAgainSoon({ store }: CallingParts, flowId: string, checkedAt: number): Promise<void> {
  await store.db
    .updateTable('flows')
    .set({ drift_checked_at: checkedAt - CHECK_AFTER_MS + AGAIN_AFTER_MS })
    .where('id', '=', flowId)
    .where('drift_checked_at', '=', checkedAt)
    .execute();
}
