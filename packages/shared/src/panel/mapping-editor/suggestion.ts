import type { Step } from '../../flow/flow.ts';
import type { Rule } from '../../mapping/spec.ts';
import { isSame } from '../flow/same.ts';
import { rulePaths, stepOfPath } from './paths.ts';

/** What a suggested mapping would do to a step's own. */
export interface Suggestion {
  /** Fields that have no rule yet. */
  added: Record<string, Rule>;
  /** Fields whose rule would become another. */
  replaced: Record<string, Rule>;
}

/** What the suggestion would add and replace. Rules that read only steps which do not come before this one are left out. */
export function suggest(suggested: Readonly<Record<string, Rule>>, step: Step, earlier: readonly Step[]): Suggestion {
  const before = new Set(earlier.map(({ key }) => key));
  const stepsRead = (rule: Rule) =>
    rulePaths(rule)
      .map(stepOfPath)
      .filter((key) => key !== undefined);
  const usable = Object.entries(suggested).filter(([, rule]) => stepsRead(rule).every((key) => before.has(key)));
  const current = step.mapping.fields;
  const added = usable.filter(([target]) => current[target] === undefined);
  const replaced = usable.filter(([target, rule]) => current[target] !== undefined && !isSame(current[target], rule));
  return { added: Object.fromEntries(added), replaced: Object.fromEntries(replaced) };
}
