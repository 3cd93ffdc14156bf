import { exceededBy } from './calibrate.ts';
import { allOf, type Features, hasManyLinks } from './features.ts';
import { inside, outside } from './folds.ts';
import { type Linear, type Row, scoreOf, trainLogistic } from './logistic.ts';
import { allButOffers, type ReadMadeUp } from './made-up/made-up.ts';
import { type Packed, pack, packedScore } from './pack.ts';
import { OFFER_DIMENSIONS, placesIn } from './space.ts';

/** What tells an offer nobody asked for from the messages of one site. */
export interface Offers {
  weights: Packed;
  /** Above this a text is kept back as such an offer. */
  level: number;
}

/** What a site has taught, as it is needed here. */
interface Taught {
  features: Features;
  spam: boolean;
}

const FOLDS = 3;
/** After so many texts others have their turn. */
const TEXTS_PER_TURN = 400;
/** With fewer genuine messages too little is known of what the site's own are like. */
const ENOUGH = 1000;
/** Different words. What is longer is no offer to one business, but a mailing to many or a conversation, and not judged. */
const LONGEST = 200;
/** Below these log-odds nothing is called an offer. */
const LEAST_LEVEL = 0;
/** Of the site's genuine messages, at most this share may be kept back as offers; they count in the share that may be kept back in all. */
const GENUINE_SHARE = 0.0005;
/** The same of the genuine messages made up to be like offers. */
const MADE_UP_SHARE = 0.025;
/** A site has shown that it helps where so many of its spam are above the level, and their share so many times that of its genuine messages. */
const SHOWN = 10;
const GAIN = 10;

/**
 * Learns what offers nobody asked for have that this site's genuine messages have not: from made-up offers and made-up genuine
 * messages, and from what the site has released. Its spam is not learned from, but shows whether this helps.
 * Genuine made-up texts of other kinds are no offers either.
 * `mistaken`: the genuine messages that are above the level to a model that had not seen them.
 * `offers` is undefined where the site has not shown that it helps.
 */
export async function learnOffers<Example extends Taught>(
  examples: readonly Example[],
  read: ReadMadeUp,
  turn: () => Promise<void>,
): Promise<{ offers?: Offers | undefined; mistaken: ReadonlySet<Example> }> {
  const none = { mistaken: new Set<Example>() };
  const genuine = examples.filter(({ spam }) => !spam);
  if (genuine.length < ENOUGH) return none;
  const texts = await read();
  const madeUp = texts.offers;
  const otherGenuine = allButOffers(texts).filter(({ spam }) => !spam);
  const [madeUpRows, otherRows, genuineRows] = [madeUp, otherGenuine, genuine].map((some) => some.map(rowOf)) as [Row[], Row[], Row[]];
  const train = (rows: Row[]) => trainLogistic(rows, { dimensions: OFFER_DIMENSIONS }, turn);
  const unseen = { genuine: [] as [Example, number][], madeUp: [] as number[] };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const learned = await train([...outside(madeUpRows, fold, FOLDS), ...otherRows, ...outside(genuineRows, fold, FOLDS)]);
    for (const [index, example] of inside(genuine, fold, FOLDS).entries()) {
      if (index % TEXTS_PER_TURN === 0) await turn();
      unseen.genuine.push([example, offerScore(learned, example.features)]);
    }
    for (const { features, spam } of inside(madeUp, fold, FOLDS)) if (!spam) unseen.madeUp.push(offerScore(learned, features));
  }
  const learned = await train([...madeUpRows, ...otherRows, ...genuineRows]);
  const level = offerLevel({
    genuine: unseen.genuine.map(([, score]) => score),
    madeUp: unseen.madeUp,
    spam: examples.flatMap(({ features, spam }) => (spam ? [offerScore(learned, features)] : [])),
  });
  if (level === undefined) return none;
  return {
    offers: { weights: pack(learned.weights, learned.bias), level },
    mistaken: new Set(unseen.genuine.flatMap(([example, score]) => (score > level ? [example] : []))),
  };
}

/** From which level on an offer is kept back, by the scores of genuine messages (the site's, and those made up) and of the site's spam. */
export function offerLevel(scores: { genuine: readonly number[]; madeUp: readonly number[]; spam: readonly number[] }): number | undefined {
  const level = Math.max(LEAST_LEVEL, exceededBy(scores.genuine, GENUINE_SHARE), exceededBy(scores.madeUp, MADE_UP_SHARE));
  const [caught, mistaken] = [scores.spam, scores.genuine].map((all) => all.filter((score) => score > level).length) as [number, number];
  return caught >= SHOWN && caught / scores.spam.length >= (GAIN * mistaken) / scores.genuine.length ? level : undefined;
}

/** How far a text is above the level; 0 or less: it is no offer. */
export function offerExcess({ weights, level }: Offers, features: Features): number {
  return isMailing(features) ? 0 : packedScore(weights, allOf(features)) - level;
}

function isMailing(features: Features): boolean {
  return features.words.length > LONGEST || hasManyLinks(features);
}

function rowOf({ features, spam }: Taught): Row {
  return { places: placesOf(features), spam, weight: 1 };
}

function offerScore(learned: Linear, features: Features): number {
  return isMailing(features) ? Number.NEGATIVE_INFINITY : scoreOf(learned, placesOf(features));
}

function placesOf(features: Features): Uint32Array {
  return placesIn(OFFER_DIMENSIONS, allOf(features));
}
