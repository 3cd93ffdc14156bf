import type { Selectable, Transaction } from 'kysely';
import { AppError } from '../../observe/app-error.ts';
import type { Db, Schema } from '../../store/schema.ts';

export type FlowRow = Selectable<Schema['flows']>;
export type VersionRow = Selectable<Schema['flow_versions']>;

/** A flow in use with its versions that are not history; there is at most one of each. */
export interface FoundFlow {
  row: FlowRow;
  draft: VersionRow | undefined;
  shadow: VersionRow | undefined;
  published: VersionRow | undefined;
}

/** The flow of this workspace; another's, and an archived one, is not there. */
export async function findFlow(db: Db, workspaceId: string, flowId: string): Promise<FoundFlow> {
  const row = await db
    .selectFrom('flows')
    .selectAll()
    .where('id', '=', flowId)
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  return withVersions(db, row);
}

/** The same, held until the transaction ends, so that no other change of this flow comes between. */
export async function lockFlow(trx: Transaction<Schema>, workspaceId: string, flowId: string): Promise<FoundFlow> {
  // An update that changes nothing locks the row alike on both engines; SQLite has no `for update`.
  const row = await trx
    .updateTable('flows')
    .set((column) => ({ name: column.ref('name') }))
    .where('id', '=', flowId)
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return withVersions(trx, row);
}

/** For a workspace file, which names flows by their slugs. Undefined where there is none in use. */
export async function findFlowBySlug(db: Db, workspaceId: string, slug: string): Promise<FoundFlow | undefined> {
  const row = await db
    .selectFrom('flows')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', slug)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? undefined : withVersions(db, row);
}

async function withVersions(db: Db, row: FlowRow | undefined): Promise<FoundFlow> {
  if (row === undefined) throw new AppError('not_found', 'There is no such flow in this workspace; it may have been archived.');
  const versions = await db
    .selectFrom('flow_versions')
    .selectAll()
    .where('flow_id', '=', row.id)
    .where('state', 'in', ['draft', 'shadow', 'published'])
    .execute();
  return arrange(row, versions);
}

export function arrange(row: FlowRow, versions: VersionRow[]): FoundFlow {
  const inState = (state: VersionRow['state']) => versions.find((version) => version.state === state);
  return { row, draft: inState('draft'), shadow: inState('shadow'), published: inState('published') };
}
