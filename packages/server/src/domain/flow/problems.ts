import type { Problem } from '@handoff/shared/event';
import { formatPointer } from '@handoff/shared/mapping';
import { AppError } from '../../observe/app-error.ts';

/** Throws `invalid` with every problem, the first of them in the message; does nothing where there are none. */
export function refuseProblems(lead: string, problems: Problem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const more = problems.length === 1 ? '' : ` (${problems.length} problems in all.)`;
  throw new AppError('invalid', `${lead} ${first.message}${more}`, { problems });
}

/** Where in a flow's spec the rule for a target of a step stands: `/steps/0/mapping/fields/~1email`. */
export function rulePointer(step: number, target: string): string {
  return formatPointer(['steps', String(step), 'mapping', 'fields', target]);
}
