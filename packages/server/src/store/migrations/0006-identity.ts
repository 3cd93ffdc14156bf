import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/** Who is who: people, what sources said of them, by what they are found, and what was decided about them. */
export function identity(engine: Engine) {
  const seq = engine === 'postgres' ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement';
  // Keys are most of the rows: on SQLite the table is its own index.
  const withoutRowid = engine === 'postgres' ? '' : ' without rowid';

  return async function up(db: Kysely<never>): Promise<void> {
    const run = async (statement: string) => void (await sql.raw(statement).execute(db));
    await run(
      `create table persons (
         seq ${seq}, id text not null unique, workspace_id text not null, fields text not null, consent text not null,
         merged_into text, created_at bigint not null, updated_at bigint not null)`,
    );
    await run('create index persons_list on persons (workspace_id, seq)');
    await run('create index persons_merged on persons (merged_into) where merged_into is not null');
    await run(
      `create table person_records (
         id text primary key, workspace_id text not null, person_id text not null, source_id text not null, digest text not null,
         contact text not null, details text not null, joined_by text not null, event_id text, first_at bigint not null,
         last_at bigint not null, unique (workspace_id, source_id, digest))`,
    );
    await run('create index person_records_person on person_records (person_id)');
    await run(
      `create table person_keys (
         workspace_id text not null, key text not null, record_id text not null, primary key (workspace_id, key, record_id))${withoutRowid}`,
    );
    await run(
      `create table person_suggestions (
         seq ${seq}, id text not null unique, workspace_id text not null, person_a text not null, person_b text not null,
         chance double precision not null, reasons text not null, state text not null, created_at bigint not null,
         decided_at bigint, decided_by text, merge_id text, unique (workspace_id, person_a, person_b))`,
    );
    await run(`create index person_suggestions_open on person_suggestions (workspace_id, seq) where state = 'open'`);
    await run('create index person_suggestions_b on person_suggestions (workspace_id, person_b)');
    await run(
      `create table person_merges (
         seq ${seq}, id text not null unique, workspace_id text not null, into_person text not null, from_person text not null,
         record_ids text not null, absorbed_ids text not null, reason text not null, merged_at bigint not null, merged_by text not null,
         undone_at bigint, undone_by text)`,
    );
    await run('create index person_merges_list on person_merges (workspace_id, seq)');
  };
}
