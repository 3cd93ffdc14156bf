import { type Kysely, sql } from 'kysely';

/** What destinations were asked to erase. */
export async function erasures(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table erasures (
         id text primary key, workspace_id text not null, connection_id text not null, person text not null, state text not null,
         attempts integer not null, run_at bigint not null, message text, requested_by text not null,
         requested_at bigint not null, finished_at bigint)`,
    )
    .execute(db);
  await sql.raw(`create index erasures_due on erasures (run_at) where state = 'pending'`).execute(db);
  await sql.raw('create index erasures_list on erasures (workspace_id, requested_at)').execute(db);
}
