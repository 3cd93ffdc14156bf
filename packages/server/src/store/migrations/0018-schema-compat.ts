import { type Kysely, sql } from 'kysely';

/** For each migration, which one a server must know to work with it: what lets the version before run on a newer schema. */
export async function schemaCompat(db: Kysely<never>): Promise<void> {
  await sql.raw('create table schema_compat (migration text primary key, needs text not null)').execute(db);
}
