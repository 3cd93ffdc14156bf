import { seeded } from './seeded.ts';

/** One example as the learners see it: where its features stand, what it is, how much it counts. */
export interface Row {
  places: Uint32Array;
  spam: boolean;
  weight: number;
}

export interface Linear {
  weights: Float32Array;
  bias: number;
}

export interface Learner {
  /** Every place of a row is below. */
  dimensions: number;
  /** How large the first step of each weight is. */
  rate?: number;
  /** In so many orders of the rows, of which the mean is taken; 4 otherwise. Of few rows it depends more on which came last. */
  orders?: number;
  /** By how much each feature counts; 1 otherwise. Naive Bayes ratios let it count as much as it is telling by itself. */
  scale?: Float32Array;
}

/** What one round came to depends on the order its rows happened to have. The mean of few rounds in several orders tells more than that of many in one. */
const ORDERS = 4;
const EPOCHS = 3;
/** The mean of this round and all after it. */
const MEAN_FROM = 1;
const RATE = 1;
const SHRINK = 1e-5;
const FIRST_SQUARE = 1e-6;
const FIRST_SEED = 7;
/** After so many rows others have their turn. */
const ROWS_PER_TURN = 400;

/**
 * Logistic regression by AdaGrad over hashed features, those of each example together of length 1 before they are scaled. The same rows in
 * the same order give the same weights, which are for features that are not scaled.
 */
export async function trainLogistic(rows: readonly Row[], learner: Learner, turn: () => Promise<void>): Promise<Linear> {
  const { dimensions, orders = ORDERS, scale } = learner;
  const mean: Linear = { weights: new Float32Array(dimensions), bias: 0 };
  const used = placesOf(rows, dimensions);
  for (let order = 0; order < orders; order += 1) {
    await trainOnce(rows, learner, seeded(FIRST_SEED + order), turn, ({ weights, bias }) => {
      const part = 1 / orders / (EPOCHS - MEAN_FROM);
      for (const place of used) mean.weights[place] = (mean.weights[place] as number) + part * (weights[place] as number);
      mean.bias += part * bias;
    });
  }
  if (scale !== undefined) for (const place of used) mean.weights[place] = (mean.weights[place] as number) * (scale[place] as number);
  return mean;
}

/** Tells what each of the later rounds came to. */
async function trainOnce(
  rows: readonly Row[],
  { dimensions, rate = RATE, scale }: Learner,
  random: () => number,
  turn: () => Promise<void>,
  tell: (linear: Linear) => void,
): Promise<void> {
  const weights = new Float32Array(dimensions);
  const squares = new Float32Array(dimensions).fill(FIRST_SQUARE);
  let bias = 0;
  let biasSquares = FIRST_SQUARE;
  const order = rows.map((_, index) => index);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (let at = 0; at < order.length; at += 1) {
      if (at % ROWS_PER_TURN === 0) await turn();
      const { places, spam, weight } = rows[order[at] as number] as Row;
      const unit = 1 / Math.sqrt(places.length || 1);
      const chance = 1 / (1 + Math.exp(-(dot(weights, places, scale) * unit + bias)));
      const miss = (chance - (spam ? 1 : 0)) * weight;
      for (const place of places) {
        const old = weights[place] as number;
        const slope = miss * unit * (scale === undefined ? 1 : (scale[place] as number)) + SHRINK * old;
        const square = (squares[place] as number) + slope * slope;
        squares[place] = square;
        weights[place] = old - (rate * slope) / Math.sqrt(square);
      }
      biasSquares += miss * miss;
      bias -= (rate * miss) / Math.sqrt(biasSquares);
    }
    if (epoch >= MEAN_FROM) tell({ weights, bias });
  }
}

/** Log-odds of a text with features at these places. */
export function scoreOf({ weights, bias }: Linear, places: Uint32Array): number {
  return dot(weights, places, undefined) / Math.sqrt(places.length || 1) + bias;
}

function dot(weights: Float32Array, places: Uint32Array, scale: Float32Array | undefined): number {
  let sum = 0;
  for (const place of places) sum += (weights[place] as number) * (scale === undefined ? 1 : (scale[place] as number));
  return sum;
}

/** Each place that any row has, once. */
function placesOf(rows: readonly Row[], dimensions: number): Uint32Array {
  const seen = new Uint8Array(dimensions);
  let count = 0;
  for (const { places } of rows) {
    for (const place of places) {
      count += 1 - (seen[place] as number);
      seen[place] = 1;
    }
  }
  const used = new Uint32Array(count);
  for (let place = 0, at = 0; at < count; place += 1) if (seen[place] === 1) used[at++] = place;
  return used;
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const moved = order[at] as number;
    order[at] = order[other] as number;
    order[other] = moved;
  }
}
