import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import type { ConnectionRow } from '../../delivery/connections.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Store } from '../../store/store.ts';
import { listFlows } from '../flow/list.ts';
import type { FlowView } from '../flow/view.ts';
import type { Reach } from '../reach.ts';
import type { SourceRow } from '../source/view.ts';

export interface MapParts {
  store: Store;
  clock: Clock;
  destinations: Record<string, DestinationDefinition>;
}

/** All that a map is drawn from. */
export interface Workspace {
  name: string;
  /** Those the caller may see; `allSources` for what is told without naming any. */
  sources: SourceRow[];
  allSources: SourceRow[];
  flows: FlowView[];
  connections: ConnectionRow[];
}

/** Reads a workspace's sources, flows and connections: as many rows as people have set up, none of what happened. */
export async function readWorkspace({ store }: Pick<MapParts, 'store'>, { workspaceId, sourceId }: Reach): Promise<Workspace> {
  const { name } = await store.db.selectFrom('workspaces').select('name').where('id', '=', workspaceId).executeTakeFirstOrThrow();
  const allSources = await store.db
    .selectFrom('sources')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const connections = await store.db
    .selectFrom('connections')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return {
    name,
    sources: sourceId === undefined ? allSources : allSources.filter(({ id }) => id === sourceId),
    allSources,
    flows: await listFlows(store, workspaceId),
    connections,
  };
}
