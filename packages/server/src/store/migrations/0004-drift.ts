import { type Kysely, sql } from 'kysely';

/** When a flow was last compared with what its destinations have. */
export async function drift(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table flows add column drift_checked_at bigint').execute(db);
}
