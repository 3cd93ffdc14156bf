import { WORD_DIMENSIONS as PLACES } from './space.ts';

/** The size of the set. */
export const KNOWN_BYTES = PLACES / 8;

/** What the site's examples contain, spam and genuine alike: one bit a feature. */
export type Known = Uint8Array;

export function createKnown(examples: readonly { places: Uint32Array }[]): Known {
  const known = new Uint8Array(KNOWN_BYTES);
  for (const { places } of examples) {
    for (const place of places) known[byteOf(place)] = (known[byteOf(place)] as number) | bitOf(place);
  }
  return known;
}

/** The share of a text's features that no example contains, 0 to 1. */
export function newShare(known: Known, features: Uint32Array): number {
  let unknown = 0;
  for (const hash of features) if (((known[byteOf(hash)] as number) & bitOf(hash)) === 0) unknown += 1;
  return unknown / (features.length || 1);
}

function byteOf(hash: number): number {
  return (hash & (PLACES - 1)) >> 3;
}

function bitOf(hash: number): number {
  return 1 << (hash & 7);
}
