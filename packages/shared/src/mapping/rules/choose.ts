import type { Test } from '../condition.ts';
import type { Evaluate } from '../run.ts';
import { bare, isFilled } from '../values.ts';

/**
 * The first alternative that is not undefined, null, blank or a list of no items. Where one was found, what was wrong with
 * those before it is a warning: the owner foresaw it.
 */
export function coalesce(of: readonly Evaluate[]): Evaluate {
  return (root, run) => {
    const problems = run.problems.length;
    const warnings = run.warnings.length;
    for (const evaluate of of) {
      const attempt = run.problems.length;
      const value = evaluate(root, run);
      if (!isFilled(typeof value === 'string' ? bare(value) : value)) continue;
      if (attempt > problems) {
        const passedOver = run.problems.splice(problems, attempt - problems);
        run.warnings.splice(warnings, 0, ...passedOver);
      }
      return value;
    }
    return undefined;
  };
}

export function when(test: Test, then: Evaluate, otherwise: Evaluate | undefined): Evaluate {
  return (root, run) => {
    if (test(root)) return then(root, run);
    return otherwise === undefined ? undefined : otherwise(root, run);
  };
}
