/** Choices that a seed repeats. Timing does not repeat, so a seed gives the same plan, not the same run. */
export interface Random {
  /** 0 or more, below 1. */
  next: () => number;
  between: (least: number, most: number) => number;
  /** A whole number, `least` to `most`. */
  whole: (least: number, most: number) => number;
  chance: (share: number) => boolean;
  pick: <T>(items: readonly T[]) => T;
  /** A sequence of its own, so that one part of a run does not disturb the plan of another. */
  fork: (name: string) => Random;
}

/** mulberry32 over the seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const between = (least: number, most: number) => least + next() * (most - least);
  const whole = (least: number, most: number) => Math.floor(between(least, most + 1));
  return {
    next,
    between,
    whole,
    chance: (share) => next() < share,
    pick: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
    fork: (name) => createRandom(Buffer.from(name).reduce((mixed, byte) => Math.imul(mixed ^ byte, 0x01000193) >>> 0, seed ^ 0x811c9dc5)),
  };
}
