import { type Field, FieldList } from './answers.ts';
import { parseAnswer } from './read.ts';
import { API, type Settings } from './settings.ts';
import { fieldPath } from './words.ts';
import type { CallContext, FieldSpec } from '../kit/index.ts';

/** Kinds of fields that cannot be filled with a value. */
const UNFILLABLE = new Set(['autonumber', 'fileupload', 'formula', 'imageupload', 'profileimage', 'rollup_summary', 'subform']);

export interface FieldRules {
  required: readonly string[];
  /** Fields Zoho demands that Handoff fills in for new records. */
  notRequired?: readonly string[];
  hidden: readonly string[];
}

/** The fields of a module that may be filled in, custom ones included. */
export async function listModuleFields(ctx: CallContext<Settings>, module: string, rules: FieldRules): Promise<FieldSpec[]> {
  const response = await ctx.call({ method: 'GET', path: `${API}/settings/fields`, query: { module } });
  return parseAnswer(FieldList, response)
    .fields.filter((field) => isFillable(field) && !rules.hidden.includes(field.api_name))
    .map((field) => toSpec(field, rules));
}

function isFillable(field: Field): boolean {
  const { api_create: create, api_update: update } = field.operation_type;
  return field.visible && !field.read_only && !field.field_read_only && create && update && !UNFILLABLE.has(field.data_type);
}

function toSpec(field: Field, { required, notRequired = [] }: FieldRules): FieldSpec {
  const isLookup = field.data_type === 'lookup' || field.data_type.endsWith('lookup');
  const used = (field.pick_list_values ?? []).filter(({ type }) => type === 'used');
  const options = used.map(({ actual_value: value, display_value: label }) => ({ value, label }));
  const help = field.tooltip?.value ?? '';
  return {
    path: isLookup ? `${fieldPath(field.api_name)}/id` : fieldPath(field.api_name),
    label: isLookup ? `${field.field_label} (id)` : field.field_label,
    type: TYPES[field.data_type] ?? 'string',
    required: required.includes(field.api_name) || (field.system_mandatory && !notRequired.includes(field.api_name)),
    ...(options.length === 0 ? {} : { options }),
    ...(help === '' ? {} : { description: help }),
  };
}

const TYPES: Record<string, FieldSpec['type']> = {
  bigint: 'number',
  boolean: 'boolean',
  currency: 'number',
  date: 'date',
  datetime: 'datetime',
  double: 'number',
  email: 'email',
  integer: 'number',
  multiselectpicklist: 'list',
  phone: 'phone',
  picklist: 'enum',
  textarea: 'text',
};
