import { allOf, type Features } from '../features.ts';
import { spreadOf } from '../folds.ts';
import { type Row, scoreOf, trainLogistic } from '../logistic.ts';
import { type Example, QUICK } from '../model.ts';
import { MADE_UP_DIMENSIONS, placesIn } from '../space.ts';
import { tells } from './helpful.ts';
import type { MadeUp, MadeUpKinds } from './made-up.ts';

/** What one of them counts beside an example of the site. */
const WEIGHT = 0.1;
/** Of each kind of the site's examples, no more are asked whether it helps. */
const ASKED = 500;

/**
 * The made-up texts that are learned from beside a site's examples: they tell what other sites' spam has in common. None where the site
 * has not shown that they help, which is where what was learned from them alone does not tell its examples apart.
 */
export async function besideExamples(
  examples: readonly Pick<Example, 'features' | 'spam'>[],
  kinds: MadeUpKinds,
  turn: () => Promise<void>,
): Promise<(MadeUp & { weight: number })[]> {
  // Its messages wait for what is learned, and the made-up texts would take most of that time.
  if (examples.length <= QUICK) return [];
  const madeUp = (await kinds()).flat();
  const places = (features: Features) => placesIn(MADE_UP_DIMENSIONS, allOf(features));
  const rows: Row[] = madeUp.map(({ features, spam }) => ({ places: places(features), spam, weight: 1 }));
  const learned = await trainLogistic(rows, { dimensions: MADE_UP_DIMENSIONS }, turn);
  const asked = [true, false].flatMap((isSpam) =>
    spreadOf(
      examples.filter(({ spam }) => spam === isSpam),
      ASKED,
    ),
  );
  if (!tells(asked, ({ features }) => scoreOf(learned, places(features)))) return [];
  return madeUp.map((text) => ({ ...text, weight: WEIGHT }));
}
