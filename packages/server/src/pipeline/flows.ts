import type { Envelope } from '@handoff/shared/event';
import { FlowSpec } from '@handoff/shared/flow';
import { type CompiledMapping, compileCondition, compileMapping } from '@handoff/shared/mapping';
import type { Db } from '../store/schema.ts';

export interface CompiledStep {
  key: string;
  connectionId: string;
  operation: string;
  after: string | undefined;
  when: (root: unknown) => boolean;
  mapping: CompiledMapping;
  retryUncertain: boolean;
}

export interface CompiledFlow {
  flowId: string;
  versionId: string;
  shadow: boolean;
  /** Whether this event starts the flow. */
  matches: (envelope: Envelope, sourceId: string) => boolean;
  steps: CompiledStep[];
}

const always = () => true;
const CACHED_VERSIONS = 5000;
/** Versions never change once they are live, so they are compiled once. */
const compiled = new Map<string, CompiledFlow>();

/** Compiles one version of a flow. */
export function compileFlow(row: { id: string; flow_id: string; state: string; spec: string }): CompiledFlow {
  const spec = FlowSpec.parse(JSON.parse(row.spec));
  const { types, sources, forms } = spec.trigger;
  const conditions = spec.conditions === undefined ? always : compileCondition(spec.conditions);
  return {
    flowId: row.flow_id,
    versionId: row.id,
    shadow: row.state === 'shadow',
    matches: (envelope, sourceId) =>
      types.includes(envelope.type) &&
      (sources === undefined || sources.length === 0 || sources.includes(sourceId)) &&
      (forms === undefined || forms.length === 0 || forms.includes(formIdOf(envelope) ?? '')) &&
      conditions(envelope),
    steps: spec.steps.map((step) => ({
      key: step.key,
      connectionId: step.connection,
      operation: step.operation,
      after: step.after,
      when: step.when === undefined ? always : compileCondition(step.when),
      mapping: compileMapping(step.mapping),
      retryUncertain: step.retryUncertain ?? false,
    })),
  };
}

/** The flows of a workspace that run on live events: published ones, and shadows that only show. */
export async function liveFlows(db: Db, workspaceId: string): Promise<CompiledFlow[]> {
  const rows = await db
    .selectFrom('flow_versions')
    .innerJoin('flows', 'flows.id', 'flow_versions.flow_id')
    .select(['flow_versions.id', 'flow_versions.flow_id', 'flow_versions.state', 'flow_versions.spec'])
    .where('flow_versions.workspace_id', '=', workspaceId)
    .where('flow_versions.state', 'in', ['published', 'shadow'])
    .where('flows.archived_at', 'is', null)
    .orderBy('flow_versions.flow_id')
    .execute();
  return rows.map(cached);
}

/** The versions that deliveries are pinned to, by id; superseded ones included. */
export async function flowVersions(db: Db, versionIds: string[]): Promise<Map<string, CompiledFlow>> {
  const rows = await db
    .selectFrom('flow_versions')
    .select(['id', 'flow_id', 'state', 'spec'])
    .where('id', 'in', [...new Set(versionIds)])
    .execute();
  return new Map(rows.map((row) => [row.id, cached(row)]));
}

function cached(row: { id: string; flow_id: string; state: string; spec: string }): CompiledFlow {
  const key = `${row.id}:${row.state === 'shadow' ? 'shadow' : 'live'}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const flow = compileFlow(row);
  if (compiled.size >= CACHED_VERSIONS) compiled.delete(compiled.keys().next().value as string);
  compiled.set(key, flow);
  return flow;
}

function formIdOf(envelope: Envelope): string | undefined {
  const form = envelope.data['form'];
  return typeof form === 'object' && form !== null && 'id' in form ? String(form.id) : undefined;
}
