import type { FlowSpec, Step } from '@handoff/shared/flow';
import { conditionWords, type FlowChange, type FlowNames, ruleWords, stepWords, triggerWords, type Words } from '@handoff/shared/panel';
import { __, fill } from '../../../app/i18n.ts';
import { fieldName } from '../data/field-name.ts';
import type { Catalog } from '../data/useCatalog.ts';
import { useEditor } from './context.ts';

/** What is different between two versions of the flow under edit, in words. */
export function ChangeList({ changes }: { changes: readonly FlowChange[] }) {
  const { catalog, words } = useEditor();
  return <Changes changes={changes} catalog={catalog} words={words} />;
}

/** The same outside of the editor. */
export function Changes({ changes, catalog, words }: { changes: readonly FlowChange[]; catalog: Catalog; words: Words }) {
  if (changes.length === 0) return <p>{__('Nothing is different.', 'handoff')}</p>;
  return (
    <ul className="handoff-list">
      {changes.map((change, index) => (
        <li key={index}>{changeText(change, catalog, words)}</li>
      ))}
    </ul>
  );
}

function changeText(change: FlowChange, catalog: Catalog, words: Words): string {
  const { names } = catalog;
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
    case 'stepAdded':
      return fill(__('New step: {step}, with {count} mapped fields', 'handoff'), {
        step: stepWords(change.step, names),
        count: Object.keys(change.step.mapping.fields).length,
      });
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
      return inStep(change.step, names, ruleChange(change, catalog, words));
  }
}

function ruleChange(change: Extract<FlowChange, { what: 'rule' }>, catalog: Catalog, words: Words): string {
  const field = fieldName(change.target, catalog.declaredFields(change.step.connection, change.step.operation));
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
