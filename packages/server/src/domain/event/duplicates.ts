import type { Store } from '../../store/store.ts';
import { type Released, releaseEvents, type ReleaseParts } from '../../pipeline/release.ts';
import type { Reach } from '../reach.ts';
import { listEvents } from './list.ts';

/** What was kept back as said before, or came again with another body. */
export function listDuplicates(
  store: Store,
  reach: Reach,
  page: { before?: number | undefined; limit: number; layer: 'content' | 'delivery' },
) {
  const { before, limit, layer } = page;
  return listEvents(store, reach, { before, limit, ...(layer === 'content' ? { verdict: 'duplicate' } : { state: 'revision' }) });
}

/** Lets duplicates go on; whatever else is named stays as it is. */
export async function restoreDuplicates(parts: ReleaseParts, reach: Reach, eventIds: string[]): Promise<Released> {
  const rows = await parts.store.db
    .selectFrom('events')
    .select('id')
    .where('workspace_id', '=', reach.workspaceId)
    .where('id', 'in', [...new Set(eventIds)])
    .where('verdict', '!=', 'duplicate')
    .execute();
  const others = new Set(rows.map(({ id }) => id));
  const reason = 'It was not kept back as a duplicate.';
  const duplicates = eventIds.filter((id) => !others.has(id));
  const answer = duplicates.length === 0 ? { released: 0, skipped: [] } : await releaseEvents(parts, reach, duplicates);
  return { ...answer, skipped: [...answer.skipped, ...[...others].map((eventId) => ({ eventId, reason }))] };
}
