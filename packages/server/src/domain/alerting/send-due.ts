import { sql } from 'kysely';
import type { AlertingParts } from './parts.ts';
import { sendTo } from './send-to.ts';

const AT_ONCE = 50;

/** Sends what is due, to all targets side by side: one that is slow or broken holds up nobody. Answers how many were tried. */
export async function sendDue(parts: AlertingParts): Promise<number> {
  const now = parts.clock.now();
  const due = await parts.store.db
    .selectFrom('notices')
    .select(['workspace_id', 'target'])
    .distinct()
    .where('state', '=', sql.lit('pending'))
    .where('next_at', '<=', now)
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', now)]))
    .limit(AT_ONCE)
    .execute();
  const results = await Promise.allSettled(due.map((row) => sendTo(parts, row.workspace_id, row.target)));
  for (const result of results)
    if (result.status === 'rejected') parts.logger.error({ error: String(result.reason) }, 'an alert could not be sent; it is tried again');
  return due.length;
}
