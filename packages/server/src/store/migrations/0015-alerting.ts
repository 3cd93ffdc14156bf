import { type Kysely, sql } from 'kysely';

/** Where alerts go, and what was told to whom. */
export async function alerting(db: Kysely<never>): Promise<void> {
  const columns = [
    'about_kind text',
    'about_id text',
    'severity text',
    'fix text',
    'telling text',
    'came_back integer not null default 0',
    'remind_at bigint',
    'acknowledged_at bigint',
    'acknowledged_by text',
    'muted_until bigint',
  ];
  const statements = [
    ...columns.map((column) => `alter table alerts add column ${column}`),
    // What is to be told is found without reading what was told long ago.
    'create index alerts_untold on alerts (opened_at) where resolved_at is null and telling is null',
    `create index alerts_over on alerts (resolved_at) where resolved_at is not null and telling = 'opened'`,
    'create index alerts_remind on alerts (remind_at) where resolved_at is null and remind_at is not null',
    'create index alerts_key on alerts (workspace_id, key, opened_at)',
    'create index alerts_resolved on alerts (workspace_id, resolved_at) where resolved_at is not null',
    `create table alert_channels (
       id text primary key, workspace_id text not null, name text not null, kind text not null, address text, connection_id text,
       settings text not null, digest_at bigint, last_sent_at bigint, failed_at bigint, error text,
       created_at bigint not null, updated_at bigint not null, removed_at bigint)`,
    'create index alert_channels_workspace on alert_channels (workspace_id) where removed_at is null',
    `create index alert_channels_digest on alert_channels (digest_at) where removed_at is null and digest_at is not null`,
    `create table notices (
       id text primary key, workspace_id text not null, alert_id text not null, target text not null, kind text not null,
       nth text not null, state text not null, attempts integer not null, next_at bigint, batch text, lease_until bigint,
       error text, created_at bigint not null, sent_at bigint)`,
    'create unique index notices_once on notices (workspace_id, alert_id, target, kind, nth)',
    `create index notices_pending on notices (next_at) where state = 'pending'`,
    `create index notices_target on notices (workspace_id, target) where state = 'pending'`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
