import { type Kysely, sql } from 'kysely';

/** Which connection and flow another tool asked for, and whether it still wants them. */
export async function subscriptions(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table subscriptions (
         id text primary key, workspace_id text not null, name text not null, types text not null, source_id text,
         connection_id text not null, flow_id text not null, created_by text not null, created_at bigint not null, ended_at bigint)`,
    )
    .execute(db);
  await sql.raw('create index subscriptions_open on subscriptions (workspace_id, created_at) where ended_at is null').execute(db);
}
