import { alertKey, resolveAlert } from '../../observe/alerts.ts';
import { recordAudit } from '../audit/record.ts';
import { lockFlow } from './find.ts';
import type { FlowParts } from './parts.ts';

/** Takes a flow out of use: new events no longer start it. What it accepted already still goes out, and its history stays. */
export async function archiveFlow(
  parts: Pick<FlowParts, 'store' | 'clock'>,
  workspaceId: string,
  by: string,
  flowId: string,
): Promise<void> {
  const now = parts.clock.now();
  await parts.store.transaction(async (trx) => {
    const { row, published } = await lockFlow(trx, workspaceId, flowId);
    await trx.updateTable('flows').set({ archived_at: now }).where('id', '=', flowId).execute();
    await resolveAlert(trx, workspaceId, alertKey.flow(flowId), now);
    await resolveAlert(trx, workspaceId, alertKey.drift(flowId), now);
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: by,
      action: 'flow.archived',
      entity: 'flow',
      entityId: flowId,
      before: { name: row.name, slug: row.slug, published: published?.version ?? null },
    });
  });
}
