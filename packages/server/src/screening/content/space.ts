/**
 * Hashed features live in spaces of so many places, all powers of two; two features of one place share it. Of 13,000 texts there are half a
 * million different words and pairs: in a space of a quarter of that, those that shared a place cost one text of spam in a hundred.
 */
export const WORD_DIMENSIONS = 1 << 20;

/** There are far fewer pieces of words. */
export const PIECE_DIMENSIONS = 1 << 16;

export const OFFER_DIMENSIONS = 1 << 18;

/** What the latest corrections say has a smaller space: there are few of them. */
export const LATELY_DIMENSIONS = 1 << 16;

/** What made-up texts say by themselves is only asked for to see whether they help. */
export const MADE_UP_DIMENSIONS = 1 << 17;

/** Kinds of spam are told apart by words and build alone. */
export const KIND_DIMENSIONS = 1 << 14;

/** Where features stand in a space, by their hashes. */
export function placesIn(dimensions: number, hashes: Uint32Array): Uint32Array {
  return hashes.map((hash) => hash & (dimensions - 1));
}
