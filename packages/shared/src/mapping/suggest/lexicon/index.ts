import { fold } from '../fold.ts';
import type { Ignored, Meaning } from '../meanings.ts';
import { account } from './account.ts';
import { address } from './address.ts';
import { contact } from './contact.ts';
import type { Entry } from './entry.ts';
import { moreLanguages } from './more-languages.ts';
import { person } from './person.ts';
import { romanized } from './romanized.ts';
import { shop } from './shop.ts';

export interface Phrase {
  of: Meaning | Ignored;
  /** Whether it means this by itself. */
  isSure: boolean;
  words: readonly string[];
}

const entries: readonly Entry[] = [...person, ...contact, ...address, ...shop, ...account, ...moreLanguages, ...romanized];

/** Accents fold away as in the texts the phrases are looked for in. */
function phrasesOf(list: string): string[][] {
  return list
    .split(',')
    .map((phrase) => fold(phrase.trim()).split(/\s+/).filter(Boolean))
    .filter((words) => words.length > 0);
}

const all: Phrase[] = entries.flatMap(({ of, sure, maybe = '' }) => [
  ...phrasesOf(sure).map((words) => ({ of, isSure: true, words })),
  ...phrasesOf(maybe).map((words) => ({ of, isSure: false, words })),
]);

export const LEXICON_WORDS: readonly string[] = [...new Set(all.flatMap(({ words }) => words))];

/** Every phrase by its first word, longest first. */
export const PHRASES: ReadonlyMap<string, readonly Phrase[]> = byFirstWord();

function byFirstWord(): Map<string, Phrase[]> {
  const map = new Map<string, Phrase[]>();
  for (const phrase of all) {
    const first = phrase.words[0] ?? '';
    map.set(first, [...(map.get(first) ?? []), phrase]);
  }
  for (const list of map.values()) list.sort((a, b) => b.words.length - a.words.length || Number(b.isSure) - Number(a.isSure));
  return map;
}
