import type { Condition, Scalar } from '../../mapping/spec.ts';
import { readNumber } from '../typed-number.ts';
import { asQuestion } from './condition-words.ts';

/** How many conditions of a group have to be true. */
export type GroupKind = 'all' | 'any' | 'none';

/** What a new condition asks until somebody chooses. */
export const FIRST_QUESTION: Condition = { is: 'present', path: '/subject/email' };

/** A condition as a group. A single question is a group of one, so that more can be added. */
export function asGroup(condition: Condition): { kind: GroupKind; of: Condition[] } {
  if (condition.is === 'all' || condition.is === 'any') return { kind: condition.is, of: condition.of };
  if (condition.is === 'not' && asQuestion(condition).question === undefined) {
    return condition.of.is === 'any' ? { kind: 'none', of: condition.of.of } : { kind: 'none', of: [condition.of] };
  }
  return { kind: 'all', of: [condition] };
}

export function groupOf(kind: GroupKind, of: Condition[]): Condition {
  return kind === 'none' ? { is: 'not', of: { is: 'any', of } } : { is: kind, of };
}

/** What was typed, as the kind of value the example holds: 5 is not "5". */
export function typedLike(text: string, example: unknown): Scalar {
  if (typeof example === 'number') return readNumber(text) ?? text;
  if (typeof example === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** Whether what was typed stays text although the example is a number: nothing is found by it where the field holds numbers. */
export function isNumberAsText(text: string, example: unknown): boolean {
  return typeof example === 'number' && text.trim() !== '' && readNumber(text) === undefined;
}

/** Whether a condition looks at the plugin a form belongs to. */
export function asksForPlugin(condition: Condition): boolean {
  if (condition.is === 'all' || condition.is === 'any') return condition.of.some(asksForPlugin);
  return condition.is === 'not' ? asksForPlugin(condition.of) : condition.path === '/data/form/plugin';
}
