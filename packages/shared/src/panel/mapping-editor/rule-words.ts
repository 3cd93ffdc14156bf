import { parseTemplate } from '../../mapping/rules/text.ts';
import type { Condition, Rule, Scalar } from '../../mapping/spec.ts';
import { conditionWords, scalarWords } from '../flow/condition-words.ts';
import { fill, quoted, type Translate } from '../translate.ts';
import { type Change, partsOf, type SourceRule } from './rule-parts.ts';

/** A part of a rule in plain words: where the value comes from (`field`, `fixed`, `choice`), or what is done to it (`change`). */
export interface Chip {
  kind: 'field' | 'fixed' | 'choice' | 'change';
  text: string;
}

export interface Words {
  t: Translate;
  /** The name of a place in the event. */
  label: (pointer: string) => string;
  /** The name of one of the destination's own choices. */
  option?: (value: Scalar) => string | undefined;
}

/** A rule as a row of short texts: [Your e-mail] [as an e-mail address]. */
export function ruleChips(rule: Rule, words: Words): Chip[] {
  const { source, changes } = partsOf(rule);
  return [sourceChip(source, words), ...changes.map((change): Chip => ({ kind: 'change', text: changeWords(change, words) }))];
}

/** A rule in one text, for lists of changes and for screen readers. */
export function ruleWords(rule: Rule, words: Words): string {
  const [source, ...changes] = ruleChips(rule, words).map(({ text }) => text);
  return changes.length === 0 ? (source ?? '') : `${source} (${changes.join(', ')})`;
}

/** A rule inside another: what is put together itself is set off. */
function innerWords(rule: Rule, words: Words): string {
  const { source } = partsOf(rule);
  const said = ruleWords(rule, words);
  const isGroup = source.do === 'when' || ((source.do === 'coalesce' || source.do === 'join') && source.of.length > 1);
  return isGroup ? `(${said})` : said;
}

function sourceChip(source: SourceRule, words: Words): Chip {
  const { t, label } = words;
  const inner = (rule: Rule) => innerWords(rule, words);
  switch (source.do) {
    case 'path':
      return { kind: 'field', text: label(source.path) };
    case 'literal':
      return { kind: 'fixed', text: literalWords(source.value, words) };
    case 'template':
      return { kind: 'fixed', text: quoted(templateWords(source.template, label), t) };
    case 'coalesce':
      return { kind: 'choice', text: source.of.map(inner).reduce((one, other) => fill(t('{one}, else {other}'), { one, other })) };
    case 'join':
      return { kind: 'choice', text: source.of.map(inner).join(' + ') };
    case 'when':
      return { kind: 'choice', text: whenWords(source, words, inner) };
  }
}

function literalWords(value: Scalar, { t, option }: Words): string {
  return option?.(value) ?? (value === null ? t('clears the field') : scalarWords(value, t));
}

function whenWords(
  source: { if: Condition; then: Rule; otherwise?: Rule | undefined },
  words: Words,
  inner: (rule: Rule) => string,
): string {
  const { t } = words;
  const values = { condition: conditionWords(source.if, words), then: inner(source.then) };
  return source.otherwise === undefined
    ? fill(t('if {condition}: {then}'), values)
    : fill(t('if {condition}: {then}, else: {otherwise}'), { ...values, otherwise: inner(source.otherwise) });
}

/** A template with its placeholders by name: "Enquiry from ‹Name›". */
export function templateWords(template: string, label: (pointer: string) => string): string {
  const parsed = parseTemplate(template);
  if (typeof parsed === 'string') return template;
  return parsed.texts.map((text, index) => (index === 0 ? text : `‹${label(parsed.paths[index - 1] ?? '')}›${text}`)).join('');
}

export function changeWords(change: Change, words: Words): string {
  const { t } = words;
  switch (change.do) {
    case 'trim':
      return t('without space around it');
    case 'lower':
      return t('in small letters');
    case 'title':
      return t('With Capital Letters');
    case 'email':
      return t('as an e-mail address');
    case 'boolean':
      return t('as yes or no');
    case 'number':
      return change.decimal === ',' ? t('as a number (1.234,56)') : t('as a number (1,234.56)');
    case 'splitName':
      return change.part === 'first' ? t('first name') : t('last name');
    case 'e164':
      return change.country === undefined ? t('as a phone number') : fill(t('as a phone number ({country})'), { country: change.country });
    case 'date':
      return change.output === 'date' ? t('as a date') : change.output === 'datetime' ? t('as date and time') : t('as a time stamp');
    case 'split':
      return splitWords(change, t);
    case 'lookup':
      return fill(t('by a table of {count}'), { count: Object.keys(change.table).length });
  }
}

function splitWords({ index, separator }: Extract<Change, { do: 'split' }>, t: Translate): string {
  const shown = separator === '\n' ? t('new line') : separator;
  if (index === undefined) return fill(t('split at “{separator}”'), { separator: shown });
  if (index === -1) return fill(t('last part, split at “{separator}”'), { separator: shown });
  if (index < 0) return fill(t('part {number} from the end, split at “{separator}”'), { number: -index, separator: shown });
  return fill(t('part {number}, split at “{separator}”'), { number: index + 1, separator: shown });
}
