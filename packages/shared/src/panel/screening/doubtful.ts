interface Scored {
  score: number | null;
}

/** The order a queue is looked through in: the likeliest mistakes first, or the latest. */
export type KeptOrder = 'doubtful' | 'latest';

/**
 * The likeliest mistakes first, as the server's digest has them: of what was kept back what looks least like spam, of what went
 * on what looks most like it. Of the same score the order stays.
 */
export function mostDoubtful<Item extends Scored>(items: readonly Item[], verdict: 'quarantine' | 'review'): Item[] {
  const sign = verdict === 'quarantine' ? 1 : -1;
  return items.toSorted((a, b) => sign * ((a.score ?? 0) - (b.score ?? 0)));
}
