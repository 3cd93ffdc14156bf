import { Describe, type Field } from './answers.ts';
import { parseAnswer } from './read.ts';
import { DATA, type Settings } from './settings.ts';
import { fieldPath } from './words.ts';
import type { CallContext, FieldSpec } from '../kit/index.ts';

export interface FieldRules {
  /** Fields Salesforce demands that Handoff fills in for new records, or that the operation takes elsewhere. */
  notRequired?: readonly string[];
  /** Fields the operation needs though Salesforce does not. */
  required?: readonly string[];
  hidden: readonly string[];
}

/** The fields of an object that the connected person may write, custom ones included. */
export async function describeFields(ctx: CallContext<Settings>, object: string, rules: FieldRules): Promise<FieldSpec[]> {
  const response = await ctx.call({ method: 'GET', path: `${DATA}/sobjects/${object}/describe` });
  return parseAnswer(Describe, response)
    .fields.filter((field) => field.createable && field.updateable && !field.deprecatedAndHidden && !rules.hidden.includes(field.name))
    .map((field) => toSpec(field, rules));
}

function toSpec(field: Field, { required = [], notRequired = [] }: FieldRules): FieldSpec {
  const options = field.picklistValues.filter(({ active }) => active).map(({ label, value }) => ({ value, label: label ?? value }));
  const demanded = !field.nillable && !field.defaultedOnCreate && !notRequired.includes(field.name);
  const help = field.inlineHelpText ?? '';
  return {
    path: fieldPath(field.name),
    label: field.label,
    type: TYPES[field.type] ?? 'string',
    required: demanded || required.includes(field.name),
    ...(options.length === 0 ? {} : { options }),
    ...(help === '' ? {} : { description: help }),
  };
}

const TYPES: Record<string, FieldSpec['type']> = {
  boolean: 'boolean',
  currency: 'number',
  date: 'date',
  datetime: 'datetime',
  double: 'number',
  email: 'email',
  int: 'number',
  long: 'number',
  multipicklist: 'list',
  percent: 'number',
  phone: 'phone',
  picklist: 'enum',
  textarea: 'text',
};
