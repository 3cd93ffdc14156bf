import { type Kysely, sql } from 'kysely';

/** Owners who are members, and until when keys that people entered are good. */
export async function ownersAndEnds(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table connections add column secret_ends_at bigint').execute(db);
  for (const table of ['flows', 'connections']) {
    await sql.raw(`alter table ${table} add column owner_member_id text`).execute(db);
    // Owners were typed by hand: those who are members are theirs from now on.
    await sql
      .raw(
        `update ${table} set owner_member_id = (select id from members where members.workspace_id = ${table}.workspace_id
           and members.email = lower(${table}.owner) and members.removed_at is null)
         where owner is not null`,
      )
      .execute(db);
    await sql.raw(`update ${table} set owner = lower(owner) where owner_member_id is not null`).execute(db);
  }
}
