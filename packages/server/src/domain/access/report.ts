import type { AccessReport, ConnectionAccess } from '@handoff/shared/api';
import type { ConnectionRow } from '../../delivery/connections.ts';
import type { Db } from '../../store/schema.ts';
import type { ConnectionParts } from '../connection/parts.ts';
import { listFlows } from '../flow/list.ts';
import type { FlowView } from '../flow/view.ts';
import { accessEnds } from '../health/expiry.ts';
import { readHealthSettings } from '../health/settings.ts';
import type { Reach } from '../reach.ts';
import { toIso, toIsoOrNull } from '../times.ts';
import { type Adders, readAdders } from './added-by.ts';
import { connectionLastUsed } from './last-used.ts';
import { isUnused, unusedAfter } from './unused.ts';

interface Context {
  parts: ConnectionParts;
  adders: Adders;
  after: number | undefined;
  now: number;
}

/** Who and what has access in a workspace: accounts at destinations, sites, API tokens. A site's panel sees only its own site. */
export async function accessReport(parts: ConnectionParts, reach: Reach): Promise<AccessReport> {
  const { db } = parts.store;
  const { workspaceId } = reach;
  const { settings } = await db.selectFrom('workspaces').select('settings').where('id', '=', workspaceId).executeTakeFirstOrThrow();
  const context = { parts, adders: await readAdders(db, workspaceId), after: unusedAfter(settings), now: parts.clock.now() };
  const flows = await listFlows(parts.store, workspaceId);
  const connections = await db
    .selectFrom('connections')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return {
    unusedAfterDays: readHealthSettings(settings).unusedAfterDays,
    connections: await Promise.all(connections.map((row) => connectionAccess(context, row, flows))),
    sources: await sourcesAccess(context, db, reach),
    tokens: await tokensAccess(context, db, workspaceId),
  };
}

async function connectionAccess(context: Context, row: ConnectionRow, flows: FlowView[]): Promise<ConnectionAccess> {
  const { parts, adders } = context;
  const definition = parts.destinations[row.destination];
  const using = flows.filter((flow) => operationsOf(flow, row.id).length > 0);
  const operations = using.flatMap((flow) => operationsOf(flow, row.id));
  const needed = [...new Set(operations.flatMap((name) => definition?.operations[name]?.scopes ?? []))];
  const granted = JSON.parse(row.scopes) as string[];
  // A key's rights are rarely told: then there is nothing to compare.
  const isTold = granted.length > 0;
  const added = adders.connection(row.id);
  return {
    ...common(context, {
      id: row.id,
      name: row.name,
      addedBy: added?.by,
      addedAt: added?.at ?? row.created_at,
      lastUsedAt: await connectionLastUsed(parts.store.db, row),
    }),
    destination: row.destination,
    title: definition?.title ?? row.destination,
    owner: row.owner,
    account: row.account,
    granted: isTold ? granted : null,
    needed,
    missing: isTold ? needed.filter((scope) => !granted.includes(scope)) : [],
    spare: granted.filter((scope) => !needed.includes(scope)),
    expiresAt: toIsoOrNull((await accessEnds(row, parts))?.at ?? null),
    flows: using.map(({ id, name }) => ({ id, name })),
  };
}

/** What a flow that runs does with a connection. */
function operationsOf({ published, shadow }: FlowView, connectionId: string): string[] {
  return [published, shadow].flatMap((version) =>
    (version?.spec.steps ?? []).flatMap(({ connection, operation }) => (connection === connectionId ? [operation] : [])),
  );
}

async function sourcesAccess(context: Context, db: Db, { workspaceId, sourceId }: Reach) {
  const rows = await db
    .selectFrom('sources')
    .select(['id', 'name', 'kind', 'url', 'created_at', 'last_event_at'])
    .where('workspace_id', '=', workspaceId)
    .where('revoked_at', 'is', null)
    .$if(sourceId !== undefined, (query) => query.where('id', '=', sourceId as string))
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...common(context, {
      id: row.id,
      name: row.name,
      addedBy: context.adders.source(row.id)?.by,
      addedAt: row.created_at,
      lastUsedAt: row.last_event_at,
    }),
    kind: row.kind,
    url: row.url,
  }));
}

async function tokensAccess(context: Context, db: Db, workspaceId: string) {
  const rows = await db
    .selectFrom('api_tokens')
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .where('workspace_id', '=', workspaceId)
    .where('revoked_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, created_at: addedAt, last_used_at: lastUsedAt }) =>
    common(context, { id, name, addedBy: context.adders.token(id)?.by, addedAt, lastUsedAt }),
  );
}

interface Let {
  id: string;
  name: string;
  addedBy: string | undefined;
  addedAt: number;
  lastUsedAt: number | null;
}

function common({ after, now }: Context, { id, name, addedBy, addedAt, lastUsedAt }: Let) {
  return {
    id,
    name,
    addedBy: addedBy ?? null,
    addedAt: toIso(addedAt),
    lastUsedAt: toIsoOrNull(lastUsedAt),
    unused: isUnused({ addedAt, lastUsedAt }, after, now),
  };
}
