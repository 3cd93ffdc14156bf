import { type Kysely, sql } from 'kysely';

/** Who waits for a limit gets a turn (nothing was ever paused); limits of hours and days are counted in slots. */
export async function turns(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table limits rename column paused_until to queued_until').execute(db);
  await sql.raw('alter table limits add column slots text').execute(db);
}
