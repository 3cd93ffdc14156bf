import type { FlowSpec } from '@handoff/shared/flow';
import type { Db } from '../../store/schema.ts';

/** The workspace's sources and connections, with their ids by short name. */
export interface Slugs {
  sources: Map<string, string>;
  connections: Map<string, string>;
  /** Ids of the sources that were disconnected. */
  disconnected: Set<string>;
}

/** Sources that were disconnected still have their name; connections that were removed do not. */
export async function readSlugs(db: Db, workspaceId: string): Promise<Slugs> {
  const sources = await db.selectFrom('sources').select(['slug', 'id', 'revoked_at']).where('workspace_id', '=', workspaceId).execute();
  const disconnected = new Set(sources.flatMap(({ id, revoked_at: at }) => (at === null ? [] : [id])));
  const connections = await db
    .selectFrom('connections')
    .select(['slug', 'id'])
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .execute();
  return { sources: byName(sources), connections: byName(connections), disconnected };
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

/** The spec without the sources it names that were disconnected: nothing comes from them any more. Undefined where it names no other. */
export function connectedOnly(spec: FlowSpec, disconnected: ReadonlySet<string>): FlowSpec | undefined {
  const { sources } = spec.trigger;
  if (sources?.some((id) => disconnected.has(id)) !== true) return spec;
  const left = sources.filter((id) => !disconnected.has(id));
  return left.length === 0 ? undefined : { ...spec, trigger: { ...spec.trigger, sources: left } };
}
