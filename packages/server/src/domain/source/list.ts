import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { sourceViews } from './view.ts';

/** Where events come from, oldest first, disconnected ones too: their events are still there. A site's panel sees its own. */
export async function listSources(store: Store, reach: Reach) {
  const rows = await store.db
    .selectFrom('sources')
    .selectAll()
    .where('workspace_id', '=', reach.workspaceId)
    .$if(reach.sourceId !== undefined, (query) => query.where('id', '=', reach.sourceId as string))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return sourceViews(store.db, rows);
}
