import { fieldsOf } from '../../destinations/kit/fields.ts';
import type { FieldSpec } from '../../destinations/kit/types.ts';
import { callConnection } from './call.ts';
import { definitionOf, operationOf } from './definition.ts';
import { findConnection } from './find.ts';
import type { ConnectionParts } from './parts.ts';

/** The fields a mapping may fill: asked of the account where it may have its own, else read off the operation's schema. */
export async function listFields(parts: ConnectionParts, workspaceId: string, connectionId: string, name: string): Promise<FieldSpec[]> {
  const row = await findConnection(parts.store.db, workspaceId, connectionId);
  const operation = operationOf(definitionOf(parts.destinations, row), name);
  const { listFields: ask } = operation;
  if (ask === undefined) return fieldsOf(operation.payload);
  return callConnection(parts, row, 'fields', (context) => ask(context));
}
