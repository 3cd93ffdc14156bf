import { expect, test } from 'vitest';
import type { Condition } from '../../mapping/spec.ts';
import { asGroup, groupOf, isNumberAsText, typedLike } from './condition-group.ts';

const filled: Condition = { is: 'present', path: '/subject/email' };
const german: Condition = { is: 'equals', path: '/subject/country', value: 'DE' };

test.each([
  { is: 'all', of: [filled, german] },
  { is: 'any', of: [filled] },
  { is: 'not', of: { is: 'any', of: [filled, german] } },
] satisfies Condition[])('a group is the same condition after a look at it: %j', (condition) => {
  const { kind, of } = asGroup(condition);
  expect(groupOf(kind, of)).toEqual(condition);
});

test('one question, and one that is negated, become a group of one', () => {
  expect(asGroup(german)).toEqual({ kind: 'all', of: [german] });
  expect(asGroup({ is: 'not', of: german })).toEqual({ kind: 'all', of: [{ is: 'not', of: german }] });
  expect(asGroup({ is: 'not', of: { is: 'all', of: [filled, german] } })).toEqual({
    kind: 'none',
    of: [{ is: 'all', of: [filled, german] }],
  });
});

test('what is typed is the kind of value the example holds', () => {
  expect(typedLike('5', 12)).toBe(5);
  expect(typedLike('20,05', 12)).toBe(20.05);
  expect(typedLike('5', '12')).toBe('5');
  expect(typedLike('five', 12)).toBe('five');
  expect(typedLike(' ', 12)).toBe(' ');
  expect(typedLike('true', false)).toBe(true);
});

test('what stays text beside an example that is a number is told', () => {
  expect(['five', '-', '1,234', '20,05', ''].map((text) => isNumberAsText(text, 12))).toEqual([true, true, true, false, false]);
  expect(isNumberAsText('five', 'seven')).toBe(false);
});
