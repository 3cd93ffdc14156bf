import type { Clock } from '../../observe/clock.ts';
import { newId } from '../../store/ids.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit, WHOLE_SERVER } from '../audit/record.ts';
import { workspaceView } from './view.ts';

/** Opens a workspace: one business, and nothing in it yet. */
export async function createWorkspace(parts: { store: Store; clock: Clock }, request: { name: string; by: string }) {
  const row = { id: newId('ws'), name: request.name, settings: '{}', created_at: parts.clock.now() };
  await parts.store.transaction(async (trx) => {
    await trx.insertInto('workspaces').values(row).execute();
    const entry = { at: row.created_at, actor: request.by, action: 'workspace.created', entity: 'workspace', entityId: row.id };
    // It is the beginning of its own history, and a change of the server.
    for (const workspaceId of [row.id, WHOLE_SERVER]) await recordAudit(trx, { ...entry, workspaceId, after: { name: row.name } });
  });
  return workspaceView(row);
}
