import { sql } from 'kysely';
import type { Db } from '../../store/schema.ts';

/** When a connection was last called, as far as attempts are kept. Read off the end of an index. */
async function lastAttempt(db: Db, connectionId: string): Promise<number | null> {
  const row = await db
    .selectFrom('attempts')
    .select('started_at')
    .where('connection_id', '=', connectionId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.started_at ?? null;
}

/** When a connection was last used; remembered also after its attempts are gone by age. */
export async function connectionLastUsed(db: Db, row: { id: string; last_used_at: number | null }): Promise<number | null> {
  const attempt = await lastAttempt(db, row.id);
  return attempt === null ? row.last_used_at : Math.max(attempt, row.last_used_at ?? 0);
}

/** Remembers the last use; of two servers that do so at once, the later time stays. */
export async function rememberUse(db: Db, connectionId: string, at: number): Promise<void> {
  await db
    .updateTable('connections')
    .set({ last_used_at: at })
    .where('id', '=', connectionId)
    .where(sql<boolean>`coalesce(last_used_at, 0) < ${at}`)
    .execute();
}
