import type { FlowSpec, Step, Trigger } from '../../flow/flow.ts';
import type { Condition, Rule } from '../../mapping/spec.ts';
import { isSame } from './same.ts';

/** One difference between two versions of a flow. Steps are told apart by their keys. */
export type Change =
  | { what: 'trigger'; before: Trigger; after: Trigger }
  | { what: 'conditions'; before: Condition | undefined; after: Condition | undefined }
  | { what: 'stepAdded'; step: Step }
  | { what: 'stepRemoved'; step: Step }
  | { what: 'order'; before: string[]; after: string[] }
  | { what: 'operation'; before: Step; after: Step }
  | { what: 'when'; step: Step; before: Condition | undefined; after: Condition | undefined }
  | { what: 'waitsFor'; step: Step; before: string | undefined; after: string | undefined }
  | { what: 'retryUncertain'; step: Step; after: boolean }
  | { what: 'rule'; step: Step; target: string; before: Rule | undefined; after: Rule | undefined };

/** What is different in `after`; `before` null stands for nothing at all. */
export function changesBetween(before: FlowSpec | null, after: FlowSpec): Change[] {
  if (before === null) return after.steps.map((step) => ({ what: 'stepAdded', step }));
  const changes: Change[] = [];
  if (!isSame(before.trigger, after.trigger)) changes.push({ what: 'trigger', before: before.trigger, after: after.trigger });
  if (!isSame(before.conditions, after.conditions))
    changes.push({ what: 'conditions', before: before.conditions, after: after.conditions });
  const earlier = new Map(before.steps.map((step) => [step.key, step]));
  const later = new Set(after.steps.map(({ key }) => key));
  changes.push(...before.steps.filter(({ key }) => !later.has(key)).map((step): Change => ({ what: 'stepRemoved', step })));
  changes.push(
    ...after.steps.flatMap((step): Change[] => {
      const was = earlier.get(step.key);
      return was === undefined ? [{ what: 'stepAdded', step }] : stepChanges(was, step);
    }),
  );
  const kept = (spec: FlowSpec) => spec.steps.map(({ key }) => key).filter((key) => earlier.has(key) && later.has(key));
  if (!isSame(kept(before), kept(after))) changes.push({ what: 'order', before: kept(before), after: kept(after) });
  return changes;
}

function stepChanges(before: Step, after: Step): Change[] {
  const changes: Change[] = [];
  if (before.connection !== after.connection || before.operation !== after.operation) changes.push({ what: 'operation', before, after });
  if (!isSame(before.when, after.when)) changes.push({ what: 'when', step: after, before: before.when, after: after.when });
  if (before.after !== after.after) changes.push({ what: 'waitsFor', step: after, before: before.after, after: after.after });
  const retries = after.retryUncertain ?? false;
  if ((before.retryUncertain ?? false) !== retries) changes.push({ what: 'retryUncertain', step: after, after: retries });
  const targets = new Set([...Object.keys(before.mapping.fields), ...Object.keys(after.mapping.fields)]);
  for (const target of targets) {
    const [was, is] = [before.mapping.fields[target], after.mapping.fields[target]];
    if (!isSame(was, is)) changes.push({ what: 'rule', step: after, target, before: was, after: is });
  }
  return changes;
}
