import { plainTextsOf } from '../content/message.ts';
import { tokenise } from '../content/tokens.ts';
import { quote } from '../quote.ts';
import type { Rule } from '../types.ts';

const LATIN_WORD = /^[a-z]{6,}$/;
const NO_VOWEL = /^[^aeiouy]+$/;
const LONG_RUN = /[^aeiouy]{6,}/;
const NO_NAMES: ReadonlySet<string> = new Set();

/** Random letters, as scripts fill in fields. Abbreviations and long German words do not make half of a message. */
export const gibberish: Rule = {
  name: 'gibberish',
  title: 'Random letters',
  content: true,
  evaluate: ({ envelope }) => {
    const words = plainTextsOf(envelope).flatMap(({ text }) => tokenise(text, NO_NAMES).words);
    const long = words.filter((word) => LATIN_WORD.test(word));
    const random = long.filter((word) => NO_VOWEL.test(word) || LONG_RUN.test(word)).toSorted();
    if (random.length === 0 || random.length * 2 < words.filter((word) => /^\p{L}/u.test(word)).length) return undefined;
    return { rule: 'gibberish', weight: 1.5, evidence: `The text is mostly random letters, such as "${quote(random[0] ?? '')}".` };
  },
};
