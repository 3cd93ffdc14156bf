import { bayesRatios } from '../bayes.ts';
import { doubtOfLength } from '../length.ts';
import { type Linear, type Row, scoreOf, trainLogistic } from '../logistic.ts';
import { LATELY_DIMENSIONS } from '../space.ts';
import type { Text } from './text.ts';

/** Their sum is how much a text reads like spam. */
export interface Judges {
  words: Linear;
  pieces: Linear;
}

export const LATELY_LEARNER = { dimensions: LATELY_DIMENSIONS, orders: 8 };
/** Each has an equal part in the score. */
const LOGISTIC_VIEWS = 4;
/** The made-up texts count together so many times as much as the corrections, and none of them more than one of those. */
const MADE_UP_SHARE = 2;

/**
 * Features as they are and as telling as naive Bayes has them, of words and of pieces, and what the texts' words have in common by naive Bayes alone:
 * all are linear, so one vector holds a sum.
 */
export async function trainJudges(texts: readonly Text[], madeUp: readonly Text[], turn: () => Promise<void>): Promise<Judges> {
  const rowsOf = (kind: 'words' | 'pieces', some: readonly Text[], weight: number): Row[] =>
    some.map((text) => ({ places: text[kind], spam: text.spam, weight }));
  const madeUpWeight = Math.min(1, (MADE_UP_SHARE * texts.length) / (madeUp.length || 1));
  const viewsOf = async (kind: 'words' | 'pieces'): Promise<Linear[]> => {
    const rows = [...rowsOf(kind, texts, 1), ...rowsOf(kind, madeUp, madeUpWeight)];
    const scale = bayesRatios(rows, LATELY_DIMENSIONS);
    return [await trainLogistic(rows, LATELY_LEARNER, turn), await trainLogistic(rows, { ...LATELY_LEARNER, scale }, turn)];
  };
  const inCommon = { weights: bayesRatios(rowsOf('words', texts, 1), LATELY_DIMENSIONS), bias: 0 };
  return {
    words: part([...(await viewsOf('words')), inCommon]),
    pieces: part(await viewsOf('pieces')),
  };
}

export function judgedBy({ words, pieces }: Judges, text: Text): number {
  const score = scoreOf(words, text.words) + scoreOf(pieces, text.pieces);
  return score - doubtOfLength(score, text.length);
}

/** Their sum, as its part of the score. */
function part(views: readonly Linear[]): Linear {
  const sum = (of: (view: Linear) => number) => views.reduce((total, view) => total + of(view), 0) / LOGISTIC_VIEWS;
  return {
    weights: new Float32Array(LATELY_DIMENSIONS).map((_, place) => sum(({ weights }) => weights[place] as number)),
    bias: sum(({ bias }) => bias),
  };
}
