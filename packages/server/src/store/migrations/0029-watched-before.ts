import { type Kysely, sql } from 'kysely';

/**
 * What screening would have kept back or flagged and does not say so by itself: of before 0028, and of a server of that time that still
 * runs. Mostly there is none. It is filled in while the server runs, as a table with years of events must not stand still for it.
 */
export async function watchedBefore(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create index events_watched_before on events (seq)
       where would_be is null and verdict = 'accept' and reasons like '%"rule":"observe_mode"%'`,
    )
    .execute(db);
}
