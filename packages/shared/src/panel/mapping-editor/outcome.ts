import type { Translate } from '../translate.ts';
import type { Row } from './rows.ts';
import { valueText } from './sample.ts';

type Trace = Readonly<Record<string, unknown>>;

/** What is wrong with a field, in words. What the schema says of a value that is not there is said better here. */
export function fieldProblems(
  { field, rule }: Row,
  trace: Trace | undefined,
  problems: readonly string[],
  t: Translate,
): readonly string[] {
  if (problems.length === 0) return problems;
  if (rule === undefined) return [t('This has to be filled, and nothing is yet.')];
  const isEmpty = field.required && trace !== undefined && trace['value'] === undefined && !hasOwnProblem(trace);
  return isEmpty ? [t('This has to be filled, and this example has nothing for it.')] : problems;
}

/** A step of the rule itself says what went wrong. */
function hasOwnProblem(trace: Trace): boolean {
  const steps = trace['steps'];
  return Array.isArray(steps) && steps.some((step: unknown) => typeof step === 'object' && step !== null && 'problem' in step);
}

/** What is sent to a field, for people. */
export function sentWords(value: unknown, t: Translate): string {
  if (value === null) return t('nothing: clears the field');
  const text = valueText(value, t);
  return text === '' ? t('nothing: leaves the field as it is') : text;
}
