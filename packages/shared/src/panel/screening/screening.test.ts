import { expect, test } from 'vitest';
import { learnedWords, sizeWords } from './index.ts';

const t = (english: string) => english;

test('what was learned says whether it is enough, and what to do where it is not', () => {
  expect(learnedWords({ state: 'learning', spam: 0, genuine: 0 }, t)).toMatch(/^It has learned nothing yet\. .* from 10 of each kind/);
  expect(learnedWords({ state: 'learning', spam: 30, genuine: 2 }, t)).toMatch(/^Not enough yet .* takes 10 of each kind/);
  expect(learnedWords({ state: 'ready', spam: 30, genuine: 20 }, t)).toMatch(/^It knows enough/);
});

test('sizes are written as the reader writes them', () => {
  expect(sizeWords(1_234_567, 'de-DE')).toBe('1,2 MB');
  expect(sizeWords(0, 'en')).toBe('0 kB');
});
