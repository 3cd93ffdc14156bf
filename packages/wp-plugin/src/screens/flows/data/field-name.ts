import { extraField, type Field } from '@handoff/shared/panel';

/** What a field of a destination is called: by its own label, else by the last part of its place. */
export function fieldName(target: string, fields: readonly Field[]): string {
  return fields.find(({ path }) => path === target)?.label ?? extraField(target).label;
}
