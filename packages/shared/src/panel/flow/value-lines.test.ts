import { expect, test } from 'vitest';
import { readLines, writeLines } from './value-lines.ts';

test('a value may have a comma in it, and stays whole when another is added', () => {
  const cities = readLines('Munich, Germany', [], 'Berlin');
  expect(cities).toEqual(['Munich, Germany']);
  expect(readLines(`${writeLines(cities)}\nParis, France`, cities, 'Berlin')).toEqual(['Munich, Germany', 'Paris, France']);
});

test('values stay what they were whatever the example is, and new ones are what it is', () => {
  const before = ['5', 7, true, null, ' as typed '];
  expect(readLines(writeLines(before), before, 12)).toEqual(before);
  expect(readLines(`${writeLines(before)}\n8`, before, 12)).toEqual([...before, 8]);
});

test('an empty line is no value, and nothing is there twice', () => {
  expect(readLines('DE\n\n FR \nDE\n', ['DE'], 'DE')).toEqual(['DE', 'FR']);
});
