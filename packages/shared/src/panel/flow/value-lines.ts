import type { Scalar } from '../../mapping/spec.ts';
import { writeNumber } from '../typed-number.ts';
import { typedLike } from './condition-group.ts';

/** Several values to compare with, a line each: a value may have any other sign in it. */
export function writeLines(values: readonly Scalar[]): string {
  return values.map(writeLine).join('\n');
}

/** The values of such lines, each once. What stood in `before` stays what it was; what is new is what `example` is, and else text. */
export function readLines(text: string, before: readonly Scalar[], example: unknown): Scalar[] {
  const known = new Map(before.map((value) => [writeLine(value), value]));
  const read = (line: string): Scalar | undefined => {
    if (known.has(line)) return known.get(line);
    return line.trim() === '' ? undefined : typedLike(line.trim(), example);
  };
  return [...new Set(text.split('\n').map(read))].filter((value) => value !== undefined);
}

function writeLine(value: Scalar): string {
  return typeof value === 'number' ? writeNumber(value) : String(value ?? '');
}
