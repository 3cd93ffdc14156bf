import { expect, test } from 'vitest';
import { asLiteralKind, literalKindOf } from './literal.ts';
import { readPartNumber, splitNumberOf, splitPartOf, withSplitNumber, withSplitPart } from './split-part.ts';

test('a fixed value keeps what fits when its kind changes', () => {
  expect(asLiteralKind('12', 'number')).toBe(12);
  expect(asLiteralKind('20,05', 'number')).toBe(20.05);
  expect(asLiteralKind('twelve', 'number')).toBe(0);
  expect(asLiteralKind(true, 'text')).toBe('true');
  expect(asLiteralKind(null, 'text')).toBe('');
  expect(asLiteralKind('true', 'boolean')).toBe(true);
  expect(asLiteralKind('yes', 'null')).toBeNull();
  expect(['x', 3, false, null].map(literalKindOf)).toEqual(['text', 'number', 'boolean', 'null']);
});

test('parts of a split value are counted as people count, from either end', () => {
  const split = { do: 'split', separator: '-' } as const;
  expect(splitPartOf(split)).toBe('all');
  expect(splitPartOf(withSplitPart(split, 'last'))).toBe('last');
  expect(withSplitPart({ ...split, index: 2 }, 'all')).toEqual(split);
  expect(withSplitNumber(split, 3)).toEqual({ ...split, index: 2 });
  expect(withSplitNumber(split, -2)).toEqual({ ...split, index: -2 });
  const read = (text: string) => readPartNumber(text, (english) => english);
  expect([read('3'), read('-2')]).toEqual([{ number: 3 }, { number: -2 }]);
  expect(['0', '1.5', '-'].map((text) => 'problem' in read(text))).toEqual([true, true, true]);
  expect([0, 2, -2].map(splitNumberOf)).toEqual([1, 3, -2]);
});
