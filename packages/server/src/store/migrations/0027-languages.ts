import { type Kysely, sql } from 'kysely';

/** What language people and workspaces are spoken to in, and what alerts say without their language. */
export async function languages(db: Kysely<never>): Promise<void> {
  for (const table of ['members', 'workspaces']) await sql.raw(`alter table ${table} add column language text`).execute(db);
  for (const column of ['message_said', 'fix_said']) await sql.raw(`alter table alerts add column ${column} text`).execute(db);
}
