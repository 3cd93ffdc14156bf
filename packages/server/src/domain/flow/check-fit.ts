import type { Problem } from '@handoff/shared/event';
import type { FlowSpec, Step } from '@handoff/shared/flow';
import { compileMapping, compilePointer, formatPointer, validateMapping } from '@handoff/shared/mapping';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { checkSpec, connectionsOf } from './check-spec.ts';
import { fieldsFor } from './fields.ts';
import type { CallingParts } from './parts.ts';
import { rulePointer } from './problems.ts';

/**
 * What a version must have right before it runs on live events, beyond what a draft must: every required field has
 * a rule, no rule fills a field that is not there, and a step whose output is read runs before. `path` points into the spec.
 */
export async function checkFit(parts: CallingParts, workspaceId: string, spec: FlowSpec): Promise<Problem[]> {
  const problems = await checkSpec(parts.store.db, parts.destinations, workspaceId, spec);
  if (problems.length > 0) return problems;
  const connections = await connectionsOf(parts.store.db, workspaceId, spec);
  const found = await Promise.all(
    spec.steps.map(async (step, index) => {
      // `checkSpec` saw that it is there.
      const connection = connections.get(step.connection) as ConnectionRow;
      return [...(await checkMapping(parts, connection, step, index)), ...checkOrder(spec, step, index)];
    }),
  );
  return found.flat();
}

async function checkMapping(parts: CallingParts, connection: ConnectionRow, step: Step, index: number): Promise<Problem[]> {
  if (Object.keys(step.mapping.fields).length === 0) {
    return [
      {
        path: formatPointer(['steps', String(index), 'mapping', 'fields']),
        message: `Nothing is mapped in the step "${step.key}" yet. Map at least one field.`,
      },
    ];
  }
  const fields = await fieldsFor(parts, connection, step);
  return validateMapping(step.mapping, fields).map(({ path, message }) => ({ path: rulePointer(index, path), message }));
}

/** Only the output of a step that this one comes after, directly or over others, is there when its mapping is applied. */
function checkOrder(spec: FlowSpec, step: Step, index: number): Problem[] {
  const before = new Set<string>();
  for (let key = step.after; key !== undefined; key = spec.steps.find((candidate) => candidate.key === key)?.after) before.add(key);
  const missing = new Set(spec.steps.map(({ key }) => key).filter((key) => !before.has(key)));
  // Applied to nothing, rules look at every place they know of, fallbacks included.
  return compileMapping(step.mapping)
    .explain({})
    .trace.flatMap(({ target, reads }) =>
      [...new Set(reads.map(stepOf))]
        .filter((key) => key !== undefined && missing.has(key))
        .map((key) => ({
          path: rulePointer(index, target),
          message: `This reads what the step "${key}" gives, but "${step.key}" does not run after it. Let it run after "${key}".`,
        })),
    );
}

/** The step whose output a path reads: of `/steps/contact/id`, "contact". */
function stepOf(path: string): string | undefined {
  const [first, key] = compilePointer(path) ?? [];
  return first === 'steps' ? key : undefined;
}
