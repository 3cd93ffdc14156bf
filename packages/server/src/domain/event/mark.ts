import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { teachEvents } from '../screening/teach.ts';
import type { ServerKeys } from '../server/keys.ts';

/**
 * Notes what a person says events are, and screening learns from it. Nothing is sent or taken back by it; letting a kept-back
 * event go is `releaseEvents`. Saying the same again teaches again: it counts as a correction of now.
 * Answers how many of the events are now so marked.
 */
export async function markEvents(
  parts: { store: Store; clock: { now: () => number }; serverKeys: Pick<ServerKeys, 'fingerprintKey'> },
  reach: Reach,
  eventIds: string[],
  as: 'spam' | 'not_spam',
): Promise<{ marked: number }> {
  const { workspaceId, sourceId, by } = reach;
  return parts.store.transaction(async (trx) => {
    let named = trx
      .selectFrom('events')
      .select(['id', 'source_id', 'marked', 'body', 'asked', 'erased_at'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', [...new Set(eventIds)]);
    if (sourceId !== undefined) named = named.where('source_id', '=', sourceId);
    const events = await named.execute();
    const changing = events.filter((event) => event.marked !== as);
    if (changing.length > 0) {
      await trx
        .updateTable('events')
        .set({ marked: as })
        .where(
          'id',
          'in',
          changing.map((event) => event.id),
        )
        .execute();
    }
    for (const { id, marked } of changing) {
      await recordAudit(trx, {
        workspaceId,
        at: parts.clock.now(),
        actor: by,
        action: 'event.marked',
        entity: 'event',
        entityId: id,
        before: { marked },
        after: { marked: as },
      });
    }
    const { fingerprintKey } = parts.serverKeys;
    await teachEvents(trx, fingerprintKey, workspaceId, events, as === 'spam' ? 'spam' : 'genuine', parts.clock.now());
    return { marked: events.length };
  });
}
