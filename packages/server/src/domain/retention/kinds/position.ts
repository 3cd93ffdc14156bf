import type { Db } from '../../../store/schema.ts';

/** What is gone through: a kind of a workspace, and of it one connection or source where it is gone through by these. */
export interface Place {
  workspaceId: string;
  kind: string;
  scope: string;
}

/** How far it was gone through, and when a sweep last came to its end. */
export async function positionOf(db: Db, { workspaceId, kind, scope }: Place): Promise<{ position: string; sweptAt: number | null }> {
  const row = await db
    .selectFrom('retention_positions')
    .select(['position', 'swept_at'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('scope', '=', scope)
    .executeTakeFirst();
  return { position: row?.position ?? '', sweptAt: row?.swept_at ?? null };
}

/** Goes on from here next time. */
export async function moveTo(db: Db, place: Place, position: string): Promise<void> {
  await save(db, place, { position });
}

/** All was gone through; the next sweep begins anew. */
export async function endSweep(db: Db, place: Place, at: number): Promise<void> {
  await save(db, place, { position: '', swept_at: at });
}

async function save(db: Db, { workspaceId, kind, scope }: Place, values: { position: string; swept_at?: number }): Promise<void> {
  await db
    .insertInto('retention_positions')
    .values({ workspace_id: workspaceId, kind, scope, swept_at: null, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'kind', 'scope']).doUpdateSet(values))
    .execute();
}
