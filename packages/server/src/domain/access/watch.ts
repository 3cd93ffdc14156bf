import type { Alert } from '../../observe/alerts.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Store } from '../../store/store.ts';
import { said } from '../../words/said.ts';
import { type Chore, createChore } from '../chore.ts';
import { reconcileAlerts } from '../health/watches/reconcile.ts';
import { connectionLastUsed, rememberUse } from './last-used.ts';
import { isUnused, unusedAfter } from './unused.ts';

interface WatchParts {
  store: Store;
  clock: Clock;
}

const EVERY_MS = 3_600_000;

/** Reminds of access that nobody uses, once; using or removing it resolves the reminder. */
export function createAccessWatch(parts: WatchParts & { logger: Logger }): Chore {
  return createChore(parts, EVERY_MS, 'access that nobody uses could not be looked for; it is tried again', () => watchAccess(parts));
}

export async function watchAccess({ store, clock }: WatchParts): Promise<void> {
  const now = clock.now();
  const workspaces = await store.db.selectFrom('workspaces').select(['id', 'settings']).execute();
  const after = new Map(workspaces.map(({ id, settings }) => [id, unusedAfter(settings)]));
  const wanted = [...(await connections(store, after, now)), ...(await sources(store, after, now)), ...(await tokens(store, after, now))];
  await reconcileAlerts(store, ['unused'], wanted, now);
}

type Afters = ReadonlyMap<string, number | undefined>;

async function connections({ db }: Store, after: Afters, now: number): Promise<Alert[]> {
  const rows = await db
    .selectFrom('connections')
    .select(['id', 'workspace_id', 'name', 'created_at', 'last_used_at'])
    .where('removed_at', 'is', null)
    .execute();
  const alerts: Alert[] = [];
  for (const row of rows) {
    const lastUsedAt = await connectionLastUsed(db, row);
    if (lastUsedAt !== null && lastUsedAt !== row.last_used_at) await rememberUse(db, row.id, lastUsedAt);
    if (!isUnused({ addedAt: row.created_at, lastUsedAt }, after.get(row.workspace_id), now)) continue;
    alerts.push(unusedAlert(row, 'connection', lastUsedAt));
  }
  return alerts;
}

async function sources({ db }: Store, after: Afters, now: number): Promise<Alert[]> {
  const rows = await db
    .selectFrom('sources')
    .select(['id', 'workspace_id', 'name', 'created_at', 'last_event_at'])
    .where('revoked_at', 'is', null)
    .execute();
  return rows
    .filter((row) => isUnused({ addedAt: row.created_at, lastUsedAt: row.last_event_at }, after.get(row.workspace_id), now))
    .map((row) => unusedAlert(row, 'source', row.last_event_at));
}

/** Those of a workspace; one for the whole server has nobody here to remind. */
async function tokens({ db }: Store, after: Afters, now: number): Promise<Alert[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .select(['id', 'workspace_id', 'name', 'created_at', 'last_used_at'])
    .where('revoked_at', 'is', null)
    .where('workspace_id', 'is not', null)
    .execute();
  return rows.flatMap(({ workspace_id: workspaceId, ...row }) => {
    if (workspaceId === null) return [];
    const isOld = isUnused({ addedAt: row.created_at, lastUsedAt: row.last_used_at }, after.get(workspaceId), now);
    return isOld ? [unusedAlert({ ...row, workspace_id: workspaceId }, 'workspace', row.last_used_at)] : [];
  });
}

function unusedAlert(
  { id, workspace_id: workspaceId, name }: { id: string; workspace_id: string; name: string },
  kind: 'connection' | 'source' | 'workspace',
  lastUsedAt: number | null,
): Alert {
  const what = kind === 'workspace' ? said('alert.token', { name }) : name;
  return {
    workspaceId,
    key: `unused:${id}`,
    kind: 'unused',
    about: { kind, id: kind === 'workspace' ? workspaceId : id },
    message: lastUsedAt === null ? said('alert.unused.never', { what }) : said('alert.unused', { what, at: { day: lastUsedAt } }),
  };
}
