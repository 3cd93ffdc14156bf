import { sql } from 'kysely';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { KEPT_BACK, NEEDS_ATTENTION, SET_ASIDE } from '../../store/partial-indexes.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Language } from '../../words/language.ts';
import { holdOf } from '../connection/view.ts';
import type { Reach } from '../reach.ts';
import { toIsoOrNull } from '../times.ts';
import { openAlerts } from '../alerting/list.ts';

/**
 * Last success, backlog and what needs a person; the events of one source only where one is asked for. Every figure is read off an
 * index of what is unfinished, never off the history.
 */
export async function workspaceHealth(
  parts: { store: Store; clock: { now: () => number } },
  reach: Reach,
  sourceId: string | undefined,
  language: Language,
) {
  const { db } = parts.store;
  const connections = await db
    .selectFrom('connections')
    .selectAll()
    .where('workspace_id', '=', reach.workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const successes = await Promise.all(connections.map((connection) => lastSuccess(db, connection.id)));
  const latest = successes.reduce<number | null>((max, at) => (at !== null && (max === null || at > max) ? at : max), null);
  return {
    lastSuccessAt: toIsoOrNull(latest),
    events: await eventCounts(db, reach, sourceId),
    deliveries: { ...(await openCounts(db, connections)), ...(await attentionCounts(db, reach.workspaceId)) },
    connections: connections.map((connection, index) => ({
      id: connection.id,
      name: connection.name,
      destination: connection.destination,
      hold: holdOf(connection, parts.clock.now()),
      lastSuccessAt: toIsoOrNull(successes[index] ?? null),
    })),
    alerts: await openAlerts(db, reach.workspaceId, language),
  };
}

/** What a site's panel counts is its own source's. */
async function eventCounts(db: Db, reach: Reach, asked: string | undefined) {
  const ofReach = () => {
    let events = db
      .selectFrom('events')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('workspace_id', '=', reach.workspaceId);
    for (const sourceId of [asked, reach.sourceId]) {
      if (sourceId !== undefined) events = events.where('source_id', '=', sourceId);
    }
    return events;
  };
  const keptBack = (verdict: 'quarantine' | 'review' | 'suppress' | 'duplicate') =>
    ofReach().where(KEPT_BACK).where('verdict', '=', sql.lit(verdict));
  const [received, quarantined, review, suppressed, duplicates, parked] = await Promise.all([
    ofReach().where('state', '=', sql.lit('received')).executeTakeFirstOrThrow(),
    // Those a person has looked at and named need nobody any more.
    keptBack('quarantine').where('marked', 'is', null).executeTakeFirstOrThrow(),
    keptBack('review').where('marked', 'is', null).executeTakeFirstOrThrow(),
    keptBack('suppress').executeTakeFirstOrThrow(),
    keptBack('duplicate').executeTakeFirstOrThrow(),
    ofReach().where(SET_ASIDE).where('state', '=', sql.lit('parked')).executeTakeFirstOrThrow(),
  ]);
  return {
    received: received.count,
    quarantined: quarantined.count,
    review: review.count,
    suppressed: suppressed.count,
    duplicates: duplicates.count,
    parked: parked.count,
  };
}

/** Lanes count what is in them, so what waits behind a head is what is open less the heads. */
async function openCounts(db: Db, connections: ConnectionRow[]) {
  if (connections.length === 0) return { pending: 0, waiting: 0, leased: 0, oldestPendingAt: null };
  const ids = connections.map((connection) => connection.id);
  const pending = await db
    .selectFrom('deliveries')
    .select((select) => [select.fn.countAll<number>().as('count'), select.fn.min('seq').as('oldest')])
    .where('connection_id', 'in', ids)
    .where('state', '=', sql.lit('pending'))
    .executeTakeFirstOrThrow();
  const leased = await db
    .selectFrom('deliveries')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('connection_id', 'in', ids)
    .where('state', '=', sql.lit('leased'))
    .executeTakeFirstOrThrow();
  const lanes = await db
    .selectFrom('lanes')
    .select((select) => select.fn.sum<number | null>('open').as('open'))
    .where('connection_id', 'in', ids)
    .executeTakeFirstOrThrow();
  const oldest =
    pending.oldest === null
      ? undefined
      : await db.selectFrom('deliveries').select('created_at').where('seq', '=', pending.oldest).executeTakeFirst();
  return {
    pending: pending.count,
    // Read one after the other while work goes on, the three may be a moment apart.
    waiting: Math.max(0, (lanes.open ?? 0) - pending.count - leased.count),
    leased: leased.count,
    oldestPendingAt: toIsoOrNull(oldest?.created_at ?? null),
  };
}

async function attentionCounts(db: Db, workspaceId: string) {
  const rows = await db
    .selectFrom('deliveries')
    .select((select) => ['state', select.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where(NEEDS_ATTENTION)
    .groupBy('state')
    .execute();
  const count = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  return { dead: count('dead'), uncertain: count('uncertain') };
}

async function lastSuccess(db: Db, connectionId: string): Promise<number | null> {
  const row = await db
    .selectFrom('attempts')
    .select('finished_at')
    .where('connection_id', '=', connectionId)
    .where('outcome', 'in', ['ok', 'duplicate'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.finished_at ?? null;
}
