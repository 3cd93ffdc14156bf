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
  const { dimensions, rate = RATE, orders = ORDERS, scale } = learner;
  const { used, slotOf } = placesOf(rows, dimensions);
  const scales = Float32Array.from(used, (place) => (scale === undefined ? 1 : (scale[place] as number)));
  const inSlots = rows.map((row) => ({ ...row, places: row.places.map((place) => (slotOf[place] as number) * SLOT) }));
  const mean: Linear = { weights: new Float32Array(dimensions), bias: 0 };
  for (let order = 0; order < orders; order += 1) {
    await trainOnce(inSlots, { scales, rate }, seeded(FIRST_SEED + order), turn, (slots, bias) => {
      const part = 1 / orders / (EPOCHS - MEAN_FROM);
      for (let slot = 0; slot < used.length; slot += 1) {
        const place = used[slot] as number;
        mean.weights[place] = (mean.weights[place] as number) + part * (slots[slot * SLOT] as number);
      }
      mean.bias += part * bias;
    });
  }
  if (scale !== undefined) for (const place of used) mean.weights[place] = (mean.weights[place] as number) * (scale[place] as number);
  return mean;
}

/** What is known of a feature stands together, so that memory is asked for it once: its weight, the sum of its squared slopes, its scale. */
const SLOT = 3;
const SQUARE = 1;
const SCALE = 2;

/** Tells what each of the later rounds came to. `places` of the rows are where slots begin. */
async function trainOnce(
  rows: readonly Row[],
  { scales, rate }: { scales: Float32Array; rate: number },
  random: () => number,
  turn: () => Promise<void>,
  tell: (slots: Float32Array, bias: number) => void,
): Promise<void> {
  const slots = new Float32Array(scales.length * SLOT);
  for (let slot = 0; slot < scales.length; slot += 1) {
    slots[slot * SLOT + SQUARE] = FIRST_SQUARE;
    slots[slot * SLOT + SCALE] = scales[slot] as number;
  }
  let bias = 0;
  let biasSquares = FIRST_SQUARE;
  const order = rows.map((_, index) => index);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (let at = 0; at < order.length; at += 1) {
      if (at % ROWS_PER_TURN === 0) await turn();
      const miss = learnRow(rows[order[at] as number] as Row, slots, bias, rate);
      biasSquares += miss * miss;
      bias -= (rate * miss) / Math.sqrt(biasSquares);
    }
    if (epoch >= MEAN_FROM) tell(slots, bias);
  }
}

/** Moves the weights of a row's features towards what it is; answers by how much it was missed. */
function learnRow({ places, spam, weight }: Row, slots: Float32Array, bias: number, rate: number): number {
  const unit = 1 / Math.sqrt(places.length || 1);
  let sum = 0;
  for (let at = 0; at < places.length; at += 1) {
    const slot = places[at] as number;
    sum += (slots[slot] as number) * (slots[slot + SCALE] as number);
  }
  const chance = 1 / (1 + Math.exp(-(sum * unit + bias)));
  const miss = (chance - (spam ? 1 : 0)) * weight;
  for (let at = 0; at < places.length; at += 1) {
    const slot = places[at] as number;
    const old = slots[slot] as number;
    const slope = miss * unit * (slots[slot + SCALE] as number) + SHRINK * old;
    const square = (slots[slot + SQUARE] as number) + slope * slope;
    slots[slot + SQUARE] = square;
    slots[slot] = old - (rate * slope) / Math.sqrt(square);
  }
  return miss;
}

/** Log-odds of a text with features at these places. */
export function scoreOf({ weights, bias }: Linear, places: Uint32Array): number {
  let sum = 0;
  for (const place of places) sum += weights[place] as number;
  return sum / Math.sqrt(places.length || 1) + bias;
}

/** Each place that any row has, once, in the order they are met: what is frequent comes first. `slotOf`: which of them a place is. */
function placesOf(rows: readonly Row[], dimensions: number): { used: Uint32Array; slotOf: Uint32Array } {
  const slotOf = new Uint32Array(dimensions);
  const met: number[] = [];
  for (const { places } of rows) {
    for (const place of places) {
      if (slotOf[place] !== 0) continue;
      met.push(place);
      slotOf[place] = met.length;
    }
  }
  for (const place of met) slotOf[place] = (slotOf[place] as number) - 1;
  return { used: Uint32Array.from(met), slotOf };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const moved = order[at] as number;
    order[at] = order[other] as number;
    order[other] = moved;
  }
}
