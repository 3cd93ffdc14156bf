import type { MapFlow, WorkspaceMap } from '@handoff/shared/api';
import type { FlowSpec } from '@handoff/shared/flow';
import { findConflicts, flowStatus, isAlways, latestVersion, rulePaths } from '@handoff/shared/panel';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { leavingIn } from '../../destinations/kit/leaving.ts';
import type { Language } from '../../words/language.ts';
import { findDefinition } from '../connection/definition.ts';
import { holdOf } from '../connection/view.ts';
import type { FlowView } from '../flow/view.ts';
import type { Reach } from '../reach.ts';
import { toIso, toIsoOrNull } from '../times.ts';
import { findingsOf } from './findings.ts';
import { type MapParts, readWorkspace } from './read.ts';
import { labelsOf, operationAt, writersOf } from './writers.ts';

type Connections = ReadonlyMap<string, ConnectionRow>;

/** The map of a workspace: what is set up, what starts what, which field goes where, and what is in the way. How to leave is said in `language`. */
export async function makeMap(parts: MapParts, reach: Reach, language: Language): Promise<WorkspaceMap> {
  const found = await readWorkspace(parts, reach);
  const connections: Connections = new Map(found.connections.map((row) => [row.id, row]));
  const now = parts.clock.now();
  return {
    name: found.name,
    madeAt: toIso(now),
    sources: found.sources.map(({ id, name, kind, revoked_at, last_event_at }) => ({
      id,
      name,
      kind,
      revoked: revoked_at !== null,
      lastEventAt: toIsoOrNull(last_event_at),
    })),
    flows: found.flows.flatMap((flow) => mapFlow(parts, connections, flow)),
    connections: found.connections.map((row) => {
      const definition = findDefinition(parts.destinations, row.destination);
      return {
        id: row.id,
        name: row.name,
        destination: definition?.title ?? row.destination,
        owner: row.owner,
        account: row.account,
        hold: holdOf(row, now),
        leaving: definition === undefined ? null : leavingIn(language, definition.leaving),
      };
    }),
    conflicts: findConflicts(
      found.flows.flatMap((flow) => (flow.published === null ? [] : writersOf(parts.destinations, connections, flow, flow.published.spec))),
    ),
    findings: findingsOf(found),
  };
}

/** A flow as it runs; one that does not, as its draft says. */
function mapFlow(parts: MapParts, connections: Connections, flow: FlowView): MapFlow[] {
  const version = flow.published ?? latestVersion(flow);
  if (version === null) return [];
  const { trigger, conditions } = version.spec;
  const { id, name, owner } = flow;
  const { mode } = flowStatus(flow);
  return [{ id, name, owner, mode, trigger, conditional: conditions !== undefined, steps: stepsOf(parts, connections, version.spec) }];
}

function stepsOf({ destinations }: MapParts, connections: Connections, { steps }: FlowSpec): MapFlow['steps'] {
  return steps.map((step) => {
    const operation = operationAt(destinations, connections.get(step.connection), step.operation);
    const label = labelsOf(operation);
    return {
      key: step.key,
      connectionId: step.connection,
      title: operation?.title ?? step.operation,
      after: step.after ?? null,
      conditional: step.when !== undefined,
      fields: Object.entries(step.mapping.fields).map(([target, rule]) => ({
        target,
        label: label(target),
        from: rulePaths(rule),
        fixed: isAlways(rule),
      })),
    };
  });
}
