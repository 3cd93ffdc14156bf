import type { Problem } from '../../event/parse.ts';
import type { FlowSpec } from '../../flow/flow.ts';
import { compilePointer } from '../../mapping/pointer.ts';

/** Where in a flow something is wrong. */
export type Place =
  | { part: 'trigger' }
  | { part: 'conditions' }
  | { part: 'step'; key: string }
  /** A field of the destination; `at` says where inside its rule, if there. */
  | { part: 'field'; key: string; target: string }
  | { part: 'flow' };

export interface PlacedProblem {
  place: Place;
  message: string;
}

/**
 * Finds the part of the flow that each problem's JSON pointer means: of `/steps/0/mapping/fields/~1email`, the field
 * `/email` of the first step. Pointers of a refused request begin with `/spec`.
 */
export function placeProblems(problems: readonly Problem[], spec: FlowSpec): PlacedProblem[] {
  return problems.map(({ path, message }) => ({ place: placeOf(path, spec), message }));
}

function placeOf(path: string, spec: FlowSpec): Place {
  const segments = compilePointer(path) ?? [];
  const [part, index, member, , target] = segments[0] === 'spec' ? segments.slice(1) : segments;
  if (part === 'trigger' || part === 'conditions') return { part };
  const step = part === 'steps' ? spec.steps[Number(index)] : undefined;
  if (step === undefined) return { part: 'flow' };
  return member === 'mapping' && target !== undefined ? { part: 'field', key: step.key, target } : { part: 'step', key: step.key };
}

/** Messages by the row they belong to: the nearest field at or above the place; those of no row under "". */
export function problemsByRow(problems: readonly Problem[], targets: readonly string[]): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  for (const { path, message } of problems) {
    const above = targets.filter((target) => path === target || path.startsWith(`${target}/`));
    const row = above.reduce((longest, target) => (target.length > longest.length ? target : longest), '');
    rows.set(row, [...(rows.get(row) ?? []), message]);
  }
  return rows;
}
