import { expect, test } from 'vitest';
import { evidenceWords } from './evidence-words.ts';

/** Stands for a language: its texts are those of the catalogue, marked. */
const marked = (text: string) => `»${text}`;

test.each([
  ['No sign of spam was found.', '»No sign of spam was found.'],
  ['The text contains 12 links to other sites.', '»The text contains 12 links to other sites.'],
  [
    'The text contains "50 % (off)", which is on your list of blocked words.',
    '»The text contains "50 % (off)", which is on your list of blocked words.',
  ],
  ['Says the same as evt_01ABC, sent a moment before.', '»It says the same as an earlier one, sent a moment before.'],
  [
    'The same network sent at least 100 other messages within the hour.',
    '»The same network sent at least 100 other messages within the hour.',
  ],
  [
    'a, b on your site called this spam; c on your site found this genuine.',
    '»a, b on your site called this spam; c on your site found this genuine.',
  ],
  [
    'The text has words that mix alphabets (3), words spelled with gaps, such as "v i a, (g) ra".',
    '»The text has »words that mix alphabets (3), »words spelled with gaps, such as "v i a, (g) ra".',
  ],
  [
    'It is written in Cyrillic letters, as hardly any genuine message to your site is.',
    '»It is written in »Cyrillic letters, as hardly any genuine message to your site is.',
  ],
  [
    'The check "Form token" could not be run, so this was let through without it. Please have a look yourself.',
    '»The check "»The form’s own token" could not be run, so this was let through without it. Please have a look yourself.',
  ],
  [
    'The form was sent 1 seconds after it was shown: quicker than most people.',
    '»The form was sent 1 s after it was shown: quicker than most people.',
  ],
])('says %s in the person’s language', (evidence, said) => {
  expect(evidenceWords(evidence, marked, 'en')).toBe(said);
});

test('what quotes a visitor stays as they wrote it, over lines and with what looks like a place for a value', () => {
  const evidence = 'A hidden field that people cannot see was filled in with "{count}\n$& win".';
  expect(evidenceWords(evidence, (text) => text, 'en')).toBe(evidence);
});

test('seconds are written as the person writes numbers', () => {
  const evidence = 'The form was sent 0.4 seconds after it was shown: quicker than most people.';
  expect(evidenceWords(evidence, (text) => text, 'de-DE')).toBe('The form was sent 0,4 s after it was shown: quicker than most people.');
});

test('what is not known stays English', () => {
  expect(evidenceWords('Something new.', marked, 'en')).toBe('Something new.');
});
