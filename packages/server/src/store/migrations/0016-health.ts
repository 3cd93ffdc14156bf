import { type Kysely, sql } from 'kysely';

/** What is usual, and who looked through what. */
export async function health(db: Kysely<never>): Promise<void> {
  const statements = [
    `create table rhythms (
       workspace_id text not null, subject text not null, hour bigint not null, good integer not null, bad integer not null,
       last_at bigint, primary key (workspace_id, subject, hour))`,
    'create index rhythms_hour on rhythms (hour)',
    'create table health_cursors (name text primary key, seq bigint not null, at bigint not null)',
    ...['flows', 'connections'].flatMap((table) => [
      `alter table ${table} add column reviewed_at bigint`,
      `alter table ${table} add column reviewed_by text`,
    ]),
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
