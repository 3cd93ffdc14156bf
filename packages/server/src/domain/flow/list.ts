import type { Store } from '../../store/store.ts';
import { arrange, type VersionRow } from './find.ts';
import { flowView, type FlowView } from './view.ts';

/** The workspace's flows in use, by name. */
export async function listFlows(store: Store, workspaceId: string): Promise<FlowView[]> {
  const flows = await store.db
    .selectFrom('flows')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const versions = await store.db
    .selectFrom('flow_versions')
    .innerJoin('flows', 'flows.id', 'flow_versions.flow_id')
    .selectAll('flow_versions')
    .where('flows.workspace_id', '=', workspaceId)
    .where('flows.archived_at', 'is', null)
    .where('flow_versions.state', 'in', ['draft', 'shadow', 'published'])
    .execute();
  const byFlow = new Map<string, VersionRow[]>();
  for (const version of versions) byFlow.set(version.flow_id, [...(byFlow.get(version.flow_id) ?? []), version]);
  return flows.map((row) => flowView(arrange(row, byFlow.get(row.id) ?? [])));
}
