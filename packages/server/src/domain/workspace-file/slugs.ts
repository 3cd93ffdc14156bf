import type { FlowSpec } from '@handoff/shared/flow';
import type { Db } from '../../store/schema.ts';

/** The workspace's sources and connections, with their ids by short name. */
export interface Slugs {
  sources: Map<string, string>;
  connections: Map<string, string>;
}

/** Sources that were disconnected still have their name; connections that were removed do not. */
export async function readSlugs(db: Db, workspaceId: string): Promise<Slugs> {
  const sources = await db.selectFrom('sources').select(['slug', 'id']).where('workspace_id', '=', workspaceId).execute();
  const connections = await db
    .selectFrom('connections')
    .select(['slug', 'id'])
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .execute();
  return { sources: byName(sources), connections: byName(connections) };
}

function byName(rows: { slug: string; id: string }[]): Map<string, string> {
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

/** The spec with each source and connection it names replaced; what the function does not know is left. */
export function renameIn(
  spec: FlowSpec,
  rename: { source: (name: string) => string | undefined; connection: (name: string) => string | undefined },
): FlowSpec {
  const { sources } = spec.trigger;
  return {
    ...spec,
    trigger: { ...spec.trigger, ...(sources === undefined ? {} : { sources: sources.map((name) => rename.source(name) ?? name) }) },
    steps: spec.steps.map((step) => ({ ...step, connection: rename.connection(step.connection) ?? step.connection })),
  };
}
