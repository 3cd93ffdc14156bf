import type { Condition, Scalar } from '../../mapping/spec.ts';
import { fill, quoted, type Translate } from '../translate.ts';
import { readNumber } from '../typed-number.ts';

interface Words {
  t: Translate;
  label: (pointer: string) => string;
}

/** What can be asked of one value. */
export type Question = Exclude<Condition, { is: 'all' | 'any' | 'not' }>;
export type Operator = Question['is'] | `not:${'equals' | 'in' | 'contains' | 'startsWith' | 'endsWith'}`;

/** The operators in the order in which people look for them, in words. */
export function operators(t: Translate): { value: Operator; label: string }[] {
  return [
    { value: 'present', label: t('is filled in') },
    { value: 'absent', label: t('is empty') },
    { value: 'equals', label: t('is') },
    { value: 'not:equals', label: t('is not') },
    { value: 'contains', label: t('contains') },
    { value: 'not:contains', label: t('does not contain') },
    { value: 'startsWith', label: t('begins with') },
    { value: 'not:startsWith', label: t('does not begin with') },
    { value: 'endsWith', label: t('ends with') },
    { value: 'not:endsWith', label: t('does not end with') },
    { value: 'in', label: t('is one of') },
    { value: 'not:in', label: t('is none of') },
    { value: 'greater', label: t('is more than') },
    { value: 'less', label: t('is less than') },
  ];
}

/** A condition in one sentence: `E-mail ends with “@example.com” and (Country is “DE” or Country is “AT”)`. */
export function conditionWords(condition: Condition, words: Words): string {
  return say(condition, words, false);
}

function say(condition: Condition, words: Words, isInside: boolean): string {
  const { t, label } = words;
  if (condition.is === 'all' || condition.is === 'any') {
    if (condition.of.length === 0) return condition.is === 'all' ? t('always') : t('never');
    const parts = condition.of
      .map((part) => say(part, words, condition.of.length > 1))
      .join(condition.is === 'all' ? t(' and ') : t(' or '));
    return isInside && condition.of.length > 1 ? `(${parts})` : parts;
  }
  const { question, operator } = asQuestion(condition);
  if (question === undefined) return fill(t('not: {condition}'), { condition: say((condition as { of: Condition }).of, words, true) });
  const said = operators(t).find(({ value }) => value === operator)?.label ?? operator;
  const value = [valueOf(question)]
    .flat()
    .map((one) => (one === undefined ? '' : scalarWords(one, t)))
    .join(', ');
  return `${label(question.path)} ${said} ${value}`.trim();
}

/** A fixed value for people: “sales”, 5, yes. */
export function scalarWords(value: Scalar, t: Translate): string {
  if (value === null) return t('empty');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  return typeof value === 'number' ? String(value) : quoted(value, t);
}

/** A condition as one question with an operator of the list, which has "is not" where conditions have not(is). */
export function asQuestion(
  condition: Condition,
): { question: Question; operator: Operator } | { question: undefined; operator: undefined } {
  if (condition.is === 'all' || condition.is === 'any') return { question: undefined, operator: undefined };
  if (condition.is !== 'not') return { question: condition, operator: condition.is };
  const { of } = condition;
  const canBeNegated = of.is === 'equals' || of.is === 'in' || of.is === 'contains' || of.is === 'startsWith' || of.is === 'endsWith';
  return canBeNegated ? { question: of, operator: `not:${of.is}` } : { question: undefined, operator: undefined };
}

/** A condition with another operator or another place, keeping of the value what fits. */
export function askQuestion(path: string, operator: Operator, value: Scalar | Scalar[] | undefined): Condition {
  const single = Array.isArray(value) ? value[0] : value;
  const [kind, isNegated] = operator.startsWith('not:') ? [operator.slice(4) as Question['is'], true] : [operator as Question['is'], false];
  const question = ask(kind, path, value, single);
  return isNegated ? { is: 'not', of: question } : question;
}

function ask(kind: Question['is'], path: string, value: Scalar | Scalar[] | undefined, single: Scalar | undefined): Question {
  switch (kind) {
    case 'present':
    case 'absent':
      return { is: kind, path };
    case 'equals':
      return { is: kind, path, value: single ?? '' };
    case 'in':
      return { is: kind, path, values: Array.isArray(value) ? value : single === undefined || single === '' ? [] : [single] };
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return { is: kind, path, value: single === undefined || single === null ? '' : String(single) };
    case 'greater':
    case 'less':
      return { is: kind, path, value: typeof single === 'number' ? single : (readNumber(String(single ?? '')) ?? 0) };
  }
}

/** The value a question compares with, if it has one. */
export function valueOf(question: Question): Scalar | Scalar[] | undefined {
  if ('values' in question) return question.values;
  return 'value' in question ? question.value : undefined;
}
