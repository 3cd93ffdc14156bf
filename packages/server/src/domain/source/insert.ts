import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import { recordAudit } from '../audit/record.ts';
import { freeSlug } from '../slug.ts';
import type { SourceRow } from './view.ts';

/** A source that is made here rather than paired. */
export interface NewSource {
  workspaceId: string;
  name: string;
  slug: string | undefined;
  settings: Record<string, unknown>;
  by: string;
}

/** Adds a source's row, with its audit entry, to the transaction. */
export async function insertSource(
  trx: Db,
  source: NewSource & { id: string; kind: 'webhook' | 'stripe'; url: string },
  now: number,
): Promise<SourceRow> {
  const { id, kind, workspaceId, name, settings, url, by } = source;
  const slug = source.slug ?? (await freeSlug(trx, 'sources', workspaceId, name));
  const row = await trx
    .insertInto('sources')
    .values({ id, workspace_id: workspaceId, slug, kind, name, url, settings: JSON.stringify(settings), created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new AppError('conflict', `There is a source with the short name "${slug}" already. Choose another.`);
  await recordAudit(trx, {
    workspaceId,
    at: now,
    actor: by,
    action: 'source.created',
    entity: 'source',
    entityId: id,
    after: { kind, name, slug, settings },
  });
  return row;
}
