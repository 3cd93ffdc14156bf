import { expect, test } from 'vitest';
import type { Rule } from '../../mapping/spec.ts';
import { fieldProblems, sentWords } from './outcome.ts';
import { extraField } from './rows.ts';

const t = (english: string) => english;
const SCHEMA = ['Invalid input: expected string, received undefined'];
const row = (rule: Rule | undefined) => ({ field: { ...extraField('/body'), required: true }, rule, isExtra: false });
const path: Rule = { do: 'path', path: '/data/note' };

test('a required field that gets nothing says so in plain words, whether it has a rule or not', () => {
  expect(fieldProblems(row(undefined), undefined, SCHEMA, t)).toEqual(['This has to be filled, and nothing is yet.']);
  expect(fieldProblems(row(path), { value: undefined, steps: [{ rule: 'path' }] }, SCHEMA, t)).toEqual([
    'This has to be filled, and this example has nothing for it.',
  ]);
});

test('what a rule says went wrong is told as it is', () => {
  const problems = ['"nobody" is not a complete e-mail address.'];
  const trace = { value: undefined, steps: [{ rule: 'email', problem: problems[0] }] };
  expect(fieldProblems(row(path), trace, problems, t)).toEqual(problems);
  expect(fieldProblems(row(path), { value: 'x', steps: [] }, ['Too long.'], t)).toEqual(['Too long.']);
  expect(fieldProblems(row(path), { value: 'x', steps: [] }, [], t)).toEqual([]);
});

test('clearing a field and leaving it alone are told apart', () => {
  expect(sentWords(null, t)).toBe('nothing: clears the field');
  expect(sentWords(undefined, t)).toBe('nothing: leaves the field as it is');
  expect(sentWords(0, t)).toBe('0');
});
