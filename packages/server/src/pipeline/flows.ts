import type { Envelope } from '@handoff/shared/event';
import { FlowSpec, Trigger } from '@handoff/shared/flow';
import { type CompiledMapping, type Condition, compileCondition, compileMapping, type Mapping } from '@handoff/shared/mapping';
import { z } from 'zod';
import type { Db } from '../store/schema.ts';

export interface CompiledStep {
  key: string;
  connectionId: string;
  operation: string;
  after: string | undefined;
  when: (root: unknown) => boolean;
  mapping: CompiledMapping;
  /** Whether the mapping asks for the customer's recent orders. */
  readsRecentOrders: boolean;
  retryUncertain: boolean;
  /** Why this can be sent for no event, whatever it holds. */
  fault?: string;
}

export interface CompiledFlow {
  flowId: string;
  versionId: string;
  shadow: boolean;
  /** Whether this event starts the flow. */
  matches: (envelope: Envelope, sourceId: string) => boolean;
  steps: CompiledStep[];
  /** Why the flow as stored cannot be compiled. */
  fault?: string;
}

const always = () => true;
const CACHED_VERSIONS = 5000;
/** Versions never change once they are live, so they are compiled once. */
const compiled = new Map<string, CompiledFlow>();

/** Compiles one version of a flow. */
export function compileFlow(row: { id: string; flow_id: string; state: string; spec: string }): CompiledFlow {
  const spec = FlowSpec.parse(JSON.parse(row.spec));
  const conditions = spec.conditions === undefined ? always : compileCondition(spec.conditions);
  return {
    flowId: row.flow_id,
    versionId: row.id,
    shadow: row.state === 'shadow',
    matches: (envelope, sourceId) => startsAt(spec.trigger, envelope, sourceId) && conditions(envelope),
    steps: spec.steps.map((step) => ({
      key: step.key,
      connectionId: step.connection,
      operation: step.operation,
      after: step.after,
      when: step.when === undefined ? always : compileCondition(step.when),
      mapping: compileMapping(step.mapping),
      readsRecentOrders: readsRecentOrders(step.mapping),
      retryUncertain: step.retryUncertain ?? false,
    })),
  };
}

/** Whether a mapping asks for the customer's orders; only then are they read. */
export function readsRecentOrders(mapping: Mapping): boolean {
  return JSON.stringify(mapping).includes('/recent/orders');
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
  let flow: CompiledFlow;
  try {
    flow = compileFlow(row);
  } catch (error) {
    // Not kept, so that it runs as soon as it is mended.
    return brokenFlow(row, error);
  }
  if (compiled.size >= CACHED_VERSIONS) compiled.delete(compiled.keys().next().value as string);
  compiled.set(key, flow);
  return flow;
}

/** Whether a flow with this trigger is for this event, its conditions aside. */
function startsAt({ types, sources, forms }: Trigger, envelope: Envelope, sourceId: string): boolean {
  return (
    types.includes(envelope.type) &&
    (sources === undefined || sources.length === 0 || sources.includes(sourceId)) &&
    (forms === undefined || forms.length === 0 || forms.includes(formIdOf(envelope) ?? ''))
  );
}

function formIdOf(envelope: Envelope): string | undefined {
  const form = envelope.data['form'];
  return typeof form === 'object' && form !== null && 'id' in form ? String(form.id) : undefined;
}

/** What must be readable of a stored flow to say which events it is for and where they were to go. */
const Outline = z.object({
  trigger: Trigger.loose(),
  conditions: z.unknown().optional(),
  steps: z.array(z.object({ key: z.string(), connection: z.string(), operation: z.string() })),
});

/**
 * Stands in for a flow that is stored and cannot be compiled: saved by another version of Handoff, or damaged. It takes
 * the events it is for, and every step refuses, so that each shows as a dead letter: that is where people look for what
 * did not arrive, and from where all of it can be sent with one click once the flow is mended. Other flows are not
 * touched. Where not even its outline can be read it takes nothing; its owner has the alert, and replaying an event with
 * the current version does what is missing.
 */
function brokenFlow(row: { id: string; flow_id: string; state: string; spec: string }, error: unknown): CompiledFlow {
  const fault = 'This flow cannot be run as it is stored. Open it, save and publish it, then replay this with the current version.';
  const outline = Outline.safeParse(parseOrNothing(row.spec)).data;
  const conditions = lenient(outline?.conditions);
  const nothing = { payload: {}, problems: [{ path: '', message: fault }], warnings: [] };
  return {
    flowId: row.flow_id,
    versionId: row.id,
    shadow: row.state === 'shadow',
    matches: (envelope, sourceId) => outline !== undefined && startsAt(outline.trigger, envelope, sourceId) && conditions(envelope),
    steps: (outline?.steps ?? []).map(({ key, connection, operation }) => ({
      key,
      connectionId: connection,
      operation,
      // None waits for another: all are dead letters at once, and one replay of them all puts them in order again.
      after: undefined,
      when: always,
      mapping: { problems: nothing.problems, apply: () => nothing, explain: () => ({ ...nothing, trace: [] }) },
      readsRecentOrders: false,
      retryUncertain: false,
      fault,
    })),
    fault: error instanceof Error ? error.message : String(error),
  };
}

/** Conditions as far as they can be understood: one dead letter too many is seen, an event too few is not. */
function lenient(conditions: unknown): (root: unknown) => boolean {
  if (conditions === undefined) return always;
  try {
    const check = compileCondition(conditions as Condition);
    return (root) => {
      try {
        return check(root);
      } catch {
        return true;
      }
    };
  } catch {
    return always;
  }
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
