import type { Features } from './features.ts';

const PLACES = 1 << 20;
/** The size of each set. */
export const SEEN_BYTES = PLACES / 8;
const WORD_EXAMPLES = 3;
const SPAM_EXAMPLES = 2;

/** Which words the site's examples have, and which pairs of words and which features of any kind its spam has: one bit each. */
export interface Seen {
  words: Uint8Array;
  pairs: Uint8Array;
  spam: Uint8Array;
  /** The share of a text's words that are known, 0 to 1. */
  wordShare: (features: Features) => number;
  /** The share of its pairs that are known of spam, 0 to 1. */
  pairShare: (features: Features) => number;
  /** The share of all that it contains that is known of spam, 0 to 1. */
  spamShare: (features: Features) => number;
}

export function createSeen(examples: readonly { features: Features; spam: boolean }[]): Seen {
  const spam = examples.flatMap((example) => (example.spam ? [example.features] : []));
  return seenFrom(
    often(
      examples.map(({ features }) => [features.words]),
      WORD_EXAMPLES,
    ),
    often(
      spam.map(({ pairs }) => [pairs]),
      SPAM_EXAMPLES,
    ),
    often(spam.map(partsOf), SPAM_EXAMPLES),
  );
}

export function seenFrom(words: Uint8Array, pairs: Uint8Array, spam: Uint8Array): Seen {
  return {
    words,
    pairs,
    spam,
    wordShare: (features) => shareOf(words, [features.words]),
    pairShare: (features) => shareOf(pairs, [features.pairs]),
    spamShare: (features) => shareOf(spam, partsOf(features)),
  };
}

function partsOf({ words, pairs, shape }: Features): Uint32Array[] {
  return [words, pairs, shape];
}

/** Marks what so many examples have; each of them is given as lists of different hashes. */
function often(examples: readonly (readonly Uint32Array[])[], times: number): Uint8Array {
  const counts = new Uint8Array(PLACES);
  const bits = new Uint8Array(SEEN_BYTES);
  for (const lists of examples) {
    for (const hashes of lists) {
      for (const hash of hashes) {
        const place = hash & (PLACES - 1);
        const count = Math.min(255, (counts[place] as number) + 1);
        counts[place] = count;
        if (count === times) bits[place >> 3] = (bits[place >> 3] as number) | (1 << (place & 7));
      }
    }
  }
  return bits;
}

/** One is granted: a text of two words is not strange because one of them is new. */
function shareOf(bits: Uint8Array, lists: readonly Uint32Array[]): number {
  let known = 1;
  let all = 1;
  for (const hashes of lists) {
    all += hashes.length;
    for (const hash of hashes) {
      const place = hash & (PLACES - 1);
      if (((bits[place >> 3] as number) & (1 << (place & 7))) !== 0) known += 1;
    }
  }
  return known / all;
}
