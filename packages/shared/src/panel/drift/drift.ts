import type { Step } from '../../flow/flow.ts';
import { isArrayIndex } from '../../mapping/pointer.ts';
import type { Rule, Scalar } from '../../mapping/spec.ts';
import { partsOf } from '../mapping-editor/rule-parts.ts';
import type { Field } from '../mapping-editor/rows.ts';

/** A way in which the destination no longer is what the mapping was made for. */
export type Drift =
  /** The mapping fills a field that the destination does not have any more. */
  | { kind: 'gone'; target: string }
  /** The destination needs a field now to which nothing is mapped. */
  | { kind: 'needed'; target: string; label: string }
  /** A fixed value is not among the field's options any more. */
  | { kind: 'option'; target: string; label: string; value: string };

/**
 * What changed at the destination since a step was mapped. `fields` is what the account has now, `declared` what the
 * operation names by itself. An operation that declares no fields takes any.
 */
export function findDrift(step: Step, fields: readonly Field[], declared: readonly Field[]): Drift[] {
  const all = [...fields, ...declared.filter(({ path, required }) => required && !fields.some((field) => field.path === path))];
  const byPath = new Map(all.map((field) => [field.path, field]));
  const mapping = step.mapping.fields;
  const targets = Object.keys(mapping);
  const takesAny = declared.length === 0;
  return [
    ...targets.filter((target) => !takesAny && !exists(target, byPath)).map((target): Drift => ({ kind: 'gone', target })),
    ...all.filter((field) => isMissing(field, targets, byPath)).map(({ path, label }): Drift => ({ kind: 'needed', target: path, label })),
    ...Object.entries(mapping).flatMap(([target, rule]) => goneOptions(target, rule, byPath.get(target))),
  ];
}

function exists(target: string, byPath: ReadonlyMap<string, Field>): boolean {
  if (byPath.has(target)) return true;
  return parents(target).some((parent) => {
    const type = byPath.get(parent)?.type;
    return type === 'object' || (type === 'list' && isArrayIndex(target.slice(parent.length + 1).split('/')[0] ?? ''));
  });
}

/** A required field inside a group that is optional and not mapped at all is not missed. */
function isMissing(field: Field, targets: readonly string[], byPath: ReadonlyMap<string, Field>): boolean {
  const above = parents(field.path);
  if (!field.required || targets.some((target) => isAtOrUnder(target, field.path) || above.includes(target))) return false;
  return above.every((parent) => byPath.get(parent)?.required !== false || targets.some((target) => isAtOrUnder(target, parent)));
}

/** The pointers above a pointer, nearest first. */
function parents(pointer: string): string[] {
  const found: string[] = [];
  for (let end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1)) found.push(pointer.slice(0, end));
  return found;
}

function isAtOrUnder(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}

function goneOptions(target: string, rule: Rule, field: Field | undefined): Drift[] {
  if (field?.options === undefined || field.options.length === 0) return [];
  const allowed = new Set(field.options.map(({ value }) => value));
  const fixed = fixedValues(rule).filter((value) => value !== null && value !== '');
  const gone = new Set(fixed.map(String).filter((value) => !allowed.has(value)));
  return [...gone].map((value) => ({ kind: 'option', target, label: field.label, value }));
}

/** The values a rule may give whatever the event holds. What is done to a value makes another of it. */
function fixedValues(rule: Rule): Scalar[] {
  const { source, changes } = partsOf(rule);
  const last = changes.at(-1);
  if (last !== undefined) {
    if (last.do !== 'lookup') return [];
    return [...Object.values(last.table), ...(last.otherwise === undefined ? [] : fixedValues(last.otherwise))];
  }
  switch (source.do) {
    case 'literal':
      return [source.value];
    case 'coalesce':
      return source.of.flatMap(fixedValues);
    case 'when':
      return [source.then, ...(source.otherwise === undefined ? [] : [source.otherwise])].flatMap(fixedValues);
    default:
      return [];
  }
}
