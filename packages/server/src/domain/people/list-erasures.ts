import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import type { Store } from '../../store/store.ts';
import { toIso, toIsoOrNull } from '../times.ts';

export type Erasure = Awaited<ReturnType<typeof listErasures>>[number];

const MOST = 200;

/** What destinations were asked to erase, latest first, or only one of them; whom, is nowhere in it. */
export async function listErasures(store: Store, destinations: Record<string, DestinationDefinition>, workspaceId: string, only?: string) {
  const rows = await store.db
    .selectFrom('erasures')
    .innerJoin('connections', 'connections.id', 'erasures.connection_id')
    .selectAll('erasures')
    .select(['connections.name', 'connections.destination'])
    .where('erasures.workspace_id', '=', workspaceId)
    .$if(only !== undefined, (query) => query.where('erasures.id', '=', only ?? ''))
    .orderBy('erasures.requested_at', 'desc')
    .orderBy('erasures.id', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    connectionId: row.connection_id,
    destination: destinations[row.destination]?.title ?? row.destination,
    connection: row.name,
    state: row.state,
    attempts: row.attempts,
    message: row.message,
    requestedBy: row.requested_by,
    requestedAt: toIso(row.requested_at),
    nextAt: row.state === 'pending' ? toIso(row.run_at) : null,
    finishedAt: toIsoOrNull(row.finished_at),
  }));
}
