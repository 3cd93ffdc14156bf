import { type Kysely, sql } from 'kysely';

/** Outside services that sources ask about messages, and what they are told back. */
export async function screeningServices(db: Kysely<never>): Promise<void> {
  const statements = [
    `create table screening_services (
       id text primary key, workspace_id text not null, source_id text not null, service text not null, active integer not null,
       settings text not null, secret text not null, checked_at bigint not null, problem text, problem_at bigint,
       unique (source_id, service))`,
    'create index screening_services_active on screening_services (workspace_id) where active = 1',
    `create table screening_corrections (
       event_id text primary key, workspace_id text not null, source_id text not null, spam integer not null,
       due_at bigint, tries integer not null)`,
    'create index screening_corrections_due on screening_corrections (due_at) where due_at is not null',
    'alter table events add column asked text',
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
