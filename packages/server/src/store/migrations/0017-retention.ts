import { type Kysely, sql } from 'kysely';

/** Data go by age; receipts of what went at a person's request stay. */
export async function retention(db: Kysely<never>): Promise<void> {
  const statements = [
    // How many days contents were kept, where they went by age and not at a person's request.
    'alter table events add column erased_after_days integer',
    'alter table erasures add column receipt_id text',
    `create table retention_runs (
       workspace_id text primary key, due_at bigint not null, started_at bigint, removed text not null,
       last_started_at bigint, last_finished_at bigint, last_removed text, total_removed text not null)`,
    'create index retention_runs_due on retention_runs (due_at)',
    `create table retention_positions (
       workspace_id text not null, kind text not null, scope text not null, position text not null, swept_at bigint,
       primary key (workspace_id, kind, scope))`,
    `create table retention_kept (
       workspace_id text not null, kind text not null, row_seq bigint not null, primary key (workspace_id, kind, row_seq))`,
    `create table privacy_receipts (
       id text primary key, workspace_id text not null, source_id text, kind text not null, person_digest text not null,
       person_by text not null, requested_by text not null, requested_at bigint not null, finished_at bigint,
       counts text not null, destinations text not null, by_hand integer not null, contents_since bigint)`,
    'create index privacy_receipts_list on privacy_receipts (workspace_id, requested_at)',
    'create index privacy_receipts_unfinished on privacy_receipts (workspace_id, person_digest) where finished_at is null',
    'create index erasures_receipt on erasures (receipt_id) where receipt_id is not null',
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
