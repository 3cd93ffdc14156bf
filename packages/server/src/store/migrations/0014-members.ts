import { type Kysely, sql } from 'kysely';

/** People who sign in, their sessions and one-time links; when access was last used, and the way from a thing to its changes. */
export async function members(db: Kysely<never>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  await run(
    `create table members (
       id text primary key, workspace_id text, email text not null, name text not null, role text not null, invited_by text not null,
       invited_at bigint not null, last_seen_at bigint, removed_at bigint)`,
  );
  await run('create unique index members_of_workspace on members (workspace_id, email) where removed_at is null');
  // Both engines take two nulls for different values.
  await run('create unique index members_of_server on members (email) where workspace_id is null and removed_at is null');
  await run('create index members_email on members (email) where removed_at is null');
  await run(
    `create table login_links (
       hash text primary key, email text not null, created_at bigint not null, expires_at bigint not null, used_at bigint)`,
  );
  await run('create index login_links_email on login_links (email, created_at)');
  await run('create index login_links_expiry on login_links (expires_at)');
  await run(
    `create table sessions (
       id text primary key, hash text not null unique, email text not null, method text not null, device text not null,
       created_at bigint not null, last_used_at bigint not null)`,
  );
  await run('create index sessions_email on sessions (email)');
  await run('create index sessions_used on sessions (last_used_at)');
  // Attempts go by age; when a connection was last used does not.
  await run('alter table connections add column last_used_at bigint');
  await run('create index audit_entity on audit (workspace_id, entity, entity_id, seq)');
}
