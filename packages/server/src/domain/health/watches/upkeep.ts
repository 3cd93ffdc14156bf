import { sql } from 'kysely';
import type { ConnectionRow } from '../../../delivery/connections.ts';
import type { DestinationDefinition } from '../../../destinations/kit/types.ts';
import type { Alert } from '../../../observe/alerts.ts';
import type { Clock } from '../../../observe/clock.ts';
import type { Keyring } from '../../../secrets/keyring.ts';
import type { Db } from '../../../store/schema.ts';
import type { Store } from '../../../store/store.ts';
import { said } from '../../../words/said.ts';
import { type AccessEnd, accessEnds } from '../expiry.ts';
import { readHealthSettings } from '../settings.ts';
import { destinationVersion, sourceVersion, type VendorVersion } from '../vendor-versions.ts';
import { watchKey } from './alerts.ts';
import { reconcileAlerts } from './reconcile.ts';

export interface UpkeepParts {
  store: Store;
  clock: Clock;
  keyring: Keyring;
  destinations: Record<string, DestinationDefinition>;
}

const DAY_MS = 86_400_000;
/** How many days ahead people are told, once each. */
const EXPIRY_DAYS = [14, 3];
const VERSION_DAYS = [60, 14];

/** Tells of what will end, of what nobody answers for, and of what nobody has looked through for long. */
export async function watchUpkeep(parts: UpkeepParts): Promise<void> {
  const { store, clock } = parts;
  const now = clock.now();
  const connections = await store.db.selectFrom('connections').selectAll().where('removed_at', 'is', null).execute();
  // What another tool subscribed to has no owner but that tool, and ends with it.
  const subscribed = await store.db
    .selectFrom('subscriptions')
    .select(['connection_id', 'flow_id'])
    .where('ended_at', 'is', null)
    .execute();
  const ofTools = new Set(subscribed.flatMap((row) => [row.connection_id, row.flow_id]));
  const rows = await store.db.selectFrom('workspaces').select(['id', 'settings']).execute();
  const reviewMs = new Map(rows.map(({ id, settings }) => [id, readHealthSettings(settings).reviewEveryDays * DAY_MS]));
  const wanted: Alert[] = [];
  for (const row of connections) {
    const ends = await accessEnds(row, parts);
    if (ends !== undefined) wanted.push(...expiryAlerts(row, ends, now));
    wanted.push(
      ...versionAlerts(row.workspace_id, { kind: 'connection', ...row }, destinationVersion(parts.destinations[row.destination]), now),
    );
  }
  const sources = await store.db
    .selectFrom('sources')
    .select(['id', 'workspace_id', 'name', 'kind'])
    .where('revoked_at', 'is', null)
    .execute();
  for (const { kind, ...source } of sources) {
    wanted.push(...versionAlerts(source.workspace_id, { kind: 'source', ...source }, sourceVersion(kind), now));
  }
  for (const subject of [...connections.map(careOfConnection), ...(await flowsThatRun(store.db))]) {
    if (!ofTools.has(subject.id)) wanted.push(...careAlerts(subject, reviewMs.get(subject.workspaceId) ?? 0, now));
  }
  await reconcileAlerts(store, ['expiry', 'version', 'unowned', 'unreviewed'], wanted, now);
}

function expiryAlerts(row: ConnectionRow, { at: ends, of }: AccessEnd, now: number): Alert[] {
  return EXPIRY_DAYS.filter((days) => ends - now <= days * DAY_MS).map((days) => ({
    workspaceId: row.workspace_id,
    key: watchKey.expiry(row.id, days),
    kind: 'expiry',
    about: { kind: 'connection', id: row.id },
    message:
      ends > now
        ? said('alert.expiry', { name: row.name, at: { day: ends }, left: { span: ends - now } })
        : said('alert.expired', { name: row.name, at: { day: ends } }),
    fix: said(of === 'key' ? 'alert.expiry.key.fix' : 'alert.expiry.signIn.fix'),
  }));
}

function versionAlerts(
  workspaceId: string,
  about: { kind: 'connection' | 'source'; id: string; name: string },
  version: VendorVersion | undefined,
  now: number,
): Alert[] {
  if (version === undefined) return [];
  const ends = Date.parse(version.endsOn);
  return VERSION_DAYS.filter((days) => ends - now <= days * DAY_MS).map((days) => ({
    workspaceId,
    key: watchKey.version(about.id, days),
    kind: 'version',
    about: { kind: about.kind, id: about.id },
    message: said('alert.version', { name: about.name, version: version.name, at: { day: ends } }),
    fix: said('alert.version.fix'),
  }));
}

/** Something that somebody should answer for and look through now and then. */
interface Cared {
  kind: 'flow' | 'connection';
  id: string;
  workspaceId: string;
  name: string;
  owner: string | null;
  /** When somebody last looked through it, or made it. */
  seenAt: number;
}

function careOfConnection(row: ConnectionRow): Cared {
  const { id, workspace_id: workspaceId, name, owner } = row;
  return { kind: 'connection', id, workspaceId, name, owner, seenAt: Math.max(row.created_at, row.reviewed_at ?? 0) };
}

/** Publishing a version is looking it through. */
async function flowsThatRun(db: Db): Promise<Cared[]> {
  const rows = await db
    .selectFrom('flow_versions')
    .innerJoin('flows', 'flows.id', 'flow_versions.flow_id')
    .select([
      'flows.id',
      'flows.workspace_id',
      'flows.name',
      'flows.owner',
      'flows.reviewed_at',
      'flows.created_at',
      'flow_versions.published_at',
    ])
    // The condition of its partial index, word for word, and then the narrower one.
    .where(sql<boolean>`flow_versions.state in ('published', 'shadow')`)
    .where('flow_versions.state', '=', sql.lit('published'))
    .where('flows.archived_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    kind: 'flow',
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    owner: row.owner,
    seenAt: Math.max(row.published_at ?? row.created_at, row.reviewed_at ?? 0),
  }));
}

function careAlerts({ kind, id, workspaceId, name, owner, seenAt }: Cared, reviewMs: number, now: number): Alert[] {
  const about = { kind, id };
  const alerts: Alert[] = [];
  if (owner === null) {
    const message = said(`alert.unowned.${kind}`, { name });
    alerts.push({ workspaceId, key: watchKey.unowned(id), kind: 'unowned', about, message });
  }
  if (reviewMs > 0 && now - seenAt > reviewMs) {
    const message = said(`alert.unreviewed.${kind}`, { name, since: { span: now - seenAt } });
    alerts.push({ workspaceId, key: watchKey.unreviewed(id), kind: 'unreviewed', about, message });
  }
  return alerts;
}
