import { resolveAlert } from '../../observe/alerts.ts';
import { recordAudit } from '../audit/record.ts';
import { watchKey } from '../health/watches/alerts.ts';
import { ownerColumns } from '../member/owner.ts';
import { lockFlow } from './find.ts';
import type { FlowParts } from './parts.ts';
import { flowView, type FlowView } from './view.ts';

export interface FlowChange {
  name?: string | undefined;
  /** Null: nobody in particular. */
  owner?: string | null | undefined;
}

/** Changes a flow's name or owner; what is absent stays. Says nothing where nothing changes. */
export async function updateFlow(
  parts: Pick<FlowParts, 'store' | 'clock'>,
  workspaceId: string,
  by: string,
  flowId: string,
  change: FlowChange,
): Promise<FlowView> {
  return parts.store.transaction(async (trx) => {
    const flow = await lockFlow(trx, workspaceId, flowId);
    const before = { name: flow.row.name, owner: flow.row.owner };
    const owned = await ownerColumns(trx, workspaceId, change.owner === undefined ? before.owner : change.owner);
    const after = { name: change.name ?? before.name, owner: owned.owner };
    if (after.name === before.name && after.owner === before.owner) return flowView(flow);
    const row = { name: after.name, ...owned };
    await trx.updateTable('flows').set(row).where('id', '=', flowId).execute();
    if (after.owner !== null) await resolveAlert(trx, workspaceId, watchKey.unowned(flowId), parts.clock.now());
    await recordAudit(trx, {
      workspaceId,
      at: parts.clock.now(),
      actor: by,
      action: 'flow.updated',
      entity: 'flow',
      entityId: flowId,
      before,
      after,
    });
    return flowView({ ...flow, row: { ...flow.row, ...row } });
  });
}
