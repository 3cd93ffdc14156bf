import { isKnownEventType, type Problem } from '@handoff/shared/event';
import type { FlowSpec, Step } from '@handoff/shared/flow';
import { compileMapping } from '@handoff/shared/mapping';
import type { ConnectionRow } from '../../delivery/connections.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import { findDefinition } from '../connection/definition.ts';
import type { Db } from '../../store/schema.ts';
import { rulePointer } from './problems.ts';

type Destinations = Record<string, DestinationDefinition>;

/**
 * What no version of a flow may have wrong, drafts included: event types and sources it names exist, so do its
 * connections and their operations, and its mappings compile. `path` points into the spec.
 */
export async function checkSpec(db: Db, destinations: Destinations, workspaceId: string, spec: FlowSpec): Promise<Problem[]> {
  const connections = await connectionsOf(db, workspaceId, spec);
  return [
    ...spec.trigger.types.flatMap((type, index) => (isKnownEventType(type) ? [] : [unknownType(type, index)])),
    ...(await checkSources(db, workspaceId, spec.trigger.sources ?? [])),
    ...spec.steps.flatMap((step, index) => [
      ...checkOperation(destinations, connections.get(step.connection), step, index),
      ...compileMapping(step.mapping).problems.map(({ path, message }) => ({ path: rulePointer(index, path), message })),
    ]),
  ];
}

/** The connections a spec's steps use, by id; those that are not in the workspace are missing. */
export async function connectionsOf(db: Db, workspaceId: string, spec: FlowSpec): Promise<Map<string, ConnectionRow>> {
  const rows = await db
    .selectFrom('connections')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...new Set(spec.steps.map((step) => step.connection))])
    .where('removed_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

function unknownType(type: string, index: number): Problem {
  return {
    path: `/trigger/types/${index}`,
    message: `There are no events of type "${type}". Choose one such as form.submitted or order.paid, or name your own with custom. before it.`,
  };
}

async function checkSources(db: Db, workspaceId: string, sources: string[]): Promise<Problem[]> {
  if (sources.length === 0) return [];
  const rows = await db.selectFrom('sources').select('id').where('workspace_id', '=', workspaceId).where('id', 'in', sources).execute();
  const known = new Set(rows.map((row) => row.id));
  return sources.flatMap((source, index) =>
    known.has(source)
      ? []
      : [
          {
            path: `/trigger/sources/${index}`,
            message: `This workspace has no source "${source}". Choose one of its sources, or leave the list empty for all.`,
          },
        ],
  );
}

function checkOperation(destinations: Destinations, connection: ConnectionRow | undefined, step: Step, index: number): Problem[] {
  if (connection === undefined) {
    return [
      {
        path: `/steps/${index}/connection`,
        message: `The step "${step.key}" uses a connection that is not in this workspace. Choose another, or connect the account first.`,
      },
    ];
  }
  const definition = findDefinition(destinations, connection.destination);
  if (definition === undefined) {
    return [
      {
        path: `/steps/${index}/connection`,
        message: `This server knows no destination called "${connection.destination}", which "${connection.name}" connects to.`,
      },
    ];
  }
  if (Object.hasOwn(definition.operations, step.operation)) return [];
  return [
    {
      path: `/steps/${index}/operation`,
      message: `${definition.title} has no operation "${step.operation}". It has: ${Object.keys(definition.operations).join(', ')}.`,
    },
  ];
}
