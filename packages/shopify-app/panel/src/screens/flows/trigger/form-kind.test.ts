import type { Condition } from '@handoff/shared/panel';
import { expect, test } from 'vitest';
import { forFormKind, formKindOf } from './form-kind.ts';

const german: Condition = { is: 'equals', path: '/context/locale', value: 'de' };
const any: Condition = { is: 'any', of: [german, { is: 'present', path: '/subject/email' }] };

test.each([undefined, german, any])('a kind is added to what was asked before, and taken away without a trace: %j', (before) => {
  const asked = forFormKind(before, 'signup');
  expect(formKindOf(asked)).toBe('signup');
  expect(formKindOf(forFormKind(asked, 'contact'))).toBe('contact');
  expect(forFormKind(asked, 'any')).toEqual(before);
});

test('a kind that is only one of several possibilities is left to the conditions', () => {
  expect(formKindOf({ is: 'any', of: [german, { is: 'equals', path: '/data/kind', value: 'signup' }] })).toBe('any');
  expect(formKindOf(any)).toBe('any');
});
