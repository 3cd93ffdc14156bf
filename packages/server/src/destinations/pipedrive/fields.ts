import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { DestinationFailure, fieldsOf, type CallContext, type FieldSpec } from '../kit/index.ts';
import { Field, readPage } from './answers.ts';
import type { Settings } from './settings.ts';

const Part = z.union([z.string().max(10_000), z.number(), z.boolean()]);
/** By the field's code, a number of 40 characters; an option by its label. `null` clears the field. */
export const CustomFields = z
  .record(z.string(), z.union([Part, z.null(), z.array(z.string()), z.record(z.string(), z.union([Part, z.null()]))]))
  .optional()
  .meta({ title: 'Custom fields' });
export type CustomFields = z.infer<typeof CustomFields>;

export type FieldList = 'personFields' | 'organizationFields' | 'dealFields';

export async function readFields(ctx: CallContext<Settings>, list: FieldList): Promise<Field[]> {
  const fields: Field[] = [];
  let cursor: string | undefined;
  do {
    const response = await ctx.call({ method: 'GET', path: `/api/v2/${list}`, query: { limit: 500, cursor } });
    const page = readPage(Field, response);
    fields.push(...page.records);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return fields;
}

/** What Pipedrive's types are to the mapping editor; a type that is missing here is not offered. */
const TYPES: Record<string, FieldSpec['type']> = {
  int: 'number',
  double: 'number',
  boolean: 'boolean',
  varchar: 'string',
  varchar_auto: 'string',
  text: 'text',
  phone: 'phone',
  date: 'date',
  enum: 'enum',
  set: 'list',
  address: 'string',
  monetary: 'number',
};

/** An operation's own fields, followed by the custom ones of this company. */
export async function listWithCustom(
  ctx: CallContext<Settings>,
  payload: z.ZodType,
  list: FieldList,
  isOffered: (field: Field) => boolean = () => true,
): Promise<FieldSpec[]> {
  const own = fieldsOf(payload).filter(({ path }) => path !== '/customFields');
  const custom = (await readFields(ctx, list)).filter((field) => field.is_custom_field && isOffered(field));
  return [...own, ...custom.flatMap(toSpecs)];
}

function toSpecs(field: Field): FieldSpec[] {
  const type = TYPES[field.field_type];
  if (type === undefined) return [];
  const path = `/customFields/${field.field_code}`;
  if (field.field_type === 'monetary') {
    return [
      { path: `${path}/value`, label: `${field.field_name}: amount`, type: 'number', required: false },
      { path: `${path}/currency`, label: `${field.field_name}: currency`, type: 'string', required: false },
    ];
  }
  const options = field.options?.map(({ label }) => ({ value: label, label }));
  return [{ path, label: field.field_name, type, required: false, ...(options === undefined ? {} : { options }) }];
}

/**
 * The mapped values as Pipedrive takes them: options by their number, numbers as numbers.
 * @throws DestinationFailure `permanent` naming every value that does not fit, before anything is sent.
 */
export function toCustomFields(fields: readonly Field[], mapped: CustomFields): Record<string, unknown> {
  const byCode = new Map(fields.map((field) => [field.field_code, field]));
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [code, value] of Object.entries(mapped ?? {})) {
    // A blank form field must not wipe what a salesperson entered.
    if (value === '') continue;
    const field = byCode.get(code);
    const converted = field === undefined ? gone(code) : value === null ? { value: null } : convert(field, value);
    if ('value' in converted) values[code] = converted.value;
    else problems.push({ path: `/customFields/${code}`, message: converted.problem });
  }
  if (problems.length === 0) return values;
  const message = 'Some values do not fit their Pipedrive fields, so nothing was sent. Correct them as described and replay the event.';
  throw new DestinationFailure({ kind: 'permanent', code: 'invalid_fields', message, problems });
}

type Converted = { value: unknown } | { problem: string };

function gone(code: string): Converted {
  return { problem: `Pipedrive has no custom field "${code}" (any more). Choose another in the mapping.` };
}

function convert(field: Field, value: Exclude<NonNullable<CustomFields>[string], null>): Converted {
  const name = `"${field.field_name}"`;
  if (field.field_type === 'monetary') return convertAmount(name, value);
  if (field.field_type === 'set') return convertChoices(field, value);
  if (typeof value === 'object') return { problem: `${name} takes a single value. Map one field to it.` };
  const text = String(value);
  switch (field.field_type) {
    case 'enum': {
      const [option] = optionsOf(field, [text]);
      return option === undefined ? noOption(field, text) : { value: option };
    }
    case 'int':
    case 'double': {
      const number = Number(text);
      return Number.isFinite(number) ? { value: number } : { problem: `${name} takes a number, and "${text}" is none.` };
    }
    case 'boolean':
      if (text === 'true' || text === 'yes') return { value: true };
      if (text === 'false' || text === 'no') return { value: false };
      return { problem: `${name} takes yes or no only.` };
    case 'date':
      if (/^\d{4}-\d\d-\d\d/.test(text)) return { value: text.slice(0, 10) };
      return { problem: `${name} takes a date like 2026-11-21, and "${text}" is none. Use the date rule in the mapping.` };
    case 'address':
      return { value: { value: text } };
    default:
      return { value: text };
  }
}

function convertAmount(name: string, value: unknown): Converted {
  const amount = z.object({ value: z.union([z.number(), z.string().min(1)]), currency: z.string() }).safeParse(value).data;
  const number = Number(amount?.value ?? Number.NaN);
  if (amount !== undefined && Number.isFinite(number)) return { value: { value: number, currency: amount.currency } };
  return { problem: `${name} takes an amount and a currency. Map both.` };
}

function convertChoices(field: Field, value: Exclude<NonNullable<CustomFields>[string], null>): Converted {
  if (typeof value === 'object' && !Array.isArray(value)) return { problem: `"${field.field_name}" takes one or several of its options.` };
  const texts = Array.isArray(value) ? value : String(value).split(/[,;]/);
  const wanted = texts.map((text) => text.trim()).filter((text) => text !== '');
  const missing = wanted.find((text) => optionsOf(field, [text]).length === 0);
  return missing === undefined ? { value: optionsOf(field, wanted) } : noOption(field, missing);
}

function optionsOf(field: Field, labels: string[]): number[] {
  return labels.flatMap((label) => {
    const lower = label.toLowerCase();
    const option =
      field.options?.find((one) => one.label.toLowerCase() === lower) ?? field.options?.find((one) => String(one.id) === label);
    return option === undefined ? [] : [option.id];
  });
}

function noOption(field: Field, value: string): Converted {
  const listed = (field.options ?? []).slice(0, 10).map(({ label }) => `"${label}"`);
  return {
    problem: `"${field.field_name}" does not offer "${value}". It offers: ${listed.join(', ')}. Add the option in Pipedrive, or translate the value in the mapping.`,
  };
}
