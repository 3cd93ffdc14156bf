import { AppError } from '../../observe/app-error.ts';
import type { Store } from '../../store/store.ts';
import { versionView, type VersionView } from './view.ts';

/** Every version of a flow, latest first; an archived flow keeps its history. */
export async function listFlowVersions(store: Store, workspaceId: string, flowId: string): Promise<VersionView[]> {
  const rows = await store.db
    .selectFrom('flow_versions')
    .selectAll()
    .where('flow_id', '=', flowId)
    .where('workspace_id', '=', workspaceId)
    .orderBy('version', 'desc')
    .execute();
  if (rows.length === 0) throw new AppError('not_found', 'There is no such flow in this workspace.');
  return rows.map(versionView);
}
