import { sql } from 'kysely';
import type { Db } from '../../store/schema.ts';

/** What waits to be delivered by one connection. */
export interface WaitingAt {
  connectionId: string;
  count: number;
  /** The delivery that was made first. */
  oldestSeq: number;
}

/** Of all connections, or of some: read off the indexes of what is unfinished. What waits behind others of its lane is younger than they are. */
export async function waitingByConnection(db: Db, connectionIds?: readonly string[]): Promise<WaitingAt[]> {
  if (connectionIds?.length === 0) return [];
  const inState = (state: 'pending' | 'leased') => {
    const rows = db
      .selectFrom('deliveries')
      .select((select) => ['connection_id', select.fn.countAll<number>().as('count'), select.fn.min('seq').as('oldest')])
      .where('state', '=', sql.lit(state))
      .groupBy('connection_id');
    return (connectionIds === undefined ? rows : rows.where('connection_id', 'in', connectionIds)).execute();
  };
  const byConnection = new Map<string, WaitingAt>();
  for (const { connection_id: connectionId, count, oldest } of [...(await inState('pending')), ...(await inState('leased'))]) {
    const known = byConnection.get(connectionId) ?? { connectionId, count: 0, oldestSeq: oldest };
    byConnection.set(connectionId, { connectionId, count: known.count + count, oldestSeq: Math.min(known.oldestSeq, oldest) });
  }
  return [...byConnection.values()];
}

/** Since when deliveries, named by their `seq`, could have gone out: since they were made, or since the step before them was done. */
export async function waitingSince(db: Db, seqs: readonly number[]): Promise<Map<number, number>> {
  const since = new Map<number, number>();
  // Within what one statement may have of variables.
  for (let start = 0; start < seqs.length; start += 500) {
    const rows = await db
      .selectFrom('deliveries')
      .select(['seq', 'created_at', 'run_at', 'attempts'])
      .where('seq', 'in', seqs.slice(start, start + 500))
      .execute();
    for (const row of rows) since.set(row.seq, row.attempts === 0 ? Math.max(row.created_at, row.run_at) : row.created_at);
  }
  return since;
}
