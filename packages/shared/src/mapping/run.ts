import type { Problem } from '../event/parse.ts';
import type { Rule } from './spec.ts';

/** The longest text one field may get, in UTF-16 units. */
export const MAX_TEXT = 100 * 1024;
/** The most text, keys and numbers one payload may hold, in UTF-16 units. */
export const MAX_PAYLOAD = 1024 * 1024;
/** The most items `join` and `split` handle. */
export const MAX_ITEMS = 1000;
/** How deeply a value copied out of the event may be nested. */
export const MAX_DEPTH = 64;

/** What one rule made of the event, inside out: a rule comes after the rules it takes its value from. */
export interface TraceStep {
  rule: Rule['do'];
  value: unknown;
  problem?: string;
}

/** How one target got its value. `reads` are the event paths looked at, in order. */
export interface FieldTrace {
  target: string;
  value: unknown;
  steps: TraceStep[];
  reads: string[];
}

/** One application of a mapping to one event. */
export interface Run {
  problems: Problem[];
  warnings: Problem[];
  /** The target being filled. */
  target: string;
  /** What the payload holds so far, counted as for MAX_PAYLOAD. */
  size: number;
  /** Set while explaining: a trace per target, and how many of `problems` are told in them. */
  explaining: { fields: FieldTrace[]; told: number } | undefined;
}

/** One compiled rule. */
export type Evaluate = (root: unknown, run: Run) => unknown;

/** Notes a problem with the current target; the field is then left alone. */
export function fail(run: Run, message: string): undefined {
  run.problems.push({ path: run.target, message });
}

/** Notes something the owner should know that does not stop the field. */
export function warn(run: Run, message: string): undefined {
  run.warnings.push({ path: run.target, message });
}

export function tooLong(run: Run): undefined {
  return fail(
    run,
    `The text is longer than ${MAX_TEXT.toLocaleString('en')} characters, so it was left out. Map a shorter field, or only a part of it.`,
  );
}
