import { PHRASES, type Phrase } from './lexicon/index.ts';
import { FILLERS } from './lexicon/fillers.ts';

export interface Hit {
  of: Phrase['of'];
  isSure: boolean;
  text: string;
  start: number;
  /** The place of the first word after it. */
  end: number;
}

export interface Matched {
  hits: Hit[];
  /** The share of the telling words that the hits account for. */
  coverage: number;
}

const fillers = new Set(FILLERS);

/** A "phone type" or a "phone device type" is no phone, and "e-mail preferences" are no address. */
const ASIDES: ReadonlySet<string> = new Set(
  'type types typ tipo preference preferences preferenz model modell modele modelo modello format formato status frequency label nickname provider settings history'.split(
    ' ',
  ),
);

/** The longest known phrases in a text, from left to right; no word belongs to two. */
export function matchPhrases(words: readonly string[]): Matched {
  const hits: Hit[] = [];
  let covered = 0;
  let telling = 0;
  for (let at = 0; at < words.length;) {
    const phrase = (PHRASES.get(words[at] ?? '') ?? []).find((one) => one.words.every((word, index) => words[at + index] === word));
    if (phrase === undefined) {
      if (!isFiller(words[at] ?? '')) telling += 1;
      at += 1;
      continue;
    }
    const next = at + phrase.words.length;
    if (ASIDES.has(words[next] ?? '') || (ASIDES.has(words[next + 1] ?? '') && !PHRASES.has(words[next] ?? ''))) {
      telling += 1;
      at = next;
      continue;
    }
    hits.push({ of: phrase.of, isSure: phrase.isSure, text: phrase.words.join(' '), start: at, end: next });
    covered += phrase.words.length;
    telling += phrase.words.length;
    at = next;
  }
  return { hits, coverage: telling === 0 ? 0 : covered / telling };
}

/** Whether a word says nothing by itself. */
export function isFiller(word: string): boolean {
  return fillers.has(word) || /^\p{N}+$/u.test(word) || word.length === 1;
}
