import { bayesRatios } from './bayes.ts';
import { allOf, type Features, wordsOf } from './features.ts';
import { inside, outside, spreadOf } from './folds.ts';
import { type Linear, type Row, scoreOf, trainLogistic } from './logistic.ts';
import { helpful, type Kind } from './made-up/helpful.ts';
import type { MadeUp, MadeUpKinds } from './made-up/made-up.ts';
import { type Packed, pack, packedScore } from './pack.ts';
import { LATELY_DIMENSIONS, placesIn } from './space.ts';

/**
 * What the latest corrections say of texts that are unlike the earlier ones. A few dozen tell more of a new domain by themselves
 * than among thousands of another, so they are learned apart, and asked only of texts that look like them. Made-up texts of their kind help, where they show it.
 */
export interface Lately {
  /** Above 0 a text looks like those corrections, below like the earlier examples. */
  domain: Packed;
  /** Their mean is the score, on the scale of the site's model. */
  words: Packed;
  pieces: Packed;
}

export interface Recent {
  features: Features;
  spam: boolean;
  /** How many corrections came after it. */
  recent?: number | undefined;
}

/** Of each kind: with fewer, or where the latest are like the earlier, there is nothing to learn apart. */
const LEAST = 8;
/** So many times as often a text has to be found unlike the earlier ones among the latest as among those themselves. */
const MUST_DIFFER = 4;
const EARLIER = 1000;
const DOMAIN_FOLDS = 5;
const FOLDS = 10;
const LEARNER = { dimensions: LATELY_DIMENSIONS, orders: 8 };
/** One of the latest corrections counts at most as many of the earlier. */
const MOST_WEIGHT = 20;
/** The made-up texts count together so many times as much as the corrections, and none of them more than one of those. */
const MADE_UP_SHARE = 2;
/** The threshold lies so many standard deviations above the mean of the genuine corrections: about one in a hundred beyond. */
const DEVIATIONS = 2.5;
const LEAST_THRESHOLD = 1;
/** Between these the site's own model is asked, too, and the higher score holds. */
const PERHAPS = -1;
const SURELY = 0.5;

interface Text {
  spam: boolean;
  /** How many corrections came after it; none of earlier ones. */
  recent: number;
  words: Uint32Array;
  pieces: Uint32Array;
  /** Both: short texts have few words to say what they are like. */
  all: Uint32Array;
}

interface Placed {
  text: Text;
  domain: number;
}

interface Judges {
  words: Linear;
  pieces: Linear;
}

/** Undefined where the latest are too few or like the earlier. `quarantine`: the threshold of the site's model, to whose scale scores are brought. */
export async function learnLately(
  { latest, earlier, kinds: madeUpKinds }: { latest: readonly Recent[]; earlier: readonly Recent[]; kinds: MadeUpKinds },
  quarantine: number,
  turn: () => Promise<void>,
): Promise<Lately | undefined> {
  const before = spreadOf(earlier, EARLIER).map(textOf);
  const texts = latest.map(textOf);
  if (!hasBoth(texts)) return undefined;
  const kinds = await trainMadeUp(await madeUpKinds(), turn);
  const found = await findNew(texts, before, helpful(kinds, texts), turn);
  if (found === undefined) return undefined;
  const { clear, unlike } = found;
  const madeUp = helpful(kinds, unlike);
  const unseen: { genuine: number[]; spam: number[] } = { genuine: [], spam: [] };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const judges = await trainJudges(outside(unlike, fold, FOLDS), madeUp, turn);
    for (const text of inside(unlike, fold, FOLDS)) unseen[text.spam ? 'spam' : 'genuine'].push(meanScore(judges, text));
  }
  const shift = quarantine - Math.max(LEAST_THRESHOLD, threshold(unseen.genuine, unseen.spam));
  const { words, pieces } = await trainJudges(unlike, madeUp, turn);
  const domain = await trainDomain(clear, before, madeUp, turn);
  return {
    domain: small(domain, 0),
    words: small(words, shift),
    pieces: small(pieces, shift),
  };
}

/** The score of a text that looks like the latest corrections; otherwise, and where it is higher in doubt, that of the site's model. */
export function judgeLately(lately: Lately, features: Features, ofSite: number | undefined): number | undefined {
  const words = [features.words, features.pairs, features.shape];
  const domain = packedScore(lately.domain, ...words, features.pieces);
  if (domain < PERHAPS) return ofSite;
  const score = (packedScore(lately.words, ...words) + packedScore(lately.pieces, features.pieces)) / 2;
  return domain > SURELY ? score : Math.max(score, ofSite ?? score);
}

interface Found {
  /** Unlike the earlier surely. */
  clear: Text[];
  /** Perhaps. */
  unlike: Text[];
}

/**
 * Which of the latest are unlike the earlier. The newest half is taken for new first, because those before are often of the usual kind;
 * where nothing comes of that, all are, and then with the help of made-up texts.
 */
async function findNew(
  latest: readonly Text[],
  earlier: readonly Text[],
  madeUp: readonly Text[],
  turn: () => Promise<void>,
): Promise<Found | undefined> {
  const newest = latest.filter(({ recent }) => recent < latest.length / 2);
  for (const help of madeUp.length === 0 ? [[]] : [[], madeUp]) {
    for (const known of [newest, latest]) {
      const found = await unlikeEarlier({ known, latest, earlier, madeUp: help }, turn);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Undefined where those that stand out are too few or no more than of the earlier themselves. The first look takes `known` for new, the second what stood out. */
async function unlikeEarlier(
  { known, latest, earlier, madeUp }: Record<'known' | 'latest' | 'earlier' | 'madeUp', readonly Text[]>,
  turn: () => Promise<void>,
): Promise<Found | undefined> {
  const first = await standOut({ known, latest, earlier, madeUp }, turn);
  const second = await standOut({ known: above(first.latest, 0), latest, earlier, madeUp }, turn);
  const clear = above(second.latest, 0);
  const mistaken = above(second.earlier, 0).length;
  if (clear.length * earlier.length < MUST_DIFFER * mistaken * latest.length) return undefined;
  return hasBoth(clear) ? { clear, unlike: above(second.latest, PERHAPS) } : undefined;
}

function hasBoth(texts: readonly Text[]): boolean {
  return [true, false].every((spam) => texts.filter((text) => text.spam === spam).length >= LEAST);
}

/** How little each text is like the earlier ones, by models that had not seen it; `known` are those of the latest they learn from. */
async function standOut(
  { known, latest, earlier, madeUp }: Record<'known' | 'latest' | 'earlier' | 'madeUp', readonly Text[]>,
  turn: () => Promise<void>,
) {
  const isKnown = new Set(known);
  const found = { latest: [] as Placed[], earlier: [] as Placed[] };
  for (let fold = 0; fold < DOMAIN_FOLDS; fold += 1) {
    const learnedFrom = outside(latest, fold, DOMAIN_FOLDS).filter((text) => isKnown.has(text));
    const domain = await trainDomain(learnedFrom, outside(earlier, fold, DOMAIN_FOLDS), madeUp, turn);
    const place = (text: Text): Placed => ({ text, domain: scoreOf(domain, text.all) });
    found.latest.push(...inside(latest, fold, DOMAIN_FOLDS).map(place));
    found.earlier.push(...inside(earlier, fold, DOMAIN_FOLDS).map(place));
  }
  return found;
}

function above(placed: readonly Placed[], limit: number): Text[] {
  return placed.flatMap(({ text, domain }) => (domain > limit ? [text] : []));
}

function trainDomain(
  latest: readonly Text[],
  earlier: readonly Text[],
  madeUp: readonly Text[],
  turn: () => Promise<void>,
): Promise<Linear> {
  const weight = Math.max(1, Math.min(MOST_WEIGHT, earlier.length / latest.length));
  const rows: Row[] = [
    ...latest.map(({ all }) => ({ places: all, spam: true, weight })),
    ...madeUp.map(({ all }) => ({ places: all, spam: true, weight: 1 })),
    ...earlier.map(({ all }) => ({ places: all, spam: false, weight: 1 })),
  ];
  return trainLogistic(rows, LEARNER, turn);
}

async function trainMadeUp(madeUp: readonly (readonly MadeUp[])[], turn: () => Promise<void>): Promise<Kind<Text>[]> {
  const kinds: Kind<Text>[] = [];
  for (const examples of madeUp) {
    const texts = examples.map(textOf);
    const judges = await trainJudges(texts, [], turn);
    kinds.push({ texts, scoreOf: (text) => meanScore(judges, text) });
  }
  return kinds;
}

/** Of a few dozen texts, naive Bayes adds to logistic regression what they have in common. Both are linear, so one vector holds their sum. */
async function trainJudges(texts: readonly Text[], madeUp: readonly Text[], turn: () => Promise<void>): Promise<Judges> {
  const rowsOf = (kind: 'words' | 'pieces', some: readonly Text[], weight: number): Row[] =>
    some.map((text) => ({ places: text[kind], spam: text.spam, weight }));
  const madeUpWeight = Math.min(1, (MADE_UP_SHARE * texts.length) / (madeUp.length || 1));
  const withMadeUp = (kind: 'words' | 'pieces') => [...rowsOf(kind, texts, 1), ...rowsOf(kind, madeUp, madeUpWeight)];
  const words = await trainLogistic(withMadeUp('words'), LEARNER, turn);
  const ratios = bayesRatios(rowsOf('words', texts, 1), LATELY_DIMENSIONS);
  return {
    words: { weights: words.weights.map((weight, index) => weight + (ratios[index] as number)), bias: words.bias },
    pieces: await trainLogistic(withMadeUp('pieces'), LEARNER, turn),
  };
}

/** From scores by models that had not seen the texts. A few dozen genuine ones say too little of how far others stray; the spam helps to tell. */
function threshold(genuine: readonly number[], spam: readonly number[]): number {
  const [mean, variance] = spread(genuine);
  return mean + DEVIATIONS * Math.sqrt((variance + spread(spam)[1]) / 2);
}

function spread(scores: readonly number[]): [mean: number, variance: number] {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return [mean, scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length];
}

function textOf({ features, spam, recent = 0 }: Recent): Text {
  return {
    spam,
    recent,
    words: placesOf(wordsOf(features)),
    pieces: placesOf(features.pieces),
    all: placesOf(allOf(features)),
  };
}

function placesOf(hashes: Uint32Array): Uint32Array {
  return placesIn(LATELY_DIMENSIONS, hashes);
}

function meanScore({ words, pieces }: Judges, text: Text): number {
  return (scoreOf(words, text.words) + scoreOf(pieces, text.pieces)) / 2;
}

function small({ weights, bias }: Linear, shift: number): Packed {
  return pack(weights, bias + shift);
}
