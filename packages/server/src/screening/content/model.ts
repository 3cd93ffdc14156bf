import { bayesRatios } from './bayes.ts';
import type { Calibration } from './calibrate.ts';
import type { Features } from './features.ts';
import { judgeLately, type Lately } from './lately.ts';
import { type Row, trainLogistic } from './logistic.ts';
import { type Packed, pack } from './pack.ts';
import { createSeen, type Seen } from './seen.ts';
import { indexOf } from './space.ts';

/** One thing a person said of one message. */
export interface Example {
  features: Features;
  spam: boolean;
  /** How much it counts beside the others. */
  weight: number;
  /** One of the latest corrections. */
  recent?: boolean;
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
  seen: Seen;
}

export interface ContentModel extends Learners {
  calibration: Calibration;
  /** Different words; a text of more is longer than what the site has taught, and not judged. */
  longest: number;
  /** The least share of a text that has to be known of spam for it to be called spam, as the site's own spam has taught. */
  familiar: number;
  /** Where the latest corrections are unlike the earlier examples. */
  lately?: Lately | undefined;
  /** Examples it was learned from. */
  spam: number;
  genuine: number;
}

/** Raw log-odds that a text is spam, less what is doubtful; undefined: no opinion. Means something only beside the calibration. */
export type Score = number | undefined;

/** The share of words known plus that of phrases known of spam. Below this, a text is of a domain or a language nothing was said about. */
const STRANGE = 0.8;
/** The same for a text of more features than a few sentences have: there chance does not make it look strange. */
const STRANGE_LONG = 0.95;
const LONG = 60;
/** Who has hardly a phrase of known spam has to look the more like it in everything else: words alone are shared by all domains. */
const SPOKEN_BY_SPAM = 0.25;
const DOUBT = 24;
/** A short text is little evidence: one of so many features counts half. */
const EVIDENCE = 16;
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
    seen: createSeen(examples),
  };
}

/** What the site's model says of a text, with what its latest corrections say. */
export function judge(model: ContentModel, features: Features): Score {
  const score = features.words.length > model.longest ? undefined : judgeText(model, features);
  // What has little in common with spam may still be known as genuine, but is not called spam for the little it has.
  const known = score !== undefined && score > 0 && model.seen.spamShare(features) < model.familiar ? undefined : score;
  return model.lately === undefined ? known : judgeLately(model.lately, features, known);
}

/** The same by learners that are not calibrated. */
export function judgeText(learners: Learners, features: Features): Score {
  const all = wordsOf(features);
  const byWords = sum(learners.words, all) / Math.sqrt(all.length || 1) + learners.words.bias;
  let length = 0;
  for (const hash of all) length += ((learners.ratios.values[indexOf(hash)] as number) * learners.ratios.step) ** 2;
  const byBayes = sum(learners.told, all) / Math.sqrt(length || 1) + learners.told.bias;
  const byPieces = sum(learners.pieces, features.pieces) / Math.sqrt(features.pieces.length || 1) + learners.pieces.bias;
  const mean = (SAYS.words * byWords + SAYS.bayes * byBayes + SAYS.pieces * byPieces) / SAYS_ALL;
  const raw = mean > 0 ? (mean * all.length) / (all.length + EVIDENCE) : mean;
  const spoken = learners.seen.pairShare(features);
  if (learners.seen.wordShare(features) + spoken < (all.length < LONG ? STRANGE : STRANGE_LONG)) return undefined;
  return raw - DOUBT * Math.max(0, SPOKEN_BY_SPAM - spoken);
}

function sum({ values, step }: Packed, features: Uint32Array): number {
  let total = 0;
  for (const hash of features) total += values[indexOf(hash)] as number;
  return total * step;
}

function wordsOf({ words, pairs, shape }: Features): Uint32Array {
  const all = new Uint32Array(words.length + pairs.length + shape.length);
  all.set(words);
  all.set(pairs, words.length);
  all.set(shape, words.length + pairs.length);
  return all;
}
