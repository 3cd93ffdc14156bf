import { type Kysely, sql } from 'kysely';

/** What screening judged, by how sure it was: all of it, and what nobody has said anything about yet. */
export async function doubtfulEvents(db: Kysely<never>): Promise<void> {
  const judged = `on events (workspace_id, verdict, score, seq) where verdict in ('quarantine', 'review')`;
  for (const statement of [`create index events_doubtful ${judged}`, `create index events_doubtful_unnamed ${judged} and marked is null`]) {
    await sql.raw(statement).execute(db);
  }
}
