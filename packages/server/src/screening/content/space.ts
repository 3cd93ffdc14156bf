/** Every learner's features live in one space of this many places; two features of one place share it. */
export const DIMENSIONS = 1 << 18;

export function indexOf(hash: number): number {
  return hash & (DIMENSIONS - 1);
}
