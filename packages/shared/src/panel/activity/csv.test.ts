import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

const line = (...cells: (string | number | null)[]) => toCsv([cells]).slice(1);

test('cells with commas, quotes and line breaks are quoted', () => {
  expect(line('a', 'b, c', 'say "hi"', 'two\nlines', null)).toBe('a,"b, c","say ""hi""","two\nlines",\r\n');
});

test('spreadsheets are told that it is UTF-8', () => {
  expect(toCsv([['Zoë']])).toBe('\uFEFFZoë\r\n');
});

test.each(['=1+1', '+49 30 1', '-2', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1+1', '\0=1'])('%j from a stranger is no formula', (text) => {
  expect(line(text).replace(/^"/, '').startsWith("'")).toBe(true);
});

test('a negative number of ours stays a number', () => {
  expect(line(-2.5, 'a=b', 'x@example.com')).toBe('-2.5,a=b,x@example.com\r\n');
});
