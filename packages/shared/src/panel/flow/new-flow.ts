import type { FlowSpec, Step } from '../../flow/flow.ts';
import { stepKey } from '../first-run/plan.ts';

/** A flow as it begins: a form of one site starts it, nothing is done yet. It can be saved once it has a step. */
export function newFlow(sourceId: string | undefined, forms: readonly string[] = [], type = 'form.submitted'): FlowSpec {
  return {
    trigger: {
      types: [type],
      ...(sourceId === undefined ? {} : { sources: [sourceId] }),
      ...(forms.length === 0 ? {} : { forms: [...forms] }),
    },
    steps: [],
  };
}

/** A step without rules yet. */
export function newStep(connection: string, operation: string, others: readonly Pick<Step, 'key'>[]): Step {
  return { key: freeKey(operation, others), connection, operation, mapping: { fields: {} } };
}

/** A key of its own: later steps read this one's record under it. */
function freeKey(operation: string, others: readonly Pick<Step, 'key'>[]): string {
  const base = stepKey(operation);
  const taken = new Set(others.map(({ key }) => key));
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(key)) return key;
  }
}
