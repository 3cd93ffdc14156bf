import type { FlowQuestions } from '@handoff/shared/api';
import type { FlowSpec, Step } from '@handoff/shared/flow';
import { findConflicts, isAlways, latestVersion } from '@handoff/shared/panel';
import { findDefinition } from '../connection/definition.ts';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { SCHEDULE_HOURS } from '../../delivery/backoff.ts';
import { hookSources } from '../../sources/registry.ts';
import { AppError } from '../../observe/app-error.ts';
import { runningOf } from '../map/findings.ts';
import { type MapParts, readWorkspace, type Workspace } from '../map/read.ts';
import { labelsOf, operationAt, writersOf } from '../map/writers.ts';
import type { Reach } from '../reach.ts';
import { leavingIn } from '../../destinations/kit/leaving.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import type { Language } from '../../words/language.ts';
import type { FlowView } from './view.ts';

/** One account that a version sends to, with the steps that do. */
interface Use {
  row: ConnectionRow;
  steps: Step[];
}

/**
 * What there is to know of a flow before it goes live, for `spec` or else its draft. Asks no destination and changes nothing.
 * What stays at destinations is said in `language`.
 */
export async function flowQuestions(
  parts: MapParts,
  reach: Reach,
  flowId: string,
  given: FlowSpec | undefined,
  language: Language,
): Promise<FlowQuestions> {
  const workspace = await readWorkspace(parts, reach);
  const flow = workspace.flows.find(({ id }) => id === flowId);
  const spec = given ?? (flow === undefined ? undefined : latestVersion(flow)?.spec);
  if (flow === undefined || spec === undefined) {
    throw new AppError('not_found', 'There is no such flow in this workspace; it may have been archived.');
  }
  const uses = workspace.connections
    .map((row) => ({ row, steps: spec.steps.filter(({ connection }) => connection === row.id) }))
    .filter(({ steps }) => steps.length > 0);
  const others = workspace.flows.filter(({ id }) => id !== flowId);
  return {
    owner: flow.owner,
    access: uses.map((use) => accessOf(parts, use)),
    down: { sources: sourcesDown(workspace, spec), retryHours: SCHEDULE_HOURS, connections: uses.map((use) => downOf(parts, use)) },
    direction: directionOf(parts, workspace, spec, uses),
    fields: uses.flatMap((use) => fieldsOfUse(parts, use)),
    conflicts: conflictsWith(parts, workspace, { id: flowId, name: flow.name }, spec, others),
    removal: removalOf(parts, spec, uses, others, language),
  };
}

function accessOf({ destinations }: MapParts, { row, steps }: Use): FlowQuestions['access'][number] {
  const operations = steps.map(({ operation }) => ({ operation, known: operationAt(destinations, row, operation) }));
  const scopes = unique(operations.flatMap(({ known }) => known?.scopes ?? []));
  const granted = JSON.parse(row.scopes) as string[];
  return {
    connectionId: row.id,
    name: row.name,
    account: row.account,
    operations: unique(operations.map(({ operation, known }) => known?.title ?? operation)),
    scopes,
    // Where nothing is known of what was granted, nothing is known to be missing.
    missing: granted.length === 0 ? [] : scopes.filter((scope) => !granted.includes(scope)),
  };
}

/** Sites and shops keep what they could not deliver; whoever posts to a hook has rules of its own. */
function sourcesDown({ allSources }: Workspace, { trigger }: FlowSpec): FlowQuestions['down']['sources'] {
  const named = trigger.sources ?? [];
  const starting = allSources.filter(({ id, revoked_at }) => (named.length === 0 ? revoked_at === null : named.includes(id)));
  const hooks = starting.filter(({ kind }) => Object.hasOwn(hookSources, kind)).length;
  return hooks === 0 ? 'keep' : hooks === starting.length ? 'ask_again' : 'mixed';
}

/** What follows a call whose outcome is not known; the least certain of its steps decides. */
function downOf({ destinations }: MapParts, { row, steps }: Use): FlowQuestions['down']['connections'][number] {
  const ways = steps.map((step) => {
    const operation = operationAt(destinations, row, step.operation);
    if (operation === undefined || operation.dedupe !== 'ledger' || step.retryUncertain === true) return 'repeat' as const;
    return operation.lookup === undefined ? ('ask' as const) : ('look_up' as const);
  });
  return { name: row.name, unknown: ways.find((way) => way === 'ask') ?? ways.find((way) => way === 'look_up') ?? 'repeat' };
}

function directionOf({ destinations }: MapParts, { sources }: Workspace, { trigger }: FlowSpec, uses: Use[]): FlowQuestions['direction'] {
  const named = unique(trigger.sources ?? []);
  const known = sources.filter(({ id }) => named.includes(id));
  const looksUp = uses.filter(({ row, steps }) =>
    steps.some(({ operation }) => {
      const found = operationAt(destinations, row, operation);
      return found?.findMatch !== undefined || found?.lookup !== undefined;
    }),
  );
  return {
    sources: known.map(({ name }) => name),
    elsewhere: named.length - known.length,
    to: uses.map(({ row }) => row.name),
    looksUp: looksUp.map(({ row }) => row.name),
  };
}

function fieldsOfUse({ destinations }: MapParts, { row, steps }: Use): FlowQuestions['fields'] {
  const filled = steps.flatMap((step) => {
    const operation = operationAt(destinations, row, step.operation);
    const label = labelsOf(operation);
    // What makes something of its own (a message, an invoice) shares no field with anybody.
    if (operation?.updates === undefined) return [];
    return Object.entries(step.mapping.fields).map(([target, rule]) => ({ label: label(target), fixed: isAlways(rule) }));
  });
  if (filled.length === 0) return [];
  const labels = (fixed: boolean) => unique(filled.filter((field) => field.fixed === fixed).map(({ label }) => label));
  return [{ name: row.name, fromEvent: labels(false), fixed: labels(true) }];
}

function conflictsWith(
  { destinations }: MapParts,
  workspace: Workspace,
  flow: { id: string; name: string },
  spec: FlowSpec,
  others: FlowView[],
): FlowQuestions['conflicts'] {
  const connections = new Map(workspace.connections.map((row) => [row.id, row]));
  const live = others.flatMap((other) =>
    other.published === null ? [] : writersOf(destinations, connections, other, other.published.spec),
  );
  const all = findConflicts([...writersOf(destinations, connections, flow, spec), ...live]);
  return all.filter(({ kind, writers }) => kind !== 'latest' && writers.some(({ flowId }) => flowId === flow.id));
}

function removalOf(
  { destinations }: MapParts,
  spec: FlowSpec,
  uses: Use[],
  others: FlowView[],
  language: Language,
): FlowQuestions['removal'] {
  const running = others.flatMap(runningOf);
  const takesType = (type: string) => others.some(({ published }) => published?.spec.trigger.types.includes(type) === true);
  return {
    types: unique(spec.trigger.types).filter((type) => !takesType(type)),
    connections: uses.map(({ row }) => ({
      name: row.name,
      stays: staysAt(findDefinition(destinations, row.destination), language),
      last: !running.some((version) => version.spec.steps.some(({ connection }) => connection === row.id)),
    })),
  };
}

function staysAt(definition: DestinationDefinition | undefined, language: Language): string {
  return definition === undefined ? '' : leavingIn(language, definition.leaving).stays;
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
