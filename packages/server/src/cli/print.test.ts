import { expect, test } from 'vitest';
import { harmless } from './print.ts';

test.each([
  ['\u001B[2J\u001B[1;1Hall is well', '·[2J·[1;1Hall is well'],
  ['\u009B31mred', '·31mred'],
  ['\u001B]0;title\u0007', '·]0;title·'],
  ['over\rwritten', 'over·written'],
  ['fdp.\u202Eexe', 'fdp.·exe'],
])('%j from a stranger does not steer the terminal', (text, shown) => {
  expect(harmless(text)).toBe(shown);
});

test('lines, columns and every script stay as they are', () => {
  const text = 'Zoë\t東京\nمرحبا — 👩‍🚀';
  expect(harmless(text)).toBe(text);
});
