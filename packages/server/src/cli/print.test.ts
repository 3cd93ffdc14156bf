import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { harmless, yamlOf } from './print.ts';

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

test('YAML spells out what would steer the terminal: what is read from it is what was written', () => {
  const value = {
    plain: 'Zoë: مرحبا #1',
    'a \u202Ekey': ['fdp.\u202Eexe', '\u009B31mred', '\u007F \\\u200Fx', 'a\n\u2067b\n\tc\n', 'over\rwritten'],
    long: `${'word '.repeat(60)}\u2066end`,
  };
  const yaml = yamlOf(value);
  expect(parse(yaml)).toEqual(value);
  expect(yaml).toBe(harmless(yaml));
  expect(yaml).toContain('plain: "Zoë: مرحبا #1"');
});
