import { compileReader } from './pointer.ts';
import type { Condition, Scalar } from './spec.ts';
import { fold, isFilled, isTooDeep, MAX_RULE_DEPTH } from './values.ts';

/** Answers a condition for one event. Never throws. */
export type Test = (root: unknown) => boolean;

/**
 * Compiles a condition once, to be asked of many events.
 *
 * - Text is compared without regard to letter case. `equals` and `in` are strict about the type: "5" is not 5.
 * - `contains`, `startsWith` and `endsWith` read numbers as text; of a list, `contains` asks whether one item equals the value.
 * - `greater` and `less` read text that is a plain number such as "12.5" or "-3".
 *
 * @throws RangeError where conditions are nested deeper than 50 levels.
 */
export function compileCondition(condition: Condition): Test {
  if (isTooDeep(condition)) {
    throw new RangeError(`This condition is nested more than ${MAX_RULE_DEPTH} levels deep. Write it with fewer groups inside groups.`);
  }
  return compile(condition);
}

/** Every path a condition asks about. */
export function conditionPaths(condition: Condition): string[] {
  if (condition.is === 'all' || condition.is === 'any') return condition.of.flatMap(conditionPaths);
  return condition.is === 'not' ? conditionPaths(condition.of) : [condition.path];
}

function compile(condition: Condition): Test {
  switch (condition.is) {
    case 'all': {
      const tests = condition.of.map(compile);
      return (root) => tests.every((test) => test(root));
    }
    case 'any': {
      const tests = condition.of.map(compile);
      return (root) => tests.some((test) => test(root));
    }
    case 'not': {
      const test = compile(condition.of);
      return (root) => !test(root);
    }
    default:
      return compileQuestion(condition);
  }
}

type Question = Exclude<Condition, { is: 'all' | 'any' | 'not' }>;

function compileQuestion(condition: Question): Test {
  const read = compileReader(condition.path);
  switch (condition.is) {
    case 'present':
      return (root) => isFilled(read(root));
    case 'absent':
      return (root) => !isFilled(read(root));
    case 'equals': {
      const equals = sameAs(condition.value);
      return (root) => equals(read(root));
    }
    case 'in': {
      const values = new Set(condition.values.map(foldText));
      return (root) => values.has(foldText(read(root)));
    }
    case 'contains': {
      const wanted = fold(condition.value);
      return (root) => {
        const value = read(root);
        if (Array.isArray(value)) return value.some((item) => readText(item) === wanted);
        return readText(value)?.includes(wanted) ?? false;
      };
    }
    case 'startsWith': {
      const wanted = fold(condition.value);
      return (root) => readText(read(root))?.startsWith(wanted) ?? false;
    }
    case 'endsWith': {
      const wanted = fold(condition.value);
      return (root) => readText(read(root))?.endsWith(wanted) ?? false;
    }
    case 'greater':
      return (root) => (readNumber(read(root)) ?? Number.NEGATIVE_INFINITY) > condition.value;
    case 'less':
      return (root) => (readNumber(read(root)) ?? Number.POSITIVE_INFINITY) < condition.value;
  }
}

function foldText(value: unknown): unknown {
  return typeof value === 'string' ? fold(value) : value;
}

function sameAs(wanted: Scalar): (value: unknown) => boolean {
  const folded = foldText(wanted);
  return (value) => foldText(value) === folded;
}

function readText(value: unknown): string | undefined {
  if (typeof value === 'string') return fold(value);
  return typeof value === 'number' ? String(value) : undefined;
}

const PLAIN_NUMBER = /^[+-]?\d{1,300}(?:\.\d{1,300})?$/;

function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return PLAIN_NUMBER.test(text) ? Number(text) : undefined;
}
