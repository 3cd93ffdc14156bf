/** With a lower chance to put a spam text above a genuine one, what was learned from made-up texts tells too little of a site's. */
const LEAST_CHANCE = 0.8;
/** A few dozen corrections do not tell which of two kinds is the better that are no further apart. */
const AS_GOOD = 0.02;

interface Labelled {
  spam: boolean;
}

/** A kind of made-up texts, and how much a text reads like their spam. */
export interface Kind<Text extends Labelled> {
  texts: readonly Text[];
  scoreOf: (text: Text) => number;
}

/**
 * Of several kinds of made-up texts the one that best tells a site's corrections apart, with those that do so hardly less well, and none
 * where no kind does it well enough: only then they may be learned from beside them.
 */
export function helpful<Text extends Labelled>(kinds: readonly Kind<Text>[], corrections: readonly Text[]): readonly Text[] {
  return noWorseThan(AS_GOOD, kinds, corrections);
}

/** The one kind that best tells a site's corrections apart, under the same condition: what is most like them. */
export function closest<Text extends Labelled>(kinds: readonly Kind<Text>[], corrections: readonly Text[]): readonly Text[] {
  return noWorseThan(0, kinds, corrections);
}

function noWorseThan<Text extends Labelled>(by: number, kinds: readonly Kind<Text>[], corrections: readonly Text[]): readonly Text[] {
  const told = kinds.map(({ texts, scoreOf }) => ({ texts, chance: chanceAbove(corrections, scoreOf) }));
  const best = Math.max(...told.map(({ chance }) => chance));
  return told.flatMap(({ texts, chance }) => (chance > LEAST_CHANCE && chance >= best - by ? texts : []));
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
