import { expect, test } from 'vitest';
import { learnedWords, mostDoubtful, sizeWords } from './index.ts';

const t = (english: string) => english;

test('of what was kept back the least like spam comes first, of what went on the most', () => {
  const items = [
    { id: 'a', score: 9 },
    { id: 'b', score: 4.1 },
    { id: 'c', score: null },
    { id: 'd', score: 4.1 },
  ];
  expect(mostDoubtful(items, 'quarantine').map(({ id }) => id)).toEqual(['c', 'b', 'd', 'a']);
  expect(mostDoubtful(items, 'review').map(({ id }) => id)).toEqual(['a', 'b', 'd', 'c']);
});

test('what was learned says whether it is enough, and what to do where it is not', () => {
  expect(learnedWords({ state: 'learning', spam: 0, genuine: 0 }, t)).toMatch(/^It has learned nothing yet\. .* from 10 of each kind/);
  expect(learnedWords({ state: 'learning', spam: 30, genuine: 2 }, t)).toMatch(/^Not enough yet .* takes 10 of each kind/);
  expect(learnedWords({ state: 'ready', spam: 30, genuine: 20 }, t)).toMatch(/^It knows enough/);
});

test('sizes are written as the reader writes them', () => {
  expect(sizeWords(1_234_567, 'de-DE')).toBe('1,2 MB');
  expect(sizeWords(0, 'en')).toBe('0 kB');
});
