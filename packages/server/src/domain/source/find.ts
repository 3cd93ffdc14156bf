import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import type { Reach } from '../reach.ts';
import type { SourceRow } from './view.ts';

/** The source, where the caller reaches it: one of its workspace, and for a site's panel only its own. */
export async function findSource(db: Db, reach: Reach, sourceId: string): Promise<SourceRow> {
  const row = await db
    .selectFrom('sources')
    .selectAll()
    .where('id', '=', sourceId)
    .where('workspace_id', '=', reach.workspaceId)
    .executeTakeFirst();
  if (row === undefined || (reach.sourceId !== undefined && reach.sourceId !== row.id)) {
    throw new AppError('not_found', 'There is no such source in this workspace. A site’s own panel reaches only its own source.');
  }
  return row;
}
