import type { z } from 'zod';
import type { Field as FieldSchema } from '../../api/resources.ts';
import { compilePointer } from '../../mapping/pointer.ts';
import type { Rule } from '../../mapping/spec.ts';

export type Field = z.output<typeof FieldSchema>;

/** One field of the destination with the rule that fills it. */
export interface Row {
  field: Field;
  rule: Rule | undefined;
  /** The destination does not name this field: an entry of a group such as Slack's lines, or one that is gone. */
  isExtra: boolean;
}

/** All rows: required fields first, then mapped ones, then the rest, each in the destination's order. */
export function mappingRows(fields: readonly Field[], mapping: Readonly<Record<string, Rule>>): Row[] {
  const known = new Set(fields.map(({ path }) => path));
  const rows = [
    ...fields.map((field): Row => ({ field, rule: mapping[field.path], isExtra: false })),
    ...Object.entries(mapping)
      .filter(([target]) => !known.has(target))
      .map(([target, rule]): Row => ({ field: extraField(target), rule, isExtra: true })),
  ];
  const rank = ({ field, rule }: Row) => (field.required ? 0 : rule === undefined ? 2 : 1);
  return [0, 1, 2].flatMap((wanted) => rows.filter((row) => rank(row) === wanted));
}

/** A field the destination does not name; its last part is its name. */
export function extraField(path: string): Field {
  return { path, label: compilePointer(path)?.at(-1) ?? path, type: 'string', required: false };
}

/** Rows whose label, name or description has every word searched for. */
export function searchRows(rows: readonly Row[], search: string): Row[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [...rows];
  return rows.filter(({ field }) => {
    const text = `${field.label} ${field.path} ${field.description ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/**
 * Where fields of one's own may be added: "" for the record itself, or the groups (Slack's lines, Mailchimp's
 * audience fields). A destination that declares no fields at all takes any.
 */
export function openPlaces(fields: readonly Field[], declared: readonly Field[]): { path: string; label: string }[] {
  const groups = fields.filter(({ type }) => type === 'object').map(({ path, label }) => ({ path, label }));
  return declared.length === 0 ? [{ path: '', label: '' }, ...groups] : groups;
}
