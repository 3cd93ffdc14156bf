import { conceptsOf, GROUPS } from './concepts.ts';
import { normalise, type Plain } from './normalise.ts';
import { tokenise } from './tokens.ts';

/** What a text contains, as hashes: no word can be read back from them. Each hash stands once. */
export interface Features {
  /** Single words. */
  words: Uint32Array;
  /** Neighbouring words. */
  pairs: Uint32Array;
  /** Words one apart, repeated words, the first line, what it is about, its build. */
  shape: Uint32Array;
  /** Pieces of four letters, and what it is about. */
  pieces: Uint32Array;
}

/** What stands in a text as a whole: all but the pieces of its words. */
export function wordsOf({ words, pairs, shape }: Features): Uint32Array {
  const all = new Uint32Array(words.length + pairs.length + shape.length);
  all.set(words);
  all.set(pairs, words.length);
  all.set(shape, words.length + pairs.length);
  return all;
}

/** All of it. */
export function allOf(features: Features): Uint32Array {
  const words = wordsOf(features);
  const all = new Uint32Array(words.length + features.pieces.length);
  all.set(words);
  all.set(features.pieces, words.length);
  return all;
}

const PIECE = 4;
const SPOKEN = /^\p{L}{2,}/u;
const LINK_WORD = /\p{L}{2,}/gu;

/** The features of texts as they were given. */
export function extract(texts: readonly string[]): Features {
  return extractPlain(texts.map(normalise), new Set());
}

/** What a message says, whatever the order of its fields: hashes of all its texts together. `names` are not taken in. */
export function extractPlain(texts: readonly Plain[], names: ReadonlySet<string>): Features {
  const sets = { words: new Set<number>(), pairs: new Set<number>(), shape: new Set<number>(), pieces: new Set<number>() };
  const all: string[] = [];
  const links: string[] = [];
  for (const { text } of texts) {
    const found = tokenise(text, names);
    addWords(found.words, sets);
    addLinks(found.links, names, sets.pieces);
    const end = text.indexOf('\n');
    if (end > 0) addFirstLine(tokenise(text.slice(0, end), names).words, sets.shape);
    // What stands between two fields is no phrase, whichever comes first.
    all.push(...found.words, '|');
    links.push(...found.links);
  }
  addTopics(all, links, sets);
  addBuild(all, links, sets.shape);
  return {
    words: Uint32Array.from(sets.words),
    pairs: Uint32Array.from(sets.pairs),
    shape: Uint32Array.from(sets.shape),
    pieces: Uint32Array.from(sets.pieces),
  };
}

/** From four links on. */
const MANY_LINKS = new Set([4, 5].map((links) => hashOf('s', `links${links}`) >>> 0));

/** Whether a text has as many links as only mailings to many have. */
export function hasManyLinks({ shape }: Features): boolean {
  return shape.some((hash) => MANY_LINKS.has(hash));
}

type Sets = Record<keyof Features, Set<number>>;

function addWords(words: readonly string[], { words: single, pairs, shape, pieces }: Sets): void {
  const counts = new Map<string, number>();
  words.forEach((word, at) => {
    const count = (counts.get(word) ?? 0) + 1;
    counts.set(word, count);
    if (count === 1) (SPOKEN.test(word) ? single : shape).add(hashOf('w', word));
    const before = words[at - 1];
    const earlier = words[at - 2];
    if (before !== undefined) pairs.add(hashOf('b', `${before} ${word}`));
    if (earlier !== undefined) shape.add(hashOf('k', `${earlier} ${word}`));
    if (count === 3) shape.add(hashOf('m', word));
    if (count > 1) return;
    addPieces(word, pieces);
  });
}

function addPieces(word: string, pieces: Set<number>): void {
  const edged = `^${word}$`;
  for (let start = 0; start + PIECE <= edged.length; start += 1) pieces.add(hashOf('c', edged.slice(start, start + PIECE)));
}

/** What the words in addresses of pages are made of: a site that is linked to again is known by it, and so is a mailing list. */
function addLinks(links: readonly string[], names: ReadonlySet<string>, pieces: Set<number>): void {
  for (const link of links) for (const word of link.match(LINK_WORD) ?? []) if (!names.has(word)) addPieces(word, pieces);
}

/** A mail's subject, a letter's salutation. */
function addFirstLine(words: readonly string[], shape: Set<number>): void {
  words.forEach((word, at) => {
    shape.add(hashOf('1', word));
    if (at > 0) shape.add(hashOf('2', `${words[at - 1]} ${word}`));
  });
}

/** What it is about, how much of it, and in which combination: known also where the words themselves are new to the site. */
function addTopics(words: readonly string[], links: readonly string[], { shape, pieces }: Sets): void {
  const counts = conceptsOf(words);
  const topics = GROUPS.filter((_, index) => (counts[index] ?? 0) > 0);
  if (links.length > 0) topics.push('link');
  if (words.includes('<money>')) topics.push('sum');
  if (words.includes('<phone>') || words.includes('<n5>')) topics.push('number');
  const add = (hash: number) => {
    shape.add(hash);
    pieces.add(hash);
  };
  // Each stands twice: these few say more than any single word.
  GROUPS.forEach((group, index) => {
    for (let step = 1; step <= Math.min(4, counts[index] ?? 0); step += 1)
      for (const copy of 'ab') add(hashOf('g', `${group}${step}${copy}`));
  });
  topics.forEach((topic, at) => {
    for (const other of topics.slice(at + 1)) add(hashOf('p', `${topic}+${other}`));
  });
  add(hashOf('g', `n${Math.min(8, topics.length)}`));
}

function addBuild(words: readonly string[], links: readonly string[], shape: Set<number>): void {
  const count = (test: (word: string) => boolean) => words.reduce((sum, word) => sum + (test(word) ? 1 : 0), 0);
  const step = (number: number) => Math.round(Math.log2(1 + number));
  const note = (name: string, value: number) => shape.add(hashOf('s', `${name}${value}`));
  note('length', Math.min(12, step(words.length)));
  note('links', Math.min(5, links.length));
  note('cries', Math.min(6, step(count((word) => word.startsWith('!')))));
  note('money', Math.min(4, step(count((word) => word === '<money>' || /^[$£]/u.test(word)))));
  note('types', Math.min(5, Math.round((10 * count((word) => word.startsWith('<'))) / (words.length + 1))));
  for (const link of links) {
    const host = /^(?:https?:\/\/)?([^/?#:]+)/u.exec(link)?.[1] ?? '';
    shape.add(hashOf('h', host.replace(/^www\./u, '')));
    shape.add(hashOf('t', host.slice(host.lastIndexOf('.') + 1).replace(/\d+/gu, '0')));
  }
}

/**
 * FNV-1a with a final mix, so that the low bits are as good as the high ones. With its sign: sets hold small whole numbers much
 * faster than large ones, and features are the same 32 bits without it.
 */
function hashOf(kind: string, text: string): number {
  let hash = 0x811c9dc5 ^ kind.charCodeAt(0);
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
