import { sql } from 'kysely';
import type { Db } from '../../../store/schema.ts';
import { toIso } from '../../times.ts';
import { waitingByConnection, waitingSince } from '../backlog.ts';

export interface Backlog {
  count: number;
  more: boolean;
  oldestAt: string | null;
}

/** What waits longer than this is worth a look. */
const LATE_MS = 300_000;
/** So many of what waits at one connection are looked at for which flow they are of: what is paused may be a hundred thousand. */
const LOOKED_AT = 1000;

export const NOTHING_WAITS: Backlog = { count: 0, more: false, oldestAt: null };

export function isLate({ oldestAt }: Backlog, now: number): boolean {
  return oldestAt !== null && now - Date.parse(oldestAt) > LATE_MS;
}

export async function waitingOfConnections(db: Db, connectionIds: readonly string[]): Promise<Map<string, Backlog>> {
  const waiting = await waitingByConnection(db, connectionIds);
  const since = await waitingSince(
    db,
    waiting.map(({ oldestSeq }) => oldestSeq),
  );
  return new Map(
    waiting.map(({ connectionId, count, oldestSeq }) => {
      const at = since.get(oldestSeq);
      return [connectionId, { count, more: false, oldestAt: at === undefined ? null : toIso(at) }];
    }),
  );
}

/** By flow, over the given connections. */
export async function waitingOfFlows(db: Db, connectionIds: readonly string[]): Promise<Map<string, Backlog>> {
  const byFlow = new Map<string, Backlog>();
  for (const connectionId of connectionIds) {
    const rows = await db
      .selectFrom('deliveries')
      .select(['flow_id', 'created_at', 'run_at', 'attempts'])
      .where('connection_id', '=', connectionId)
      .where('state', '=', sql.lit('pending'))
      // The order of the index of what waits: by lane all that ever went there would be read.
      .orderBy('priority')
      .orderBy('run_at')
      .orderBy('seq')
      .limit(LOOKED_AT)
      .execute();
    for (const row of rows) {
      const known = byFlow.get(row.flow_id) ?? NOTHING_WAITS;
      const at = toIso(row.attempts === 0 ? Math.max(row.created_at, row.run_at) : row.created_at);
      const oldestAt = known.oldestAt !== null && known.oldestAt < at ? known.oldestAt : at;
      byFlow.set(row.flow_id, { count: known.count + 1, more: known.more || rows.length === LOOKED_AT, oldestAt });
    }
  }
  return byFlow;
}
