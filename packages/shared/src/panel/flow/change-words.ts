import type { FlowSpec, Step } from '../../flow/flow.ts';
import { ruleWords, type Words } from '../mapping-editor/rule-words.ts';
import { fill } from '../translate.ts';
import type { Change } from './changes.ts';
import { conditionWords } from './condition-words.ts';
import { type FlowNames, stepWords, triggerWords } from './sentence.ts';

/** What changes are told with. */
export interface ChangeTools {
  names: FlowNames;
  words: Words;
  /** What a field of a step's destination is called. */
  fieldName: (step: Step, target: string) => string;
}

/** One difference between two versions of a flow, in words. */
export function flowChangeWords(change: Change, tools: ChangeTools): string {
  const { names, words } = tools;
  const { t } = names;
  switch (change.what) {
    case 'trigger':
      return fill(t('It starts: {after} (before: {before})'), {
        after: wholeTrigger(change.after, names),
        before: wholeTrigger(change.before, names),
      });
    case 'conditions':
      return fill(t('Only if: {after} (before: {before})'), sides(change, words));
    case 'stepAdded': {
      const count = Object.keys(change.step.mapping.fields).length;
      const text = count === 1 ? t('New step: {step}, with {count} field') : t('New step: {step}, with {count} fields');
      return fill(text, { step: stepWords(change.step, names), count });
    }
    case 'stepRemoved':
      return fill(t('Step removed: {step}'), { step: stepWords(change.step, names) });
    case 'order':
      return t('The steps are in another order.');
    case 'operation':
      return fill(t('{before} becomes {after}'), { before: stepWords(change.before, names), after: stepWords(change.after, names) });
    case 'when':
      return inStep(change.step, names, fill(t('only if: {after} (before: {before})'), sides(change, words)));
    case 'waitsFor':
      return inStep(change.step, names, change.after === undefined ? t('no longer waits for another step') : t('waits for another step'));
    case 'retryUncertain':
      return inStep(
        change.step,
        names,
        change.after
          ? t('is sent again when nobody knows whether it arrived')
          : t('is not sent again when nobody knows whether it arrived'),
      );
    case 'rule':
      return inStep(change.step, names, ruleChange(change, tools));
  }
}

function ruleChange(change: Extract<Change, { what: 'rule' }>, { words, fieldName }: ChangeTools): string {
  const { t } = words;
  const field = fieldName(change.step, change.target);
  if (change.after === undefined) return fill(t('“{field}” is no longer filled'), { field });
  const after = ruleWords(change.after, words);
  if (change.before === undefined) return fill(t('“{field}” is filled: {after}'), { field, after });
  return fill(t('“{field}” is filled: {after} (before: {before})'), { field, after, before: ruleWords(change.before, words) });
}

function inStep(step: Step, names: FlowNames, what: string): string {
  return fill(names.t('{step}: {what}'), { step: stepWords(step, names), what });
}

function sides({ before, after }: Pick<Extract<Change, { what: 'conditions' }>, 'before' | 'after'>, words: Words) {
  const say = (condition: typeof before) => (condition === undefined ? words.t('always') : conditionWords(condition, words));
  return { before: say(before), after: say(after) };
}

/** Sources too, since forms alone do not tell two sites apart. */
function wholeTrigger(trigger: FlowSpec['trigger'], names: FlowNames): string {
  const { sources = [] } = trigger;
  const from = sources.length === 0 ? names.t('from anywhere') : fill(names.t('from sources: {count}'), { count: sources.length });
  return `${triggerWords(trigger, names)}, ${from}`;
}
