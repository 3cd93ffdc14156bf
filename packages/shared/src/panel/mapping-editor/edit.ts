import type { FlowSpec, Step, Trigger } from '../../flow/flow.ts';
import type { Condition, Rule } from '../../mapping/spec.ts';
import { rulePaths, stepOfPath } from './paths.ts';

type StepChanges = { [Name in 'connection' | 'operation']?: string } & { [Name in 'after' | 'when' | 'retryUncertain']?: Step[Name] };

/** One change a person makes to a flow. Steps are named by their key. */
export type Edit =
  | { do: 'setTrigger'; trigger: Trigger }
  | { do: 'setConditions'; conditions: Condition | undefined }
  | { do: 'addStep'; step: Step }
  | { do: 'removeStep'; key: string }
  | { do: 'moveStep'; key: string; by: -1 | 1 }
  /** A member that is there and undefined is taken away. */
  | { do: 'changeStep'; key: string; changes: StepChanges }
  | { do: 'setRule'; key: string; target: string; rule: Rule }
  | { do: 'removeRule'; key: string; target: string }
  /** Rules for several fields at once, in place of those that are there for the same fields. */
  | { do: 'setRules'; key: string; fields: Record<string, Rule> };

/** The flow after a change; the same object where nothing changes. Never touches what it is given. */
export function applyEdit(spec: FlowSpec, edit: Edit): FlowSpec {
  switch (edit.do) {
    case 'setTrigger':
      return { ...spec, trigger: edit.trigger };
    case 'setConditions':
      return withoutUndefined({ ...spec, conditions: edit.conditions });
    case 'addStep':
      return { ...spec, steps: [...spec.steps, edit.step] };
    case 'removeStep':
      return removeStep(spec, edit.key);
    case 'moveStep':
      return moveStep(spec, edit.key, edit.by);
    case 'changeStep':
      return changeStep(spec, edit.key, (step) => withoutUndefined({ ...step, ...edit.changes }));
    case 'setRule':
      return inOrder(
        changeFields(spec, edit.key, (fields) => ({ ...fields, [edit.target]: edit.rule })),
        edit.key,
      );
    case 'removeRule':
      return changeFields(spec, edit.key, ({ [edit.target]: _removed, ...rest }) => rest);
    case 'setRules':
      return inOrder(
        changeFields(spec, edit.key, (fields) => ({ ...fields, ...edit.fields })),
        edit.key,
      );
  }
}

/** A step that reads what an earlier one gives has to come after it, or there is nothing to read. */
function inOrder(spec: FlowSpec, key: string): FlowSpec {
  const index = spec.steps.findIndex((step) => step.key === key);
  const step = spec.steps[index];
  if (step === undefined) return spec;
  const read = new Set(Object.values(step.mapping.fields).flatMap(rulePaths).map(stepOfPath));
  const before = stepsBefore(spec.steps, step);
  const missed = spec.steps.slice(0, index).findLast((earlier) => read.has(earlier.key) && !before.has(earlier.key));
  return missed === undefined ? spec : changeStep(spec, key, (one) => ({ ...one, after: missed.key }));
}

/** The steps that are done before this one, directly or over others. */
function stepsBefore(steps: readonly Step[], step: Step): Set<string> {
  const before = new Set<string>();
  for (let { after } = step; after !== undefined && !before.has(after);) {
    before.add(after);
    const name: string = after;
    after = steps.find(({ key }) => key === name)?.after;
  }
  return before;
}

function changeStep(spec: FlowSpec, key: string, change: (step: Step) => Step): FlowSpec {
  if (!spec.steps.some((step) => step.key === key)) return spec;
  return { ...spec, steps: spec.steps.map((step) => (step.key === key ? change(step) : step)) };
}

function changeFields(spec: FlowSpec, key: string, change: (fields: Record<string, Rule>) => Record<string, Rule>): FlowSpec {
  return changeStep(spec, key, (step) => ({ ...step, mapping: { fields: change(step.mapping.fields) } }));
}

/** Steps that came after it now come after what it came after. */
function removeStep(spec: FlowSpec, key: string): FlowSpec {
  const removed = spec.steps.find((step) => step.key === key);
  if (removed === undefined) return spec;
  const steps = spec.steps
    .filter((step) => step !== removed)
    .map((step) => (step.after === key ? withoutUndefined({ ...step, after: removed.after }) : step));
  return { ...spec, steps };
}

/** A step that would come before the one it waits for no longer waits for it. */
function moveStep(spec: FlowSpec, key: string, by: -1 | 1): FlowSpec {
  const from = spec.steps.findIndex((step) => step.key === key);
  const step = spec.steps[from];
  const other = spec.steps[from + by];
  if (step === undefined || other === undefined) return spec;
  const [first, second] = by === 1 ? [other, step] : [step, other];
  const cleared = first.after === second.key ? withoutUndefined({ ...first, after: second.after }) : first;
  const steps = [...spec.steps];
  steps.splice(Math.min(from, from + by), 2, cleared, second);
  return { ...spec, steps };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
