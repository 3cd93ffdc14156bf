import type { Step } from '@handoff/shared/flow';
import { compilePointer, type MappableField } from '@handoff/shared/mapping';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { fieldsOf, isOpenPayload } from '../../destinations/kit/fields.ts';
import { inputSchema, type JsonSchema } from '../../destinations/kit/settings.ts';
import type { FieldSpec } from '../../destinations/kit/types.ts';
import { AppError } from '../../observe/app-error.ts';
import { callConnection } from '../connection/call.ts';
import { definitionOf, operationOf } from '../connection/definition.ts';
import type { CallingParts } from './parts.ts';

type Operation = ReturnType<typeof operationOf>;

const TIMEOUT_MS = 10_000;

/**
 * The fields a step's mapping is held against: those the account has right now, else those the operation declares.
 * Where an operation takes members it does not name, the targets that fall there count as fields too.
 */
export async function fieldsFor(parts: CallingParts, connection: ConnectionRow, step: Step): Promise<MappableField[]> {
  const operation = operationOf(definitionOf(parts.destinations, connection), step.operation);
  const declared = fieldsOf(operation.payload);
  const listed = await listedFields(parts, connection, operation);
  const fields =
    listed === undefined
      ? declared
      : [...listed, ...declared.filter((field) => field.required && !listed.some(({ path }) => path === field.path))];
  const takesMore =
    listed === undefined
      ? (target: string) => takes(inputSchema(operation.payload), compilePointer(target) ?? [])
      : () => isOpenPayload(operation.payload);
  const known = new Set(fields.map(({ path }) => path));
  const further = Object.keys(step.mapping.fields).filter((target) => !known.has(target) && takesMore(target));
  return [...fields, ...further.map((path) => ({ path, label: path, type: 'object', required: false }))];
}

/** Undefined where the operation lists none, or its destination cannot be asked right now: that must not stop a publication. */
async function listedFields(parts: CallingParts, connection: ConnectionRow, operation: Operation): Promise<FieldSpec[] | undefined> {
  const { listFields } = operation;
  if (listFields === undefined) return undefined;
  try {
    return await callConnection(parts, connection, 'fields', listFields, { timeoutMs: TIMEOUT_MS });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    parts.logger.warn(
      { connection: connection.id, destination: connection.destination, error: error.message },
      'the fields could not be listed; the mapping is checked against the declared ones',
    );
    return undefined;
  }
}

/** Whether a payload of this schema may have a value at this place. */
function takes(schema: JsonSchema, segments: readonly string[]): boolean {
  const [head, ...rest] = segments;
  if (head === undefined || isAnything(schema)) return true;
  const named = schema.properties?.[head];
  if (named !== undefined) return takes(named, rest);
  const { additionalProperties, items } = schema;
  if (additionalProperties !== undefined && additionalProperties !== false)
    return additionalProperties === true || takes(additionalProperties, rest);
  if (items !== undefined && /^\d+$/.test(head)) return takes(items, rest);
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].some((part) => takes(part, segments));
}

/** A schema that says nothing of its type, or says it elsewhere (`$ref`), is not held against a mapping. */
function isAnything(schema: JsonSchema): boolean {
  return ['type', 'anyOf', 'oneOf', 'allOf', 'properties', 'enum', 'const'].every((keyword) => schema[keyword] === undefined);
}
