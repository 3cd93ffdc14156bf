import type { Clock } from '../../observe/clock.ts';
import { newId } from '../../store/ids.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import { workspaceView } from './view.ts';

/** Opens a workspace: one business, and nothing in it yet. */
export async function createWorkspace(parts: { store: Store; clock: Clock }, request: { name: string; by: string }) {
  const row = { id: newId('ws'), name: request.name, settings: '{}', created_at: parts.clock.now() };
  await parts.store.transaction(async (trx) => {
    await trx.insertInto('workspaces').values(row).execute();
    await recordAudit(trx, {
      workspaceId: row.id,
      at: row.created_at,
      actor: request.by,
      action: 'workspace.created',
      entity: 'workspace',
      entityId: row.id,
      after: { name: row.name },
    });
  });
  return workspaceView(row);
}
