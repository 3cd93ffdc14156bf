import type { FlowSpec } from '@handoff/shared/flow';
import { compilePointer } from '@handoff/shared/mapping';
import type { Writer } from '@handoff/shared/panel';
import { fieldsOf } from '../../destinations/kit/fields.ts';
import type { DestinationDefinition, OperationDefinition } from '../../destinations/kit/types.ts';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { findDefinition } from '../connection/definition.ts';

type Destinations = Record<string, DestinationDefinition>;

/** The operation of a step; undefined where its connection, its destination or itself is gone. */
export function operationAt(
  destinations: Destinations,
  row: ConnectionRow | undefined,
  name: string,
): OperationDefinition<unknown, unknown> | undefined {
  const definition = row === undefined ? undefined : findDefinition(destinations, row.destination);
  return definition !== undefined && Object.hasOwn(definition.operations, name) ? definition.operations[name] : undefined;
}

/** What a version changes that may be there already. */
export function writersOf(
  destinations: Destinations,
  connections: ReadonlyMap<string, ConnectionRow>,
  flow: { id: string; name: string },
  spec: FlowSpec,
): Writer[] {
  return spec.steps.flatMap((step) => {
    const row = connections.get(step.connection);
    const operation = operationAt(destinations, row, step.operation);
    if (row === undefined || operation?.updates === undefined) return [];
    const { record, key, recurring, apart = [] } = operation.updates;
    const label = labelsOf(operation);
    return [
      {
        flow,
        connectionId: row.id,
        account: accountOf(destinations, row),
        record,
        key,
        recurring,
        apart,
        types: spec.trigger.types,
        fields: step.mapping.fields,
        label,
      },
    ];
  });
}

/** Two connections may lead to one account; its name at the destination tells, unless it is what all accounts are called. */
function accountOf(destinations: Destinations, { id, destination, account, base_url }: ConnectionRow): string {
  const title = findDefinition(destinations, destination)?.title ?? destination;
  const isName = account !== null && !/^\s*(account|organization)?\s*(\(test mode\))?$/.test(account.replace(title, ''));
  return isName ? `${destination}\n${base_url ?? ''}\n${account}` : id;
}

/** What fields are called: as the operation says, else their last part as words. */
export function labelsOf(operation: OperationDefinition<unknown, unknown> | undefined): (target: string) => string {
  const known = new Map(operation === undefined ? [] : fieldsOf(operation.payload).map(({ path, label }) => [path, label]));
  return (target) => known.get(target) ?? asWords(compilePointer(target)?.at(-1) ?? target);
}

function asWords(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
