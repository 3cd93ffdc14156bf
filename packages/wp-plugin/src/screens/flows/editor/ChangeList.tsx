import type { FlowSpec, Step } from '@handoff/shared/flow';
import { conditionWords, type FlowChange, type FlowNames, ruleWords, stepWords, triggerWords, type Words } from '@handoff/shared/panel';
import { type FieldNames, useEditor } from '@handoff/shared/panel/hooks';
import { __, _n, fill } from '../../../app/i18n.ts';

/** What the changes are told with. */
export interface ChangeWords {
  names: FlowNames;
  words: Words;
  fieldName: FieldNames;
}

/** What is different between two versions of the flow under edit, in words. */
export function ChangeList({ changes }: { changes: readonly FlowChange[] }) {
  const { catalog, words, fieldName } = useEditor();
  return <Changes changes={changes} with={{ names: catalog.names, words, fieldName }} />;
}

/** The same outside of the editor. */
export function Changes({ changes, with: tools }: { changes: readonly FlowChange[]; with: ChangeWords }) {
  if (changes.length === 0) return <p>{__('Nothing is different.', 'handoff')}</p>;
  return (
    <ul className="handoff-list">
      {changes.map((change, index) => (
        <li key={index}>{changeText(change, tools)}</li>
      ))}
    </ul>
  );
}

function changeText(change: FlowChange, tools: ChangeWords): string {
  const { names, words } = tools;
  switch (change.what) {
    case 'trigger':
      return fill(__('It starts: {after} (before: {before})', 'handoff'), {
        after: wholeTrigger(change.after, names),
        before: wholeTrigger(change.before, names),
      });
    case 'conditions':
      return fill(
        __('Only if: {after} (before: {before})', 'handoff'),
        sides(change, (condition) => conditionWords(condition, words)),
      );
    case 'stepAdded': {
      const count = Object.keys(change.step.mapping.fields).length;
      return fill(_n('New step: {step}, with {count} field', 'New step: {step}, with {count} fields', count, 'handoff'), {
        step: stepWords(change.step, names),
        count,
      });
    }
    case 'stepRemoved':
      return fill(__('Step removed: {step}', 'handoff'), { step: stepWords(change.step, names) });
    case 'order':
      return __('The steps are in another order.', 'handoff');
    case 'operation':
      return fill(__('{before} becomes {after}', 'handoff'), {
        before: stepWords(change.before, names),
        after: stepWords(change.after, names),
      });
    case 'when':
      return inStep(
        change.step,
        names,
        fill(
          __('only if: {after} (before: {before})', 'handoff'),
          sides(change, (condition) => conditionWords(condition, words)),
        ),
      );
    case 'waitsFor':
      return inStep(
        change.step,
        names,
        change.after === undefined ? __('no longer waits for another step', 'handoff') : __('waits for another step', 'handoff'),
      );
    case 'retryUncertain':
      return inStep(
        change.step,
        names,
        change.after
          ? __('is sent again when nobody knows whether it arrived', 'handoff')
          : __('is not sent again when nobody knows whether it arrived', 'handoff'),
      );
    case 'rule':
      return inStep(change.step, names, ruleChange(change, tools));
  }
}

function ruleChange(change: Extract<FlowChange, { what: 'rule' }>, { words, fieldName }: ChangeWords): string {
  const field = fieldName(change.step, change.target);
  if (change.after === undefined) return fill(__('“{field}” is no longer filled', 'handoff'), { field });
  const after = ruleWords(change.after, words);
  if (change.before === undefined) return fill(__('“{field}” is filled: {after}', 'handoff'), { field, after });
  return fill(__('“{field}” is filled: {after} (before: {before})', 'handoff'), { field, after, before: ruleWords(change.before, words) });
}

function inStep(step: Step, names: FlowNames, what: string): string {
  return fill(__('{step}: {what}', 'handoff'), { step: stepWords(step, names), what });
}

function sides<T>({ before, after }: { before: T | undefined; after: T | undefined }, say: (value: T) => string) {
  const orAlways = (value: T | undefined) => (value === undefined ? __('always', 'handoff') : say(value));
  return { before: orAlways(before), after: orAlways(after) };
}

/** Sources too, since forms alone do not tell two sites apart. */
function wholeTrigger(trigger: FlowSpec['trigger'], names: FlowNames): string {
  const { sources = [] } = trigger;
  const from =
    sources.length === 0 ? __('from anywhere', 'handoff') : fill(__('from sources: {count}', 'handoff'), { count: sources.length });
  return `${triggerWords(trigger, names)}, ${from}`;
}
