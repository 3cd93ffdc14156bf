import { sql } from 'kysely';
import type { Clock } from '../../../observe/clock.ts';
import type { Db } from '../../../store/schema.ts';
import type { Store } from '../../../store/store.ts';
import { HOUR_MS, KEPT_HOURS } from './rhythm.ts';

const ROWS_AT_ONCE = 500;
/** So many at most in one go, so that counting up never keeps a busy server from its work. */
const GOES = 100;

/** Rows are read this long after they were written: on PostgreSQL one with a lower `seq` may become visible later. */
const SETTLED_MS = 5000;
/** A try that has no outcome by then was left behind by a crash. */
const LOST_MS = 300_000;
/** What happened longer ago than this was imported or waited somewhere: it says nothing about what is usual now. */
const LIVE_MS = 24 * HOUR_MS;

/** One thing that happened. */
interface Beat {
  workspaceId: string;
  subject: string;
  at: number;
  good: boolean;
}

interface Read {
  beats: Beat[];
  /** How far was read; undefined: nothing new. */
  upTo: number | undefined;
}

/**
 * Counts what happened since the last time into hours, from where it left off: the history is never read again. Of several
 * servers one counts each row. What was there before the first count stays uncounted.
 */
export async function countRhythms(parts: { store: Store; clock: Clock }, signal?: AbortSignal): Promise<void> {
  const now = parts.clock.now();
  for (const [name, read] of [
    ['events', readEvents],
    ['attempts', readAttempts],
  ] as const) {
    for (let go = 0; go < GOES; go += 1) {
      const isMore = await countOnce(parts.store, name, read, now);
      if (!isMore || signal?.aborted === true) break;
    }
  }
  await parts.store.db
    .deleteFrom('rhythms')
    .where('hour', '<', Math.floor(now / HOUR_MS) - KEPT_HOURS)
    .execute();
}

/** Answers whether there may be more. */
async function countOnce(
  store: Store,
  name: 'events' | 'attempts',
  read: (db: Db, after: number, now: number) => Promise<Read>,
  now: number,
): Promise<boolean> {
  const cursor = await store.db.selectFrom('health_cursors').select('seq').where('name', '=', name).executeTakeFirst();
  if (cursor === undefined) {
    await begin(store.db, name, now);
    return false;
  }
  const { beats, upTo } = await read(store.db, cursor.seq, now);
  if (upTo === undefined) return false;
  return store.transaction(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('health_cursors')
      .set({ seq: upTo, at: now })
      .where('name', '=', name)
      .where('seq', '=', cursor.seq)
      .executeTakeFirst();
    // Another server counted these.
    if (numUpdatedRows !== 1n) return false;
    await add(trx, beats);
    return true;
  });
}

async function begin(db: Db, name: 'events' | 'attempts', now: number): Promise<void> {
  const last = await db
    .selectFrom(name)
    .select((select) => select.fn.max<number | null>('seq').as('seq'))
    .executeTakeFirst();
  await db
    .insertInto('health_cursors')
    .values({ name, seq: last?.seq ?? 0, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function readEvents(db: Db, after: number, now: number): Promise<Read> {
  const rows = await db
    .selectFrom('events')
    .select(['seq', 'workspace_id', 'source_id', 'occurred_at', 'received_at'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(ROWS_AT_ONCE)
    .execute();
  const ready = until(rows, (row) => row.received_at > now - SETTLED_MS);
  const beats = ready
    .filter((row) => Math.abs(row.received_at - row.occurred_at) <= LIVE_MS)
    .map((row) => ({ workspaceId: row.workspace_id, subject: row.source_id, at: row.received_at, good: true }));
  return { beats, upTo: ready.at(-1)?.seq };
}

async function readAttempts(db: Db, after: number, now: number): Promise<Read> {
  const rows = await db
    .selectFrom('attempts')
    .leftJoin('deliveries', 'deliveries.id', 'attempts.delivery_id')
    .select([
      'attempts.seq',
      'attempts.workspace_id',
      'attempts.connection_id',
      'attempts.started_at',
      'attempts.finished_at',
      'attempts.outcome',
      'deliveries.flow_id',
    ])
    .where('attempts.seq', '>', after)
    .orderBy('attempts.seq')
    .limit(ROWS_AT_ONCE)
    .execute();
  const ready = until(rows, (row) => row.started_at > now - SETTLED_MS || (row.outcome === 'started' && row.started_at > now - LOST_MS));
  const beats = ready.flatMap((row) =>
    [row.connection_id, ...(row.flow_id === null ? [] : [row.flow_id])].map((subject) => ({
      workspaceId: row.workspace_id,
      subject,
      at: row.finished_at ?? row.started_at,
      good: row.outcome === 'ok' || row.outcome === 'duplicate',
    })),
  );
  return { beats, upTo: ready.at(-1)?.seq };
}

/** Those before the first that is not ready. */
function until<Row>(rows: readonly Row[], isOpen: (row: Row) => boolean): Row[] {
  const first = rows.findIndex(isOpen);
  return rows.slice(0, first === -1 ? rows.length : first);
}

async function add(db: Db, beats: readonly Beat[]): Promise<void> {
  const rows = new Map<
    string,
    { workspace_id: string; subject: string; hour: number; good: number; bad: number; last_at: number | null }
  >();
  for (const { workspaceId, subject, at, good } of beats) {
    const hour = Math.floor(at / HOUR_MS);
    const key = `${subject} ${hour}`;
    const row = rows.get(key) ?? { workspace_id: workspaceId, subject, hour, good: 0, bad: 0, last_at: null };
    if (good) rows.set(key, { ...row, good: row.good + 1, last_at: Math.max(row.last_at ?? 0, at) });
    else rows.set(key, { ...row, bad: row.bad + 1 });
  }
  if (rows.size === 0) return;
  await db
    .insertInto('rhythms')
    .values([...rows.values()])
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'subject', 'hour']).doUpdateSet({
        good: sql`rhythms.good + excluded.good`,
        bad: sql`rhythms.bad + excluded.bad`,
        last_at: sql`case when excluded.last_at is null or rhythms.last_at > excluded.last_at then rhythms.last_at else excluded.last_at end`,
      }),
    )
    .execute();
}
