import { AppError } from '../../observe/app-error.ts';
import type { Store } from '../../store/store.ts';
import { workspaceView } from './view.ts';

export async function getWorkspace(store: Store, workspaceId: string) {
  const row = await store.db.selectFrom('workspaces').select(['id', 'name', 'created_at']).where('id', '=', workspaceId).executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', 'There is no such workspace, or this token does not reach it.');
  return workspaceView(row);
}
