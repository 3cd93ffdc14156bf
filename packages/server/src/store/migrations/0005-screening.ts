import { type Kysely, sql } from 'kysely';

/** What screening learned, from what, and what it has seen lately. */
export async function screening(db: Kysely<never>): Promise<void> {
  const statements = [
    `create table screening_models (
       workspace_id text not null, source_id text not null, generation bigint not null, learned bigint not null,
       learned_at bigint, model text, primary key (workspace_id, source_id))`,
    `create table screening_examples (
       workspace_id text not null, source_id text not null, event_id text primary key, spam integer not null,
       script text, features text not null, added_at bigint not null)`,
    'create index screening_examples_source on screening_examples (workspace_id, source_id, added_at)',
    `create table screening_sightings (
       workspace_id text not null, kind text not null, key text not null, event_id text not null, sender text, at bigint not null)`,
    'create index screening_sightings_key on screening_sightings (workspace_id, key, at)',
    'create index screening_sightings_event on screening_sightings (event_id)',
    'create index screening_sightings_at on screening_sightings (at)',
    `create table screening_tokens (
       workspace_id text not null, token text not null, event_id text not null, expires_at bigint not null,
       primary key (workspace_id, token))`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
