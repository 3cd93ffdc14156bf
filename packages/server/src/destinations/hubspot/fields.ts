import { type Property, PropertyList } from './answers.ts';
import { propertyPath } from './problems.ts';
import { parseAnswer } from './read.ts';
import { API, type Settings } from './settings.ts';
import type { CallContext, FieldSpec } from '../kit/types.ts';

/** The properties of an object type that a person may fill in, custom ones included. */
export async function listProperties(ctx: CallContext<Settings>, objectType: string, required: readonly string[]): Promise<FieldSpec[]> {
  const response = await ctx.call({ method: 'GET', path: `/crm/properties/${API}/${objectType}` });
  const { results } = parseAnswer(PropertyList, response);
  return results.filter(isWritable).map((property) => toField(property, required.includes(property.name)));
}

function isWritable(property: Property): boolean {
  const readOnly = property.modificationMetadata?.readOnlyValue === true || property.calculated === true;
  return !readOnly && property.archived !== true && property.hidden !== true;
}

function toField(property: Property, required: boolean): FieldSpec {
  const options = property.options.filter((option) => option.hidden !== true).map(({ value, label }) => ({ value, label }));
  return {
    path: propertyPath(property.name),
    label: property.label,
    type: typeOf(property),
    required,
    ...(options.length > 0 && property.type === 'enumeration' ? { options } : {}),
    ...(property.description !== undefined && property.description !== '' ? { description: property.description } : {}),
  };
}

function typeOf(property: Property): FieldSpec['type'] {
  if (property.name === 'email') return 'email';
  if (property.fieldType === 'phonenumber' || property.type === 'phone_number') return 'phone';
  switch (property.type) {
    case 'number':
      return 'number';
    case 'bool':
      return 'boolean';
    case 'date':
      return 'date';
    case 'datetime':
      return 'datetime';
    case 'enumeration':
      if (property.fieldType === 'booleancheckbox') return 'boolean';
      return property.fieldType === 'checkbox' ? 'list' : 'enum';
    default:
      return property.fieldType === 'textarea' || property.fieldType === 'html' ? 'text' : 'string';
  }
}
