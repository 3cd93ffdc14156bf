import type { ConnectionParts } from './parts.ts';
import { connectionView } from './view.ts';

/** The workspace's accounts, by name. */
export async function listConnections(parts: ConnectionParts, workspaceId: string) {
  const rows = await parts.store.db
    .selectFrom('connections')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return Promise.all(rows.map((row) => connectionView(parts, row, parts.clock.now())));
}
