import { bayesRatios } from './bayes.ts';
import type { Calibration } from './calibrate.ts';
import { type Features, wordsOf } from './features.ts';
import { type Kinds, learnKinds, likeSpam } from './kinds.ts';
import { createKnown, type Known, newShare } from './known.ts';
import { judgeLately, type Lately } from './lately.ts';
import { type Row, trainLogistic } from './logistic.ts';
import type { Offers } from './offers.ts';
import { type Packed, pack } from './pack.ts';
import { indexOf } from './space.ts';

/** One thing a person said of one message. */
export interface Example {
  features: Features;
  spam: boolean;
  /** How much it counts beside the others. */
  weight: number;
  /** Of the latest corrections: how many came after it. */
  recent?: number | undefined;
}

/** What one site's corrections came to, before it is calibrated: three linear views of a text that make up for each other. */
export interface Learners {
  /** Logistic regression over words, pairs and shape. */
  words: Packed;
  /** The same over naive Bayes ratios: weight times ratio, and the ratios. */
  told: Packed;
  ratios: Packed;
  /** Logistic regression over pieces of words: holds where words are misspelt or new. */
  pieces: Packed;
  known: Known;
  kinds: Kinds;
}

export interface ContentModel extends Learners {
  calibration: Calibration;
  /** Different words; a text of more is longer than what the site has taught, and not judged. */
  longest: number;
  /** How like the nearest kind of spam nearly all of the site's spam is; a text that is less so has to look the more like spam. */
  alike: number;
  /** What tells offers nobody asked for; undefined where the site has not shown that this helps. */
  offers?: Offers | undefined;
  /** Where the latest corrections are unlike the earlier examples. */
  lately?: Lately | undefined;
  /** Examples it was learned from. */
  spam: number;
  genuine: number;
}

/** Raw log-odds that a text is spam, less what is doubtful; undefined: no opinion. Means something only beside the calibration. */
export type Score = number | undefined;

/** Of a text, so much may be new to the site without a doubt. */
const NEW_SHARE = 0.3;
/** What is taken off any opinion for each share beyond. */
const NEW_DOUBT = 30;
/** What is taken off the opinion that a text is spam where it has nothing in common with the site's kinds of spam. */
const UNLIKE_DOUBT = 6;
/** How much each view says of the score. Pieces of words alone tell the least, and still something the others do not. */
const SAYS = { words: 1, bayes: 1.3, pieces: 0.7 };
const SAYS_ALL = SAYS.words + SAYS.bayes + SAYS.pieces;

export async function trainLearners(examples: readonly Example[], turn: () => Promise<void>): Promise<Learners> {
  const rowsOf = (features: (example: Example) => Uint32Array): Row[] =>
    examples.map((example) => ({ features: features(example), spam: example.spam, weight: example.weight }));
  const wordRows = rowsOf((example) => wordsOf(example.features));
  const ratios = bayesRatios(wordRows);
  const words = await trainLogistic(wordRows, undefined, turn);
  const told = await trainLogistic(wordRows, ratios, turn);
  const pieces = await trainLogistic(
    rowsOf((example) => example.features.pieces),
    undefined,
    turn,
  );
  return {
    words: pack(words.weights, words.bias),
    told: pack(
      told.weights.map((weight, index) => weight * (ratios[index] as number)),
      told.bias,
    ),
    ratios: pack(ratios, 0),
    pieces: pack(pieces.weights, pieces.bias),
    known: createKnown(wordRows),
    kinds: await learnKinds(examples, turn),
  };
}

/** What the site's model says of a text, with what its latest corrections say. */
export function judge(model: ContentModel, features: Features): Score {
  const known = features.words.length > model.longest ? 0 : doubted(judgeText(model, features), model.alike);
  const score = known === 0 ? undefined : known;
  return model.lately === undefined ? score : judgeLately(model.lately, features, score);
}

/** What learners that are not calibrated say of a text. */
export interface Opinion {
  /** 0 where they have none. */
  score: number;
  /** How like the nearest kind of spam it is, 0 to 1. */
  alike: number;
}

export function judgeText(learners: Learners, features: Features): Opinion {
  const all = wordsOf(features);
  const byWords = sum(learners.words, all) / Math.sqrt(all.length || 1) + learners.words.bias;
  let length = 0;
  for (const hash of all) length += ((learners.ratios.values[indexOf(hash)] as number) * learners.ratios.step) ** 2;
  const byBayes = sum(learners.told, all) / Math.sqrt(length || 1) + learners.told.bias;
  const byPieces = sum(learners.pieces, features.pieces) / Math.sqrt(features.pieces.length || 1) + learners.pieces.bias;
  const mean = (SAYS.words * byWords + SAYS.bayes * byBayes + SAYS.pieces * byPieces) / SAYS_ALL;
  const doubt = NEW_DOUBT * Math.max(0, newShare(learners.known, all) - NEW_SHARE);
  return { score: Math.sign(mean) * Math.max(0, Math.abs(mean) - doubt), alike: likeSpam(learners.kinds, features) };
}

/** What is unlike all spam of the site may still be known as genuine, but is hardly called spam for the little it has in common with it. */
export function doubted({ score, alike }: Opinion, usual: number): number {
  return score > 0 && alike < usual ? Math.max(0, score - UNLIKE_DOUBT * (1 - alike / usual)) : score;
}

function sum({ values, step }: Packed, features: Uint32Array): number {
  let total = 0;
  for (const hash of features) total += values[indexOf(hash)] as number;
  return total * step;
}
