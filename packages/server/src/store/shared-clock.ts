import { sql } from 'kysely';
import type { Clock } from '../observe/clock.ts';
import type { Logger } from '../observe/logger.ts';
import type { Store } from './store.ts';

const EVERY_MS = 60_000;
/** Not told from the time a question takes, and far less than any lease. */
const LEAST_MS = 1000;
/** Signatures of others are good for five minutes: further apart, one of the two is wrong, and it may be the database's. */
const MOST_MS = 5 * 60_000;

export interface SharedClock extends Clock {
  stop: () => void;
}

/** Epoch milliseconds by PostgreSQL's own clock. */
export async function databaseTime(store: Store): Promise<number> {
  const { rows } = await sql<{ at: number }>`select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as at`.execute(store.db);
  return rows[0]?.at ?? Number.NaN;
}

/**
 * The time that all servers of one PostgreSQL have. A server whose own clock is half a minute ahead would take what another is at work on
 * for given up, and send it once more. So each goes by the database's clock, looked at every minute, unless they are more
 * than five minutes apart: then by its own, and says so. SQLite has one server.
 */
export async function shareClock(store: Store, own: Clock, logger: Logger): Promise<SharedClock> {
  if (store.engine === 'sqlite') return { ...own, stop: () => {} };
  let offset = 0;
  let cancel = () => {};
  let stopped = false;

  const look = async (): Promise<void> => {
    try {
      const before = own.now();
      const theirs = await databaseTime(store);
      const apart = Math.round(theirs - (before + own.now()) / 2);
      const size = Math.abs(apart);
      if (size > MOST_MS)
        logger.warn(
          { apartMs: apart },
          'this machine’s clock and that of PostgreSQL are more than five minutes apart, so servers may get in each other’s way; set both by NTP',
        );
      offset = size >= LEAST_MS && size <= MOST_MS ? apart : 0;
    } catch {
      // The database is down: what was known of its clock still holds, and readiness says the rest.
    }
    if (!stopped) cancel = own.after(EVERY_MS, () => void look());
  };
  await look();

  return {
    now: () => own.now() + offset,
    after: own.after,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
