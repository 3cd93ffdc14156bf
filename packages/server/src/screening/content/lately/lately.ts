import { bayesRatios } from './bayes.ts';
import { farAbove } from './calibrate.ts';
import { allOf, type Features, wordsOf } from './features.ts';
import { inside, outside, spreadOf } from './folds.ts';
import { type Linear, type Row, scoreOf, trainLogistic } from './logistic.ts';
import { closest, helpful, type Kind } from './made-up/helpful.ts';
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
  /** Their sum is the score, on the scale of the site's model. */
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
/** Each has an equal part in the score. */
const LOGISTIC_VIEWS = 4;
const LEARNER = { dimensions: LATELY_DIMENSIONS, orders: 8 };
/** One of the latest corrections counts at most as many of the earlier. */
const MOST_WEIGHT = 20;
/** The made-up texts count together so many times as much as the corrections, and none of them more than one of those. */
const MADE_UP_SHARE = 2;
/** The threshold lies so many standard deviations above the mean of the genuine corrections: about one in a hundred beyond. */
const DEVIATIONS = 2.5;
const LEAST_THRESHOLD = 1;
/** One of the latest that looks so little like the others is learned from all the same. */
const PERHAPS = -1;
/** Below, a text is the site's model's to judge; above, theirs. Between, both have their share. */
const HARDLY = -3;
const SURELY = 1;
/** What the site's model has no opinion of counts as this, where its opinion is asked. */
const NO_OPINION = -6;

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
  const found = await findNew(texts, before, closest(kinds, texts), turn);
  if (found === undefined) return undefined;
  const { clear, unlike } = found;
  const madeUp = helpful(kinds, unlike);
  const unseen: { genuine: number[]; spam: number[] } = { genuine: [], spam: [] };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const judges = await trainJudges(outside(unlike, fold, FOLDS), madeUp, turn);
    for (const text of inside(unlike, fold, FOLDS)) unseen[text.spam ? 'spam' : 'genuine'].push(judgedBy(judges, text));
  }
  const shift = quarantine - Math.max(LEAST_THRESHOLD, farAbove(unseen.genuine, unseen.spam, DEVIATIONS));
  const { words, pieces } = await trainJudges(unlike, madeUp, turn);
  const domain = await trainDomain(clear, before, closest(kinds, unlike), turn);
  return {
    domain: small(domain, 0),
    words: small(words, shift),
    pieces: small(pieces, 0),
  };
}

/** The score of a text that looks like the latest corrections; of others that of the site's model. */
export function judgeLately(lately: Lately, features: Features, ofSite: number | undefined): number | undefined {
  const words = [features.words, features.pairs, features.shape];
  const share = (packedScore(lately.domain, ...words, features.pieces) - HARDLY) / (SURELY - HARDLY);
  if (share <= 0) return ofSite;
  const score = packedScore(lately.words, ...words) + packedScore(lately.pieces, features.pieces);
  return share >= 1 ? score : share * score + (1 - share) * Math.max(NO_OPINION, ofSite ?? NO_OPINION);
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
    kinds.push({ texts, scoreOf: (text) => judgedBy(judges, text) });
  }
  return kinds;
}

/**
 * Features as they are and as telling as naive Bayes has them, of words and of pieces, and what the texts' words have in common by naive Bayes alone:
 * all are linear, so one vector holds a sum.
 */
async function trainJudges(texts: readonly Text[], madeUp: readonly Text[], turn: () => Promise<void>): Promise<Judges> {
  const rowsOf = (kind: 'words' | 'pieces', some: readonly Text[], weight: number): Row[] =>
    some.map((text) => ({ places: text[kind], spam: text.spam, weight }));
  const madeUpWeight = Math.min(1, (MADE_UP_SHARE * texts.length) / (madeUp.length || 1));
  const viewsOf = async (kind: 'words' | 'pieces'): Promise<Linear[]> => {
    const rows = [...rowsOf(kind, texts, 1), ...rowsOf(kind, madeUp, madeUpWeight)];
    const scale = bayesRatios(rows, LATELY_DIMENSIONS);
    return [await trainLogistic(rows, LEARNER, turn), await trainLogistic(rows, { ...LEARNER, scale }, turn)];
  };
  const inCommon = { weights: bayesRatios(rowsOf('words', texts, 1), LATELY_DIMENSIONS), bias: 0 };
  return {
    words: part([...(await viewsOf('words')), inCommon]),
    pieces: part(await viewsOf('pieces')),
  };
}

/** Their sum, as its part of the score. */
function part(views: readonly Linear[]): Linear {
  const sum = (of: (view: Linear) => number) => views.reduce((total, view) => total + of(view), 0) / LOGISTIC_VIEWS;
  return {
    weights: new Float32Array(LATELY_DIMENSIONS).map((_, place) => sum(({ weights }) => weights[place] as number)),
    bias: sum(({ bias }) => bias),
  };
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

function judgedBy({ words, pieces }: Judges, text: Text): number {
  return scoreOf(words, text.words) + scoreOf(pieces, text.pieces);
}

function small({ weights, bias }: Linear, shift: number): Packed {
  return pack(weights, bias + shift);
}
