/** Every learner's features live in one space of this many places; two features of one place share it. */
export const DIMENSIONS = 1 << 18;

/** What the latest corrections say has a smaller space: there are few of them. */
export const LATELY_DIMENSIONS = 1 << 17;

/** Kinds of spam are told apart by words and build alone. */
export const KIND_DIMENSIONS = 1 << 14;

export function indexOf(hash: number): number {
  return hash & (DIMENSIONS - 1);
}
