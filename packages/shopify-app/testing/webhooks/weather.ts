/** What happens to one try to deliver a webhook. */
export type Fate =
  /** Sent, and its answer heard. */
  | 'deliver'
  /** Never sent, not even again: Shopify promises no delivery. */
  | 'drop'
  /** The app is not reached; tried again later. */
  | 'unreachable'
  /** The app took it, and its answer came too late; tried again later. */
  | 'answer_lost'
  /** Sent twice. */
  | 'duplicate'
  /** Held back, so that others overtake it. */
  | 'delay';

/** How often each happens, of 1. What is left is simply delivered. */
export type Weather = Partial<Record<Exclude<Fate, 'deliver'>, number>>;

/** Draws fates by their shares, the same for the same seed. */
export function createForecast(weather: Weather, random: () => number): () => Fate {
  const shares = Object.entries(weather) as [Exclude<Fate, 'deliver'>, number][];
  return () => {
    let left = random();
    for (const [fate, share] of shares) {
      if (left < share) return fate;
      left -= share;
    }
    return 'deliver';
  };
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
