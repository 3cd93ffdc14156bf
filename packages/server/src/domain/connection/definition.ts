import type { DestinationDefinition, OperationDefinition } from '../../destinations/kit/types.ts';
import { AppError } from '../../observe/app-error.ts';

type Definitions = Record<string, DestinationDefinition>;

/** The destination of a stored connection. */
export function definitionOf(destinations: Definitions, row: { destination: string; name: string }): DestinationDefinition {
  const definition = findDefinition(destinations, row.destination);
  if (definition === undefined) {
    throw new AppError(
      'conflict',
      `"${row.name}" goes to "${row.destination}", which this server no longer knows. Remove the connection, or run the version that knows it.`,
    );
  }
  return definition;
}

/** Own members only: a caller may ask for anything, `constructor` too. */
export function findDefinition(destinations: Definitions, type: string): DestinationDefinition | undefined {
  return Object.hasOwn(destinations, type) ? destinations[type] : undefined;
}

// oxlint-disable-next-line typescript/no-explicit-any -- as in DestinationDefinition: each operation has its own payload
export function operationOf(definition: DestinationDefinition, name: string): OperationDefinition<any, any> {
  const operation = Object.hasOwn(definition.operations, name) ? definition.operations[name] : undefined;
  if (operation === undefined) {
    throw new AppError(
      'not_found',
      `${definition.title} has no operation called "${name}". It has: ${Object.keys(definition.operations).join(', ')}.`,
    );
  }
  return operation;
}
