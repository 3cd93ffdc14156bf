import type { Store } from '../../store/store.ts';
import { findFlow } from './find.ts';
import { flowView, type FlowView } from './view.ts';

export async function getFlow(store: Store, workspaceId: string, flowId: string): Promise<FlowView> {
  return flowView(await findFlow(store.db, workspaceId, flowId));
}
