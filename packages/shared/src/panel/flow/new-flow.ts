import type { FlowSpec, Step } from '../../flow/flow.ts';

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
  return { key: stepKey(operation, others), connection, operation, mapping: { fields: {} } };
}

const VERB = /^(create|upsert|update|add|post|send|put|append|make)(?=[A-Z])/;

/**
 * The key of a new step, made from what it is about: `upsertContact` is "contact", a second one "contact-2". Later steps
 * read its record under it, and suggested mappings of a deal look for a step called "contact".
 */
function stepKey(operation: string, others: readonly Pick<Step, 'key'>[]): string {
  const name = operation
    .replace(VERB, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  const base = name === '' ? 'step' : name;
  const taken = new Set(others.map(({ key }) => key));
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(key)) return key;
  }
}
