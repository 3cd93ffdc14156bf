import { setImmediate as nextTurn } from 'node:timers/promises';
import { createPersonMatch, type Person } from '../../identity/person.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { membersOf } from './stored-body.ts';

export interface FoundEvents {
  /** Latest first. */
  eventIds: string[];
  /** Where to go on; null: everything was looked through. */
  next: number | null;
}

const ROWS_PER_READ = 100;
/** One call looks at this many events at most, so that it ends within any proxy's patience. */
const ROWS_PER_CALL = 20_000;

/**
 * Finds the events of a person, at most `max`. Events are read one by one rather than by an index: such a request is rare,
 * and an index of every address of every event would cost each of them.
 */
export async function findPersonsEvents(
  store: Store,
  reach: Reach,
  person: Person,
  page: { before: number | undefined; max: number },
): Promise<FoundEvents> {
  const isTheirs = createPersonMatch(person);
  const eventIds: string[] = [];
  let before = page.before;
  for (let looked = 0; looked < ROWS_PER_CALL; looked += ROWS_PER_READ) {
    const rows = await readRows(store.db, reach, before);
    for (const row of rows) {
      before = row.seq;
      if (!isTheirs({ contactKey: row.contact_key, subject: subjectOf(row.body) })) continue;
      eventIds.push(row.id);
      if (eventIds.length === page.max) return { eventIds, next: row.seq };
    }
    if (rows.length < ROWS_PER_READ) return { eventIds, next: null };
    // Reading SQLite holds the process; others take their turn in between.
    await nextTurn();
  }
  return { eventIds, next: before ?? null };
}

/** What was erased before is nobody's any more. */
function readRows(db: Db, { workspaceId, sourceId }: Reach, before: number | undefined) {
  return db
    .selectFrom('events')
    .select(['seq', 'id', 'contact_key', 'body'])
    .where('workspace_id', '=', workspaceId)
    .where('erased_at', 'is', null)
    .$if(sourceId !== undefined, (query) => query.where('source_id', '=', sourceId as string))
    .$if(before !== undefined, (query) => query.where('seq', '<', before as number))
    .orderBy('seq', 'desc')
    .limit(ROWS_PER_READ)
    .execute();
}

/** The subject as it was sent. */
export function subjectOf(body: string): unknown {
  return membersOf(body)['subject'];
}
