import { type Kysely, sql } from 'kysely';

/** What a workspace calls what its forms ask for. */
export async function vocabulary(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table vocabulary (
         workspace_id text not null, name text not null, label text not null, meaning text, words text not null, position integer not null,
         primary key (workspace_id, name))`,
    )
    .execute(db);
}
