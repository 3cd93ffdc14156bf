import { describe, expect, test } from 'vitest';
import { compareNames, nameWords } from './names.ts';

const agreement = (a: string, b: string) => compareNames(nameWords(a), nameWords(b)).agreement;

describe('what people are called', () => {
  test.each([
    ['Ada Lovelace', 'LOVELACE, Ada', 'same'],
    ['Dr. Ada Lovelace', 'ada lovelace', 'same'],
    ['Ludwig van Beethoven', 'Beethoven Ludwig', 'same'],
    ['Zoë O’Hara', "Zoe O'Hara", 'same'],
    ['Jürgen Müller', 'Jurgen Muller', 'same'],
    ['Anna-Lena Schmidt', 'Anna Lena Schmidt', 'same'],
    ['Иван Петров', 'Ivan Petrov', 'same'],
    ['王伟', '王 伟', 'same'],
    ['김철수', '김 철수', 'same'],
    ['王伟', '王芳', 'partial'],
    ['Ada King Lovelace', 'Ada Lovelace', 'same'],
    ['Ada Lovelace', 'Ada Lovelcae', 'close'],
    ['William Turner', 'Bill Turner', 'close'],
    ['Giuseppe Verdi', 'Joe Verdi', 'close'],
    ['A. Lovelace', 'Ada Lovelace', 'initial'],
    ['R. Gatward', 'Becky Gatward', 'initial'],
    ['Ada', 'Ada Lovelace', 'single'],
    ['Ada Lovelace', 'Byron Lovelace', 'partial'],
    ['Ada Lovelace', 'Ada Byron', 'partial'],
    ['Ada Lovelace', 'Charles Babbage', 'different'],
    ['', 'Ada Lovelace', 'unknown'],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(agreement(a, b)).toBe(expected);
    expect(agreement(b, a)).toBe(expected);
  });

  test.each([
    ['Mario Rossi', 'Maria Rossi'],
    ['Ella Ryan', 'Ellen Ryan'],
    ['Christian Huber', 'Christina Huber'],
    ['Jack Green', 'Jake Green'],
  ])('%s and %s are two names, not one mistyped', (a, b) => {
    expect(agreement(a, b)).toBe('partial');
  });
});
