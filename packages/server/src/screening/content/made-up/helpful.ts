/** With a lower chance to put a spam text above a genuine one, what was learned from made-up texts tells too little of a site's. */
const LEAST_CHANCE = 0.8;

interface Labelled {
  spam: boolean;
}

/** A kind of made-up texts, and how much a text reads like their spam. */
export interface Kind<Text extends Labelled> {
  texts: readonly Text[];
  scoreOf: (text: Text) => number;
}

/**
 * Of several kinds of made-up texts the one that best tells a site's corrections apart, and none where no kind does so well enough: only
 * then it may be learned from beside them.
 */
export function helpful<Text extends Labelled>(kinds: readonly Kind<Text>[], corrections: readonly Text[]): readonly Text[] {
  let best: { chance: number; texts: readonly Text[] } = { chance: LEAST_CHANCE, texts: [] };
  for (const { texts, scoreOf } of kinds) {
    const chance = chanceAbove(corrections, scoreOf);
    if (chance > best.chance) best = { chance, texts };
  }
  return best.texts;
}

/** Whether such a score tells a site's texts apart well enough to be learned from beside them. */
export function tells<Text extends Labelled>(texts: readonly Text[], scoreOf: (text: Text) => number): boolean {
  return chanceAbove(texts, scoreOf) > LEAST_CHANCE;
}

/** How often one that is spam is above one that is genuine. */
function chanceAbove<Text extends Labelled>(texts: readonly Text[], scoreOf: (text: Text) => number): number {
  const [spam, genuine] = [true, false].map((isSpam) => texts.filter((text) => text.spam === isSpam).map(scoreOf)) as [number[], number[]];
  const above = spam.reduce((sum, one) => sum + genuine.filter((other) => one > other).length, 0);
  return above / (spam.length * genuine.length || 1);
}
