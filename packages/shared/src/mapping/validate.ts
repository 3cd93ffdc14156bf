import type { Problem } from '../event/parse.ts';
import { compileMapping } from './compile.ts';
import { isArrayIndex } from './pointer.ts';
import type { Mapping, Rule, Scalar } from './spec.ts';
import { fold, isTooDeep, quote } from './values.ts';

/** What a mapping has to know of one field of the destination. */
export interface MappableField {
  /** JSON pointer into the operation's payload. */
  path: string;
  label: string;
  type: string;
  required: boolean;
  options?: readonly { value: string; label: string }[] | undefined;
}

/** Looking for the nearest name takes time; nobody reads more hints than this at once. */
const MAX_HINTS = 20;
/** Names are compared up to here. */
const COMPARED = 60;

/**
 * Checks a mapping against the destination's fields: targets that do not exist, required fields without a rule,
 * fixed values that are not among a field's options, and what is wrong with the mapping itself.
 * `path` is the target, or the required field's path. Paths under a field of type "object" are free, as are the places of a "list".
 */
export function validateMapping(mapping: Mapping, fields: readonly MappableField[]): Problem[] {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const targets = Object.keys(mapping.fields);
  return [
    ...compileMapping(mapping).problems,
    ...targets.filter((target) => !exists(target, byPath)).map((target, index) => unknownTarget(target, index < MAX_HINTS ? fields : [])),
    ...fields.filter((field) => isMissing(field, targets, byPath)).map(missingField),
    ...Object.entries(mapping.fields).flatMap(([target, rule]) => wrongValues(target, rule, byPath.get(target))),
  ];
}

function exists(target: string, byPath: ReadonlyMap<string, MappableField>): boolean {
  if (byPath.has(target)) return true;
  return parents(target).some((parent) => {
    const field = byPath.get(parent);
    if (field?.type === 'object') return true;
    return field?.type === 'list' && isArrayIndex(target.slice(parent.length + 1).split('/')[0] ?? '');
  });
}

/** The pointers above a pointer, nearest first: of "/a/b/c", "/a/b" and "/a". */
function parents(pointer: string): string[] {
  const found: string[] = [];
  for (let end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1)) found.push(pointer.slice(0, end));
  return found;
}

/** A required field inside a group that is optional and not mapped at all is not missed. */
function isMissing(field: MappableField, targets: readonly string[], byPath: ReadonlyMap<string, MappableField>): boolean {
  const above = parents(field.path);
  if (!field.required || targets.some((target) => isAtOrUnder(target, field.path) || above.includes(target))) return false;
  return above.every((parent) => byPath.get(parent)?.required !== false || targets.some((target) => isAtOrUnder(target, parent)));
}

function isAtOrUnder(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}

function missingField({ path, label }: MappableField): Problem {
  return { path, message: `The destination needs "${label}", and nothing is mapped to it. Choose what goes there.` };
}

function unknownTarget(target: string, fields: readonly MappableField[]): Problem {
  const near = nearest(
    target,
    fields.map(({ path }) => path),
  );
  const field = fields.find(({ path }) => path === near);
  const hint =
    field === undefined
      ? 'Choose one of its fields, or refresh the list if it was added just now.'
      : `Did you mean "${field.label}" (${field.path})?`;
  return { path: target, message: `The destination has no field ${target}. ${hint}` };
}

function wrongValues(target: string, rule: Rule, field: MappableField | undefined): Problem[] {
  if (rule.do === 'literal' && rule.value === '') {
    return [{ path: target, message: 'An empty text leaves the field as it is. Write a value, or clear the field with null.' }];
  }
  if (field?.options === undefined || field.options.length === 0 || isTooDeep(rule)) return [];
  const allowed = field.options.map(({ value }) => value);
  const wrong = new Set(
    fixedValues(rule)
      .filter((value) => value !== null && value !== '')
      .map(String)
      .filter((value) => !allowed.includes(value)),
  );
  return [...wrong].slice(0, MAX_HINTS).map((value) => {
    const near = nearest(value, allowed);
    const hint = near === undefined ? `It takes ${list(allowed)}.` : `Did you mean "${near}"?`;
    return { path: target, message: `${quote(value)} is not one of the options of "${field.label}". ${hint}` };
  });
}

function list(values: readonly string[]): string {
  const shown = values.slice(0, 8).map((value) => `"${value}"`);
  return shown.join(', ') + (values.length > shown.length ? ` and ${values.length - shown.length} more` : '');
}

/** The values a rule may give whatever the event holds. */
function fixedValues(rule: Rule): Scalar[] {
  switch (rule.do) {
    case 'literal':
      return [rule.value];
    case 'lookup':
      return [...Object.values(rule.table), ...(rule.otherwise === undefined ? [] : fixedValues(rule.otherwise))];
    case 'coalesce':
      return rule.of.flatMap(fixedValues);
    case 'when':
      return [...fixedValues(rule.then), ...(rule.otherwise === undefined ? [] : fixedValues(rule.otherwise))];
    default:
      return [];
  }
}

/** The candidate that a person most likely meant, if any is close: at most a third of its characters differ. */
function nearest(text: string, candidates: readonly string[]): string | undefined {
  const wanted = fold(text).slice(0, COMPARED);
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const name = fold(candidate).slice(0, COMPARED);
    const most = Math.max(wanted.length, name.length) / 3;
    if (Math.abs(wanted.length - name.length) > most) continue;
    const distance = editDistance(wanted, name);
    if (distance <= most && (best === undefined || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
