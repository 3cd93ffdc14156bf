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
  /** Where the latest corrections are unlike the earlier examples. */
  lately?: Lately | undefined;
  /** Examples it was learned from. */
  spam: number;
  genuine: number;
}

export interface Opinion {
  /** Raw log-odds that this is spam, less what is doubtful; undefined: the model has no opinion. Means something only beside the calibration. */
  score: number | undefined;
  /** How much of the text is of a kind the site has taught, 0 to 2. */
  familiar: number;
}

/** Below this, a text is of a domain or a language nothing was said about: the model has no opinion. */
const STRANGE = 0.85;
/** The same for a text of more features than a few sentences have: there chance does not make it look strange. */
const STRANGE_LONG = 1.1;
const LONG = 60;
/** Below this, a text has to look the more like spam the less familiar it is. */
const FAMILIAR = 1.1;
const DOUBT = 8;
/** Long texts add up more of everything; this much is taken back for each doubling of their length. */
const LENGTH_DISCOUNT = 0.2;
const USUAL_LENGTH = 5;
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
    seen: createSeen(examples.map((example) => example.features)),
  };
}

/** What the site's model says of a text, with what its latest corrections say. */
export function judge(model: ContentModel, features: Features): Opinion {
  const { score, familiar } = judgeText(model, features);
  const known = features.words.length > model.longest ? undefined : score;
  return { score: model.lately === undefined ? known : judgeLately(model.lately, features, known), familiar };
}

/** The same by learners that are not calibrated. */
export function judgeText(learners: Learners, features: Features): Opinion {
  const all = wordsOf(features);
  const byWords = sum(learners.words, all) / Math.sqrt(all.length || 1) + learners.words.bias;
  let length = 0;
  for (const hash of all) length += ((learners.ratios.values[indexOf(hash)] as number) * learners.ratios.step) ** 2;
  const byBayes = sum(learners.told, all) / Math.sqrt(length || 1) + learners.told.bias;
  const byPieces = sum(learners.pieces, features.pieces) / Math.sqrt(features.pieces.length || 1) + learners.pieces.bias;
  const discount = 2 ** (-LENGTH_DISCOUNT * (Math.log2(all.length + 1) - USUAL_LENGTH));
  const raw = ((SAYS.words * byWords + SAYS.bayes * byBayes + SAYS.pieces * byPieces) / SAYS_ALL) * discount;
  const familiar = learners.seen.share(features);
  return {
    score: familiar < (all.length < LONG ? STRANGE : STRANGE_LONG) ? undefined : raw - DOUBT * Math.max(0, FAMILIAR - familiar),
    familiar,
  };
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
