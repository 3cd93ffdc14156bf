import { seeded } from './seeded.ts';
import { DIMENSIONS, indexOf } from './space.ts';

/** One example as the learners see it: which features it has, what it is, how much it counts. */
export interface Row {
  features: Uint32Array;
  spam: boolean;
  weight: number;
}

export interface Linear {
  weights: Float32Array;
  bias: number;
}

const EPOCHS = 8;
/** The mean of what these rounds and all after them came to: a single one depends on the order its examples happened to have. */
const MEAN_FROM = 4;
const RATE = 1;
const SHRINK = 1e-5;
/** After so many rows others have their turn. */
const ROWS_PER_TURN = 400;

/**
 * Logistic regression by AdaGrad over hashed features, each example scaled to length 1. With `scale`, a feature counts as much
 * as it is telling by itself (naive Bayes ratios). The same rows in the same order give the same weights.
 */
export async function trainLogistic(rows: readonly Row[], scale: Float32Array | undefined, turn: () => Promise<void>): Promise<Linear> {
  const weights = new Float32Array(DIMENSIONS);
  const squares = new Float32Array(DIMENSIONS).fill(1e-6);
  let bias = 0;
  let biasSquares = 1e-6;
  const mean = new Float32Array(DIMENSIONS);
  let meanBias = 0;
  const random = seeded(7);
  const order = rows.map((_, index) => index);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (let at = 0; at < order.length; at += 1) {
      if (at % ROWS_PER_TURN === 0) await turn();
      const { features, spam, weight } = rows[order[at] as number] as Row;
      const unit = 1 / Math.sqrt(norm(features, scale));
      const chance = 1 / (1 + Math.exp(-(dot(weights, features, scale) * unit + bias)));
      const miss = (chance - (spam ? 1 : 0)) * weight;
      for (const hash of features) {
        const index = indexOf(hash);
        const old = weights[index] as number;
        const slope = miss * unit * (scale === undefined ? 1 : (scale[index] as number)) + SHRINK * old;
        const square = (squares[index] as number) + slope * slope;
        squares[index] = square;
        weights[index] = old - (RATE * slope) / Math.sqrt(square);
      }
      biasSquares += miss * miss;
      bias -= (RATE * miss) / Math.sqrt(biasSquares);
    }
    if (epoch < MEAN_FROM) continue;
    for (let index = 0; index < DIMENSIONS; index += 1)
      mean[index] = (mean[index] as number) + (weights[index] as number) / (EPOCHS - MEAN_FROM);
    meanBias += bias / (EPOCHS - MEAN_FROM);
  }
  return { weights: mean, bias: meanBias };
}

/** Log-odds of a text with these features, none of them scaled. */
export function scoreOf({ weights, bias }: Linear, features: Uint32Array): number {
  let sum = 0;
  for (const hash of features) sum += weights[indexOf(hash)] as number;
  return sum / Math.sqrt(features.length || 1) + bias;
}

function dot(weights: Float32Array, features: Uint32Array, scale: Float32Array | undefined): number {
  let sum = 0;
  for (const hash of features) {
    const index = indexOf(hash);
    sum += (weights[index] as number) * (scale === undefined ? 1 : (scale[index] as number));
  }
  return sum;
}

/** The squared length of an example; 1 where it has nothing. */
function norm(features: Uint32Array, scale: Float32Array | undefined): number {
  if (scale === undefined) return features.length || 1;
  let sum = 0;
  for (const hash of features) sum += (scale[indexOf(hash)] as number) ** 2;
  return sum || 1;
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const moved = order[at] as number;
    order[at] = order[other] as number;
    order[other] = moved;
  }
}
