import type { ConnectionRow } from '../../../delivery/connections.ts';
import type { Alert } from '../../../observe/alerts.ts';
import type { Clock } from '../../../observe/clock.ts';
import type { Db } from '../../../store/schema.ts';
import type { Store } from '../../../store/store.ts';
import { said } from '../../../words/said.ts';
import { sql } from 'kysely';
import { waitingByConnection, waitingSince } from '../backlog.ts';
import { watchKey } from './alerts.ts';
import { reconcileAlerts } from './reconcile.ts';

/** What waits longer than this is a backlog. */
const LATE_MS = 900_000;

/** Tells of connections and workspaces in which things wait too long, and of the end of it. */
export async function watchBacklog({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  const now = clock.now();
  const wanted = [...(await lateConnections(store.db, now)), ...(await lateProcessing(store.db, now))];
  await reconcileAlerts(store, ['backlog'], wanted, now);
}

async function lateConnections(db: Db, now: number): Promise<Alert[]> {
  const waiting = await waitingByConnection(db);
  const since = await waitingSince(
    db,
    waiting.map(({ oldestSeq }) => oldestSeq),
  );
  const late = waiting.filter(({ oldestSeq }) => now - (since.get(oldestSeq) ?? now) > LATE_MS);
  const alerts: Alert[] = [];
  for (const { connectionId } of late) {
    const row = await db.selectFrom('connections').selectAll().where('id', '=', connectionId).executeTakeFirst();
    if (row === undefined || row.removed_at !== null) continue;
    if (row.hold_kind === 'person' || now - (await freeSince(db, row)) <= LATE_MS) continue;
    alerts.push(lateAlert(row));
  }
  return alerts;
}

/**
 * Since when it may send. While it may not (access refused, breaker), an alert of its own says so; afterwards what waited gets
 * the same time as anything else. A vendor's wish to wait is no such pause: it comes while it sends.
 */
async function freeSince(db: Db, row: ConnectionRow): Promise<number> {
  const pauses = await db
    .selectFrom('alerts')
    .select((select) => [
      select.fn.max<number | null>('resolved_at').as('ended'),
      select.fn.count<number>('id').filterWhere('resolved_at', 'is', null).as('open'),
    ])
    .where('workspace_id', '=', row.workspace_id)
    .where('key', 'in', [`access:${row.id}`, `breaker:${row.id}`, `disabled:${row.id}`])
    .executeTakeFirstOrThrow();
  if (pauses.open > 0) return Number.POSITIVE_INFINITY;
  return Math.max(row.updated_at, pauses.ended ?? 0);
}

function lateAlert(row: ConnectionRow): Alert {
  const late = { name: row.name, minutes: LATE_MS / 60_000 };
  return {
    workspaceId: row.workspace_id,
    key: watchKey.backlog(row.id),
    kind: 'backlog',
    about: { kind: 'connection', id: row.id },
    message:
      row.hold_kind === 'rate_limit'
        ? said('alert.backlog.asked', { ...late, words: row.hold_message ?? '' })
        : said('alert.backlog', late),
  };
}

/** Events that were accepted and are not processed: a worker that does not run, or a failure that is tried again and again. */
async function lateProcessing(db: Db, now: number): Promise<Alert[]> {
  const oldest = await db
    .selectFrom('events')
    .select((select) => ['workspace_id', select.fn.min('seq').as('seq')])
    .where('state', '=', sql.lit('received'))
    .groupBy('workspace_id')
    .execute();
  const alerts: Alert[] = [];
  for (const { workspace_id: workspaceId, seq } of oldest) {
    const event = await db.selectFrom('events').select(['id', 'received_at', 'process_failures']).where('seq', '=', seq).executeTakeFirst();
    if (event === undefined || now - event.received_at <= LATE_MS) continue;
    const late = { minutes: LATE_MS / 60_000 };
    const isFailing = event.process_failures > 0;
    alerts.push({
      workspaceId,
      key: watchKey.processing,
      kind: 'backlog',
      message: isFailing ? said('alert.processing.failing', late) : said('alert.processing', late),
      fix: isFailing ? said('alert.processing.failing.fix', { event: event.id }) : said('alert.processing.fix'),
    });
  }
  return alerts;
}
