import { type Kysely, sql } from 'kysely';

/** What screening would have kept back or flagged of a site that is only watched, in the orders it is looked through. */
export async function watchedEvents(db: Kysely<never>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  await run('alter table events add column would_be text');
  await run('create index events_watched on events (workspace_id, would_be, seq) where would_be is not null');
  await run('create index events_watched_doubtful on events (workspace_id, would_be, score, seq) where would_be is not null');
}
