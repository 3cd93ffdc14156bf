import { bayesRatios } from './bayes.ts';
import type { Calibration } from './calibrate.ts';
import { type Features, wordsOf } from './features.ts';
import { type Kinds, learnKinds, likeSpam } from './kinds.ts';
import { createKnown, type Known, newShare } from './known.ts';
import { judgeLately, type Lately } from './lately/lately.ts';
import { doubtOfLength } from './length.ts';
import { type Linear, type Row, trainLogistic } from './logistic.ts';
import type { Offers } from './offers.ts';
import { type Packed, pack, packedScore } from './pack.ts';
import { PIECE_DIMENSIONS, placesIn, WORD_DIMENSIONS } from './space.ts';

/** One thing a person said of one message. */
export interface Example {
  features: Features;
  spam: boolean;
  /** How much it counts beside the others. */
  weight: number;
  /** Of the latest corrections: how many came after it. */
  recent?: number | undefined;
}

/** A site that has taught no more is young: made-up texts say much of what it cannot know yet. */
export const YOUNG = 2000;

/** What one site's corrections came to, before it is calibrated: three linear views of a text that make up for each other. Their sum is the score. */
export interface Learners {
  /** Logistic regression over words, pairs and shape, as they are and as telling as naive Bayes has them: both are linear, so one vector holds their sum. */
  words: Packed;
  /** The latter of pieces of words: holds where words are misspelt or new. */
  pieces: Packed;
  known: Known;
  /** Undefined of a young site that made-up texts help: what it has taught is too little to say what spam there is. */
  kinds: Kinds | undefined;
}

export interface ContentModel extends Learners {
  calibration: Calibration;
  /** Different words; a text of more is longer than what the site has taught, and not judged. */
  longest: number;
  /** How like the nearest kind of spam nearly all of the site's spam is; a text that is less so has to look the more like spam. 0: none is doubted for that. */
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
const NEW_SHARE = 0.35;
/** Of a young site: most of what its genuine messages and spam say is new to it, but rarely more than this, as what is in another language is. */
const NEW_SHARE_OF_YOUNG = 0.42;
/** What is taken off any opinion for each share beyond. */
const NEW_DOUBT = 40;
/** The opinion that a text is spam loses the share that it lacks of what the site's kinds of spam have in common, and up to so much more. */
const UNLIKE_DOUBT = 5;
/** How much each view says of the score. */
const SAYS = { words: 1, bayes: 1.3, pieces: 1 };
/** Steps of this size tell spam better than smaller ones, but call spam about twice as sure as it is. */
const RATE = 2;
const TOO_SURE = 2;
const SAYS_ALL = SAYS.words + SAYS.bayes + SAYS.pieces;

export interface Lesson {
  examples: readonly Example[];
  /** What else is learned from. */
  beside: readonly Example[];
  /** Of few examples: what is only in the others is known, too, and nothing is doubted for being unlike the site's kinds of spam. */
  isYoung: boolean;
}

export async function trainLearners({ examples, beside, isYoung }: Lesson, turn: () => Promise<void>): Promise<Learners> {
  const rowsOf = (places: (example: Example) => Uint32Array): Row[] =>
    [...examples, ...beside].map((example) => ({ places: places(example), spam: example.spam, weight: example.weight }));
  const wordRows = rowsOf(({ features }) => placesIn(WORD_DIMENSIONS, wordsOf(features)));
  const pieceRows = rowsOf(({ features }) => placesIn(PIECE_DIMENSIONS, features.pieces));
  const inWords = { dimensions: WORD_DIMENSIONS, rate: RATE };
  const words = await trainLogistic(wordRows, inWords, turn);
  const told = await trainLogistic(wordRows, { ...inWords, scale: bayesRatios(wordRows, WORD_DIMENSIONS) }, turn);
  const pieces = await trainLogistic(
    pieceRows,
    { dimensions: PIECE_DIMENSIONS, rate: RATE, scale: bayesRatios(pieceRows, PIECE_DIMENSIONS) },
    turn,
  );
  return {
    words: together([words, SAYS.words], [told, SAYS.bayes]),
    pieces: together([pieces, SAYS.pieces]),
    known: createKnown(isYoung ? wordRows : wordRows.slice(0, examples.length)),
    kinds: isYoung ? undefined : await learnKinds(examples, turn),
  };
}

/** The sum of linear views of the same features, each with its part in the score. */
function together(...views: [linear: Linear, says: number][]): Packed {
  const weights = new Float32Array(views[0]?.[0].weights.length ?? 0);
  let bias = 0;
  for (const [view, says] of views) {
    const part = says / SAYS_ALL / TOO_SURE;
    for (let place = 0; place < weights.length; place += 1)
      weights[place] = (weights[place] as number) + part * (view.weights[place] as number);
    bias += part * view.bias;
  }
  return pack(weights, bias);
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
  /** How like the nearest kind of spam it is, 0 to 1; 0 where kinds are not known. */
  alike: number;
}

export function judgeText(learners: Learners, features: Features): Opinion {
  const all = wordsOf(features);
  const mean = packedScore(learners.words, all) + packedScore(learners.pieces, features.pieces);
  const limit = learners.kinds === undefined ? NEW_SHARE_OF_YOUNG : NEW_SHARE;
  const doubt = doubtOfLength(mean, features.words.length) + NEW_DOUBT * Math.max(0, newShare(learners.known, all) - limit);
  return {
    score: Math.sign(mean) * Math.max(0, Math.abs(mean) - doubt),
    alike: learners.kinds === undefined ? 0 : likeSpam(learners.kinds, features),
  };
}

/** What is unlike all spam of the site may still be known as genuine, but is hardly called spam for the little it has in common with it. */
export function doubted({ score, alike }: Opinion, usual: number): number {
  const unlike = usual === 0 ? 0 : Math.max(0, 1 - alike / usual);
  return score > 0 && unlike > 0 ? Math.max(0, score * (1 - unlike) - UNLIKE_DOUBT * unlike) : score;
}
