import { type Kysely, sql } from 'kysely';

/** Who waits for a limit gets a turn; nothing was ever paused. */
export async function turns(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table limits rename column paused_until to queued_until').execute(db);
}
