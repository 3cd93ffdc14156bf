import { type Kysely, sql } from 'kysely';

/** The trace an event is part of, where its sender names one. */
export async function traceparent(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table events add column traceparent text').execute(db);
}
