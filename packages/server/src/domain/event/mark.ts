import { waitForWorkspace } from '../../store/lock.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import type { Finding } from '../../screening/types.ts';
import type { Reach } from '../reach.ts';
import { wasReleased } from '../screening/history.ts';
import { teachEvents, unteachEvents } from '../screening/teach.ts';
import type { ServerKeys } from '../server/keys.ts';

/**
 * Notes what a person says events are, and screening learns from it. Nothing is sent or taken back by it; letting a kept-back
 * event go is `releaseEvents`. Saying the same again teaches again: it counts as a correction of now. `none` takes back what was
 * said: what is left of it is what a release taught. Answers how many of the events are now so marked. Holds the workspace's lock:
 * what is being erased must not be learned from any more.
 */
export async function markEvents(
  parts: { store: Store; clock: { now: () => number }; serverKeys: Pick<ServerKeys, 'fingerprintKey'> },
  reach: Reach,
  eventIds: string[],
  as: 'spam' | 'not_spam' | 'none',
): Promise<{ marked: number }> {
  const { workspaceId, sourceId, by } = reach;
  const mark = as === 'none' ? null : as;
  return parts.store.transaction(async (trx) => {
    await waitForWorkspace(trx, parts.store.engine, workspaceId);
    let named = trx
      .selectFrom('events')
      .select(['id', 'source_id', 'marked', 'reasons', 'body', 'asked', 'erased_at'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', [...new Set(eventIds)]);
    if (sourceId !== undefined) named = named.where('source_id', '=', sourceId);
    const events = await named.execute();
    const changing = events.filter((event) => event.marked !== mark);
    if (changing.length > 0) {
      await trx
        .updateTable('events')
        .set({ marked: mark })
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
        after: { marked: mark },
      });
    }
    const { fingerprintKey } = parts.serverKeys;
    const now = parts.clock.now();
    if (mark === null) {
      await unteachEvents(trx, workspaceId, events, now);
      const released = events.filter(({ reasons }) => wasReleased({ reasons: JSON.parse(reasons ?? '[]') as Finding[] }));
      await teachEvents(trx, fingerprintKey, workspaceId, released, 'genuine', now);
    } else await teachEvents(trx, fingerprintKey, workspaceId, events, mark === 'spam' ? 'spam' : 'genuine', now);
    return { marked: events.length };
  });
}
