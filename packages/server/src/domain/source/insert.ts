import type { Db } from '../../store/schema.ts';
import { recordAudit } from '../audit/record.ts';
import { insertWithSlug } from '../slug.ts';
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
  const row = await insertWithSlug(trx, { table: 'sources', workspaceId, name, slug: source.slug }, (slug) =>
    trx
      .insertInto('sources')
      .values({ id, workspace_id: workspaceId, slug, kind, name, url, settings: JSON.stringify(settings), created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst(),
  );
  await recordAudit(trx, {
    workspaceId,
    at: now,
    actor: by,
    action: 'source.created',
    entity: 'source',
    entityId: id,
    after: { kind, name, slug: row.slug, settings },
  });
  return row;
}
