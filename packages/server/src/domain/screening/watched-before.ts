import { sql } from 'kysely';
import type { Clock } from '../../observe/clock.ts';
import type { Logger } from '../../observe/logger.ts';
import { WATCHED_BEFORE } from '../../store/partial-indexes.ts';
import type { Store } from '../../store/store.ts';
import { type Chore, createChore } from '../chore.ts';

const LOOK_EVERY_MS = 60_000;
const AT_ONCE = 500;

/**
 * Notes what events of sites that are only watched would have been, where a server of an earlier version, which may still run beside
 * this one, told it by a note among the reasons only. Nothing waits for it: such events are in no list of what is watched until then.
 */
export function createWatchedNoter(parts: { store: Store; clock: Clock; logger: Logger }): Chore {
  const failure = 'what watched events would have been could not be noted; it is tried again';
  return createChore(parts, LOOK_EVERY_MS, failure, (signal) => noteWatched(parts.store, signal));
}

/** Answers how many events it noted that of. */
export async function noteWatched(store: Store, signal?: AbortSignal): Promise<number> {
  let noted = 0;
  for (;;) {
    if (signal?.aborted === true) return noted;
    const step = await noteSome(store);
    noted += step;
    if (step < AT_ONCE) return noted;
  }
}

async function noteSome({ transaction }: Store): Promise<number> {
  return transaction(async (trx) => {
    const { numAffectedRows = 0n } = await sql`
      update events set would_be = case when reasons like '%otherwise this would be: quarantine.%' then 'quarantine' else 'review' end
      where seq in (select seq from events where ${WATCHED_BEFORE} order by seq limit ${sql.lit(AT_ONCE)})`.execute(trx);
    return Number(numAffectedRows);
  });
}
