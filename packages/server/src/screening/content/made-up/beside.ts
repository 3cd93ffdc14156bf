import { allOf, type Features } from '../features.ts';
import { spreadOf } from '../folds.ts';
import { type Row, scoreOf, trainLogistic } from '../logistic.ts';
import { type Example, YOUNG } from '../model.ts';
import { MADE_UP_DIMENSIONS, placesIn } from '../space.ts';
import { helpful, type Kind, tells } from './helpful.ts';
import { allButOffers, kindsOf, type MadeUp, type ReadMadeUp } from './made-up.ts';

/** What one of them counts beside an example of a site that has taught many. */
const WEIGHT = 0.1;
/** Beside few examples they count together so many times as much as those, and none of them more than this. */
const SHARE = 2;
const MOST = 0.3;
/** What one of a kind that is not the site's counts beside few examples, for one that is. */
const OF_OTHERS = 0.1;
/** So many of another kind stand for all of it: a site's first messages wait until it has learned. */
const MOST_OF_OTHERS = 1000;
/** Of each kind of the site's examples, no more are asked whether it helps. */
const ASKED = 500;

/**
 * The made-up texts that are learned from beside a site's examples: they tell what other sites' spam has in common. None where the site
 * has not shown that they help, which is where what was learned from them alone does not tell its examples apart.
 */
export async function besideExamples(
  examples: readonly Pick<Example, 'features' | 'spam'>[],
  read: ReadMadeUp,
  turn: () => Promise<void>,
): Promise<Beside[]> {
  const asked = [true, false].flatMap((isSpam) =>
    spreadOf(
      examples.filter(({ spam }) => spam === isSpam),
      ASKED,
    ),
  );
  const madeUp = await read();
  if (examples.length <= YOUNG) {
    const kinds = await Promise.all(kindsOf(madeUp).map((texts) => trainKind(texts, turn)));
    return besideFew(asked, examples.length, kinds);
  }
  const all = await trainKind(allButOffers(madeUp), turn);
  return tells(asked, all.scoreOf) ? all.texts.map((text) => ({ ...text, weight: WEIGHT })) : [];
}

export type Beside = MadeUp & { weight: number };

/** A young site is told most by the kind of texts that is most like its own; the others say what else there is. */
function besideFew(asked: readonly MadeUp[], count: number, kinds: readonly Kind<MadeUp>[]): Beside[] {
  const ofSite = new Set(helpful(kinds, asked));
  if (ofSite.size === 0) return [];
  const texts = kinds.flatMap((kind) => {
    if (kind.texts.some((text) => ofSite.has(text))) return kind.texts.map((text) => ({ ...text, weight: 1 }));
    const some = spreadOf(kind.texts, MOST_OF_OTHERS);
    return some.map((text) => ({ ...text, weight: (OF_OTHERS * kind.texts.length) / some.length }));
  });
  const part = Math.min(MOST, (SHARE * count) / texts.reduce((sum, { weight }) => sum + weight, 0));
  return texts.map((text) => ({ ...text, weight: part * text.weight }));
}

async function trainKind(texts: readonly MadeUp[], turn: () => Promise<void>): Promise<Kind<MadeUp>> {
  const places = (features: Features) => placesIn(MADE_UP_DIMENSIONS, allOf(features));
  const rows: Row[] = texts.map(({ features, spam }) => ({ places: places(features), spam, weight: 1 }));
  const learned = await trainLogistic(rows, { dimensions: MADE_UP_DIMENSIONS }, turn);
  return { texts, scoreOf: ({ features }) => scoreOf(learned, places(features)) };
}
