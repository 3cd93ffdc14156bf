import { expect, it } from 'vitest';
import { clip, cut } from './cut.ts';

it.each([
  ['Tea', 3, 'Tea'],
  ['Teapot', 3, 'Tea'],
  ['Tea🫖', 5, 'Tea🫖'],
  ['Tea🫖', 4, 'Tea'],
  ['Tea🫖🫖', 6, 'Tea🫖'],
  ['🫖', 1, ''],
  ['', 5, ''],
])('cuts %s to %i without halving a character', (text, most, expected) => {
  expect(cut(text, most)).toBe(expected);
  expect(cut(text, most).isWellFormed()).toBe(true);
});

it('shows that a quoted text goes on', () => {
  expect(clip('Tea🫖', 5)).toBe('Tea🫖');
  expect(clip('Tea🫖', 4)).toBe('Tea…');
  expect(clip('x'.repeat(301))).toBe(`${'x'.repeat(300)}…`);
});
