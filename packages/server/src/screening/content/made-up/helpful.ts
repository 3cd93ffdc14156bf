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
    const [spam, genuine] = [true, false].map((isSpam) => corrections.filter((text) => text.spam === isSpam).map(scoreOf)) as [
      number[],
      number[],
    ];
    const chance = chanceAbove(spam, genuine);
    if (chance > best.chance) best = { chance, texts };
  }
  return best.texts;
}

/** How often one of the first is above one of the second. */
function chanceAbove(first: readonly number[], second: readonly number[]): number {
  const above = first.reduce((sum, one) => sum + second.filter((other) => one > other).length, 0);
  return above / (first.length * second.length || 1);
}
