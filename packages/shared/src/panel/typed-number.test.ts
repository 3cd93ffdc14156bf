import { expect, test } from 'vitest';
import { readTypedNumber, writeNumber } from './typed-number.ts';

const read = (text: string) => readTypedNumber(text, (english) => english);

test.each([
  ['20.05', 20.05],
  ['20,05', 20.05],
  ['-5', -5],
  ['−5', -5],
  [' 7 ', 7],
  ['20.', 20],
  [',5', 0.5],
  ['0,125', 0.125],
  ['1234,567', 1234.567],
])('%s is read as %d', (text, number) => {
  expect(read(text)).toEqual({ number });
});

test.each(['', '-', 'five', '1.234,56', '1 234', '20.05.', '12345678901234567890', 'Infinity', '0x10'])('%j is no number', (text) => {
  expect(read(text)).toEqual({ problem: 'Write a number, such as 5, -5 or 20.05.' });
});

test('what could be a thousand or a bit more than one is asked about', () => {
  const problem = 'This could be 1234 or 1.234. Write 1234 or 1.2340.';
  expect(['1.234', '1,234'].map(read)).toEqual([{ problem }, { problem }]);
});

test.each([0, -5, 20.05, 1.234, -123.456, 1e-7, 0.1 + 0.2])('%d is read back as it was written', (number) => {
  expect(read(writeNumber(number))).toEqual({ number });
});
