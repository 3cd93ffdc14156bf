import { type Transaction, sql } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Engine } from '../engine.ts';
import { IN_LANE } from '../partial-indexes.ts';
import { insertRows, valueRows } from '../values.ts';

export interface LaneKey {
  connectionId: string;
  lane: string;
}

const LANES_PER_STATEMENT = 1000;

/**
 * Lets deliveries into their lanes, in the given order, and says of each whether it is the head (`pending`)
 * or stands behind another (`waiting`). The lane's row lock, held to the end of the transaction, orders
 * concurrent entrants; rows are locked in sorted order so that two transactions cannot block each other.
 */
export async function enterLanes(trx: Transaction<Schema>, entrants: LaneKey[]): Promise<('pending' | 'waiting')[]> {
  const counts = countByLane(entrants);
  const openBefore = new Map<string, number>();
  for (let start = 0; start < counts.length; start += LANES_PER_STATEMENT) {
    const chunk = counts.slice(start, start + LANES_PER_STATEMENT);
    const entering = chunk.map(({ connectionId, lane, count }) => ({ connection_id: connectionId, lane, open: count }));
    const rows = await insertRows(trx, 'lanes', entering)
      .onConflict((conflict) => conflict.columns(['connection_id', 'lane']).doUpdateSet({ open: sql`lanes.open + excluded.open` }))
      .returning(['connection_id', 'lane', 'open'])
      .execute();
    for (const row of rows) openBefore.set(keyOf({ connectionId: row.connection_id, lane: row.lane }), row.open);
  }
  for (const { connectionId, lane, count } of counts) {
    const key = keyOf({ connectionId, lane });
    openBefore.set(key, (openBefore.get(key) ?? count) - count);
  }
  return entrants.map((entrant) => {
    const key = keyOf(entrant);
    const before = openBefore.get(key) ?? 0;
    openBefore.set(key, before + 1);
    return before === 0 ? 'pending' : 'waiting';
  });
}

/** Takes finished deliveries out of their lanes and lets the next of each lane go. */
export async function leaveLanes(trx: Transaction<Schema>, engine: Engine, leavers: LaneKey[], now: number): Promise<void> {
  const counts = countByLane(leavers);
  for (let start = 0; start < counts.length; start += LANES_PER_STATEMENT) {
    await leaveChunk(trx, engine, counts.slice(start, start + LANES_PER_STATEMENT), now);
  }
}

async function leaveChunk(trx: Transaction<Schema>, engine: Engine, counts: (LaneKey & { count: number })[], now: number): Promise<void> {
  const rows = valueRows(
    { connection_id: 'text', lane: 'text', leaving: 'bigint' },
    counts.map(({ connectionId, lane, count }) => ({ connection_id: connectionId, lane, leaving: count })),
  );
  if (engine === 'postgres') {
    await sql`with leaver(connection_id, lane, leaving) as (${rows})
      select 1 from lanes where (connection_id, lane) in (select connection_id, lane from leaver)
      order by connection_id, lane for update`.execute(trx);
  }
  const left = await sql<{ connection_id: string; lane: string; open: number }>`
    with leaver(connection_id, lane, leaving) as (${rows})
    update lanes set open = lanes.open - leaver.leaving from leaver
    where lanes.connection_id = leaver.connection_id and lanes.lane = leaver.lane
    returning lanes.connection_id, lanes.lane, lanes.open`.execute(trx);

  const empty = left.rows.filter((row) => row.open <= 0);
  if (empty.length > 0) {
    const emptyRows = valueRows(
      { connection_id: 'text', lane: 'text' },
      empty.map(({ connection_id, lane }) => ({ connection_id, lane })),
    );
    await sql`delete from lanes where (connection_id, lane) in (${emptyRows})`.execute(trx);
  }
  for (const row of left.rows) {
    if (row.open <= 0) continue;
    // A lane whose head is still out (waiting for its retry, or leased) promotes nobody.
    const ofLane = sql`connection_id = ${row.connection_id} and lane = ${row.lane} and ${IN_LANE}`;
    await sql`
      update deliveries set state = 'pending', run_at = ${now}
      where seq = (select min(seq) from deliveries where ${ofLane} and state = 'waiting')
        and state = 'waiting' and not exists (select 1 from deliveries where ${ofLane} and state in ('pending', 'leased'))
    `.execute(trx);
  }
}

function keyOf({ connectionId, lane }: LaneKey): string {
  return `${connectionId}\u0000${lane}`;
}

function countByLane(keys: LaneKey[]): (LaneKey & { count: number })[] {
  const counts = new Map<string, LaneKey & { count: number }>();
  for (const { connectionId, lane } of keys) {
    const key = keyOf({ connectionId, lane });
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { connectionId, lane, count: 1 });
    else known.count += 1;
  }
  return [...counts.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
