import type { Db } from '../store/schema.ts';
import { type Hold, hold, release } from '../store/outbox/index.ts';
import { said } from '../words/said.ts';
import { say } from '../words/say.ts';

const OPENS_AFTER = 5;
const SHORTEST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 600_000;
const DISABLES_AFTER_MS = 3 * 24 * 3_600_000;

/**
 * After a failure of the other side: pauses the connection when its last attempts all failed, for as long as it
 * has been failing (half a minute at least, ten minutes at most). All of it is read off the attempts, so a restart
 * forgets nothing. When the pause ends one delivery goes out as a trial. Days of nothing but failures are another
 * matter: then a person has to look. Answers the hold it set, if any.
 */
export async function tripBreaker(db: Db, connectionId: string, now: number): Promise<Hold | undefined> {
  const last = await db
    .selectFrom('attempts')
    .select(['outcome', 'code'])
    .where('connection_id', '=', connectionId)
    .where('outcome', '!=', 'started')
    .orderBy('seq', 'desc')
    .limit(OPENS_AFTER)
    .execute();
  if (last.length < OPENS_AFTER || !last.every(isOutage)) return undefined;

  const failingMs = now - (await failingSince(db, connectionId, now));
  const request: Hold =
    failingMs > DISABLES_AFTER_MS
      ? {
          connectionId,
          kind: 'person',
          until: undefined,
          message: say('en', said('hold.disabled')),
        }
      : {
          connectionId,
          kind: 'breaker',
          until: now + Math.min(Math.max(failingMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS),
          message: say('en', said('hold.breaker')),
        };
  return (await hold(db, request)) ? request : undefined;
}

/** After a success: the other side works again. A pause that has not run out yet is left to its own trial. Answers whether one was lifted. */
export async function resetBreaker(db: Db, connectionId: string, now: number): Promise<boolean> {
  return release(db, connectionId, ['breaker', 'rate_limit'], now);
}

function isOutage({ outcome, code }: { outcome: string; code: string | null }): boolean {
  return (outcome === 'retry' || outcome === 'unknown') && code !== 'rate_limited';
}

/** When the first failure after the last answer that was none began. */
async function failingSince(db: Db, connectionId: string, now: number): Promise<number> {
  const good = await db
    .selectFrom('attempts')
    .select('seq')
    .where('connection_id', '=', connectionId)
    .where('outcome', 'not in', ['retry', 'unknown', 'started'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const first = await db
    .selectFrom('attempts')
    .select('started_at')
    .where('connection_id', '=', connectionId)
    .where('seq', '>', good?.seq ?? 0)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return first?.started_at ?? now;
}
