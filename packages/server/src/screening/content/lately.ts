import type { Features } from './features.ts';
import { type Linear, type Row, trainLogistic } from './logistic.ts';
import { type Packed, pack } from './pack.ts';
import { LATELY_DIMENSIONS } from './space.ts';

/**
 * What the latest corrections say of texts that are unlike the earlier ones. A few dozen tell more of a new domain by themselves
 * than among thousands of another, so they are learned apart, and asked only of texts that look like them.
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
}

/** Of each kind: with fewer, or where the latest are like the earlier, there is nothing to learn apart. */
const LEAST = 8;
/** So many times as often a text has to be found unlike the earlier ones among the latest as among those themselves. */
const MUST_DIFFER = 4;
const EARLIER = 1000;
const DOMAIN_FOLDS = 5;
const FOLDS = 10;
/** One of the latest corrections counts at most as many of the earlier. */
const MOST_WEIGHT = 20;
/** The threshold lies so many standard deviations above the genuine corrections, scored by models that had not seen them: about one in a hundred beyond. */
const DEVIATIONS = 2.6;
const LEAST_THRESHOLD = 1;
/** Between these the site's own model is asked, too, and the higher score holds. */
const PERHAPS = -1;
const SURELY = 0.5;

interface Text {
  spam: boolean;
  words: Uint32Array;
  pieces: Uint32Array;
}

interface Judges {
  words: Linear;
  pieces: Linear;
}

/** Undefined where the latest are too few or like the earlier. `quarantine`: the threshold of the site's model, to whose scale scores are brought. */
export async function learnLately(
  latest: readonly Recent[],
  earlier: readonly Recent[],
  quarantine: number,
  turn: () => Promise<void>,
): Promise<Lately | undefined> {
  const step = Math.ceil(earlier.length / EARLIER);
  const before = earlier.filter((_, index) => index % step === 0).map(textOf);
  const texts = latest.map(textOf);
  const unlike: Text[] = [];
  let mistaken = 0;
  for (let fold = 0; fold < DOMAIN_FOLDS; fold += 1) {
    const domain = await trainDomain(outside(texts, fold, DOMAIN_FOLDS), outside(before, fold, DOMAIN_FOLDS), turn);
    unlike.push(...inside(texts, fold, DOMAIN_FOLDS).filter(({ words }) => scoreOf(domain, words) > 0));
    mistaken += inside(before, fold, DOMAIN_FOLDS).filter(({ words }) => scoreOf(domain, words) > 0).length;
  }
  if (unlike.length * before.length < MUST_DIFFER * mistaken * texts.length) return undefined;
  if ([true, false].some((spam) => unlike.filter((text) => text.spam === spam).length < LEAST)) return undefined;
  const genuine: number[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const judges = await trainJudges(outside(unlike, fold, FOLDS), turn);
    for (const text of inside(unlike, fold, FOLDS)) if (!text.spam) genuine.push(meanScore(judges, text));
  }
  const shift = quarantine - Math.max(LEAST_THRESHOLD, threshold(genuine));
  const { words, pieces } = await trainJudges(unlike, turn);
  const domain = await trainDomain(unlike, before, turn);
  return {
    domain: small(domain, 0),
    words: small(words, shift),
    pieces: small(pieces, shift),
  };
}

/** The score of a text that looks like the latest corrections; otherwise, and where it is higher in doubt, that of the site's model. */
export function judgeLately(lately: Lately, features: Features, ofSite: number | undefined): number | undefined {
  const words = [features.words, features.pairs, features.shape];
  const domain = packedScore(lately.domain, words);
  if (domain < PERHAPS) return ofSite;
  const score = (packedScore(lately.words, words) + packedScore(lately.pieces, [features.pieces])) / 2;
  return domain > SURELY ? score : Math.max(score, ofSite ?? score);
}

function trainDomain(latest: readonly Text[], earlier: readonly Text[], turn: () => Promise<void>): Promise<Linear> {
  const weight = Math.max(1, Math.min(MOST_WEIGHT, earlier.length / latest.length));
  const rows: Row[] = [
    ...latest.map(({ words }) => ({ features: words, spam: true, weight })),
    ...earlier.map(({ words }) => ({ features: words, spam: false, weight: 1 })),
  ];
  return trainLogistic(rows, undefined, turn);
}

async function trainJudges(texts: readonly Text[], turn: () => Promise<void>): Promise<Judges> {
  const train = (kind: 'words' | 'pieces') =>
    trainLogistic(
      texts.map((text) => ({ features: text[kind], spam: text.spam, weight: 1 })),
      undefined,
      turn,
    );
  return { words: await train('words'), pieces: await train('pieces') };
}

function threshold(genuine: readonly number[]): number {
  const mean = genuine.reduce((sum, score) => sum + score, 0) / genuine.length;
  const variance = genuine.reduce((sum, score) => sum + (score - mean) ** 2, 0) / genuine.length;
  return mean + DEVIATIONS * Math.sqrt(variance);
}

function textOf({ features: { words, pairs, shape, pieces }, spam }: Recent): Text {
  return { spam, words: Uint32Array.from([...words, ...pairs, ...shape], placeOf), pieces: pieces.map(placeOf) };
}

function placeOf(hash: number): number {
  return hash & (LATELY_DIMENSIONS - 1);
}

function meanScore({ words, pieces }: Judges, text: Text): number {
  return (scoreOf(words, text.words) + scoreOf(pieces, text.pieces)) / 2;
}

function scoreOf({ weights, bias }: Linear, features: Uint32Array): number {
  let sum = 0;
  for (const index of features) sum += weights[index] as number;
  return sum / Math.sqrt(features.length || 1) + bias;
}

function packedScore({ values, step, bias }: Packed, hashes: readonly Uint32Array[]): number {
  let sum = 0;
  let length = 0;
  for (const part of hashes) {
    length += part.length;
    for (const hash of part) sum += values[placeOf(hash)] as number;
  }
  return (sum * step) / Math.sqrt(length || 1) + bias;
}

function small({ weights, bias }: Linear, shift: number): Packed {
  return pack(weights.subarray(0, LATELY_DIMENSIONS), bias + shift);
}

function inside<Item>(items: readonly Item[], fold: number, folds: number): Item[] {
  return items.filter((_, index) => index % folds === fold);
}

function outside<Item>(items: readonly Item[], fold: number, folds: number): Item[] {
  return items.filter((_, index) => index % folds !== fold);
}
