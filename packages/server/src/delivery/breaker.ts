import type { Db } from '../store/schema.ts';
import { type Hold, hold, release } from '../store/outbox/index.ts';

const OPENS_AFTER = 5;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 600_000;
const LOOK_BACK = 12;
const DISABLES_AFTER_MS = 3 * 24 * 3_600_000;

/**
 * After a failure of the other side: pauses the connection when its last attempts all failed. How long follows
 * from how many did, read off the attempts themselves, so a restart forgets nothing. When the pause ends one
 * delivery goes out as a trial. Answers the hold it set, if any.
 */
export async function tripBreaker(db: Db, connectionId: string, now: number): Promise<Hold | undefined> {
  const last = await db
    .selectFrom('attempts')
    .select(['outcome', 'code'])
    .where('connection_id', '=', connectionId)
    .where('outcome', '!=', 'started')
    .orderBy('seq', 'desc')
    .limit(LOOK_BACK)
    .execute();
  const firstGood = last.findIndex((attempt) => !isOutage(attempt));
  const failures = firstGood === -1 ? last.length : firstGood;
  if (failures < OPENS_AFTER) return undefined;

  const disabled = await failingForDays(db, connectionId, now);
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (failures - OPENS_AFTER), LONGEST_PAUSE_MS);
  const request: Hold = disabled
    ? {
        connectionId,
        kind: 'person',
        until: undefined,
        message: 'Nothing has gone through for three days, so this connection is switched off. Check the other system, then resume it.',
      }
    : {
        connectionId,
        kind: 'breaker',
        until: now + pause,
        message: `The last ${failures} tries failed. Paused for a moment; nothing is lost, it goes on by itself.`,
      };
  return (await hold(db, request)) ? request : undefined;
}

/** After a success: the other side works again. Answers whether a pause was lifted. */
export async function resetBreaker(db: Db, connectionId: string): Promise<boolean> {
  return release(db, connectionId, ['breaker', 'rate_limit']);
}

function isOutage({ outcome, code }: { outcome: string; code: string | null }): boolean {
  return (outcome === 'retry' || outcome === 'unknown') && code !== 'rate_limited';
}

/** Days of nothing but failures is another matter than a pause of minutes: then a person has to look. */
async function failingForDays(db: Db, connectionId: string, now: number): Promise<boolean> {
  const good = await db
    .selectFrom('attempts')
    .select('seq')
    .where('connection_id', '=', connectionId)
    .where('outcome', 'not in', ['retry', 'unknown', 'started'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const firstFailure = await db
    .selectFrom('attempts')
    .select('started_at')
    .where('connection_id', '=', connectionId)
    .where('seq', '>', good?.seq ?? 0)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return firstFailure !== undefined && now - firstFailure.started_at > DISABLES_AFTER_MS;
}
