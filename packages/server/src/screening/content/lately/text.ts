import { allOf, type Features, wordsOf } from '../features.ts';
import { LATELY_DIMENSIONS, placesIn } from '../space.ts';

/** An example, as learning hands it over. */
export interface Recent {
  features: Features;
  spam: boolean;
  /** How many corrections came after it. */
  recent?: number | undefined;
}

/** An example as it is looked at here: where its features stand. */
export interface Text {
  spam: boolean;
  /** How many corrections came after it; 0 of earlier ones. */
  recent: number;
  /** Different words. */
  length: number;
  words: Uint32Array;
  pieces: Uint32Array;
  /** Both: short texts have few words to say what they are like. */
  all: Uint32Array;
}

/** Of each kind: from fewer nothing is learned apart. */
const LEAST = 8;

export function textOf({ features, spam, recent = 0 }: Recent): Text {
  return {
    spam,
    recent,
    length: features.words.length,
    words: placesOf(wordsOf(features)),
    pieces: placesOf(features.pieces),
    all: placesOf(allOf(features)),
  };
}

/** Whether there are enough of spam and of genuine ones. */
export function hasBoth(texts: readonly Text[]): boolean {
  return [true, false].every((spam) => texts.filter((text) => text.spam === spam).length >= LEAST);
}

function placesOf(hashes: Uint32Array): Uint32Array {
  return placesIn(LATELY_DIMENSIONS, hashes);
}
