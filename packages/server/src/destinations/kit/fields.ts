import { formatPointer } from '@handoff/shared/mapping';
import type { z } from 'zod';
import { inputSchema, propertiesOf, type JsonSchema } from './settings.ts';
import type { FieldSpec } from './types.ts';

const DEEPEST = 4;

/**
 * The fields of an operation, read off its payload schema; for operations without `listFields`.
 * Labels come from `.meta({ title })`, else from the name; `.meta({ field: 'phone' })` sets a type zod does not have.
 */
export function fieldsOf(payload: z.ZodType): FieldSpec[] {
  return readFields(inputSchema(payload), '', true, 0);
}

/** Whether the payload takes members its schema does not name, at its top level. */
export function isOpenPayload(payload: z.ZodType): boolean {
  const { additionalProperties } = inputSchema(payload);
  return additionalProperties !== undefined && additionalProperties !== false;
}

function readFields(schema: JsonSchema, prefix: string, parentRequired: boolean, depth: number): FieldSpec[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(propertiesOf(schema)).flatMap(([name, declared]) => {
    const property = unwrapNullable(declared);
    const path = prefix + formatPointer([name]);
    const isRequired = parentRequired && required.has(name);
    if (depth < DEEPEST && Object.keys(propertiesOf(property)).length > 0) return readFields(property, path, isRequired, depth + 1);
    const title = declared.title ?? property.title;
    const description = declared.description ?? property.description;
    const options = optionsOf(property);
    return [
      {
        path,
        label: title ?? labelFrom(name),
        type: typeOf({ ...property, ...declared }, property),
        required: isRequired,
        ...(options === undefined ? {} : { options }),
        ...(description === undefined ? {} : { description }),
      },
    ];
  });
}

/** `string | null` is a text field that can be cleared. */
function unwrapNullable(schema: JsonSchema): JsonSchema {
  const alternatives = (schema.anyOf ?? schema.oneOf)?.filter((part) => part.type !== 'null');
  return alternatives?.length === 1 && alternatives[0] !== undefined ? unwrapNullable(alternatives[0]) : schema;
}

function typeOf(schema: JsonSchema, inner: JsonSchema): FieldSpec['type'] {
  if (FIELD_TYPES.has(schema['field'] as FieldSpec['type'])) return schema['field'] as FieldSpec['type'];
  if (inner.enum !== undefined || inner.const !== undefined) return 'enum';
  const type = Array.isArray(inner.type) ? inner.type.find((name) => name !== 'null') : inner.type;
  switch (type) {
    case 'array':
      return 'list';
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'number':
      return 'number';
    case 'object':
      return 'object';
    default:
      return FORMATS[inner.format ?? ''] ?? 'string';
  }
}

const FIELD_TYPES: ReadonlySet<FieldSpec['type']> = new Set([
  'string',
  'text',
  'email',
  'phone',
  'number',
  'boolean',
  'date',
  'datetime',
  'enum',
  'list',
  'object',
]);
const FORMATS: Record<string, FieldSpec['type']> = { email: 'email', date: 'date', 'date-time': 'datetime' };

function optionsOf(schema: JsonSchema): FieldSpec['options'] {
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  const isPlain = (value: unknown) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return values
    ?.filter(isPlain)
    .map(String)
    .map((value) => ({ value, label: labelFrom(value) }));
}

/** `firstName`, `first_name` → `First name`. */
function labelFrom(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
