import { findConnection } from './find.ts';
import type { ConnectionParts } from './parts.ts';
import { connectionView } from './view.ts';

export async function getConnection(parts: ConnectionParts, workspaceId: string, connectionId: string) {
  return connectionView(parts, await findConnection(parts.store.db, workspaceId, connectionId), parts.clock.now());
}
