import type { Store } from '../../store/store.ts';
import { workspaceView } from './view.ts';

/** Every workspace, oldest first. */
export async function listWorkspaces(store: Store) {
  const rows = await store.db.selectFrom('workspaces').select(['id', 'name', 'created_at']).orderBy('created_at').orderBy('id').execute();
  return rows.map(workspaceView);
}
