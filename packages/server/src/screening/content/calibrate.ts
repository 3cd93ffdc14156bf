/** Raw log-odds of a site's model, and what they mean there. */
export interface Calibration {
  /** Half of the genuine messages are below. */
  usual: number;
  /** From here a message is flagged: about one genuine in a hundred. */
  review: number;
  /** From here it may be kept back for its text alone; infinite while too few examples are known. */
  quarantine: number;
}

/** Of what the site said is genuine, this share may be above the quarantine threshold: of what it has yet to see, somewhat more will be. */
const QUARANTINE_SHARE = 0.0015;
const REVIEW_SHARE = 0.01;
/** Log-odds below which nothing is called spam, however well it stands apart from what is genuine. */
const LEAST_REVIEW = 0;
const LEAST_QUARANTINE = 0.6;
/** From this many genuine messages on, their own share above a threshold says enough. */
const ENOUGH = 1000;
const TAIL = 0.1;
/** With fewer, the highest tenth of them is a handful: how far all of them stray says more. */
const FEW = 100;
const DEVIATIONS = 3;
/** With made-up texts beside them, which say more of that: this share of the genuine ones is above, … */
const MADE_UP_SHARE = 0.002;
/** … and so far above the mean of the site's own, which may stray further. */
const DEVIATIONS_BESIDE = 2;

/**
 * Thresholds from scores of messages that the scoring model had not seen. Where the genuine ones are few, the tail beyond
 * them is taken to fall off as it does among the highest tenth. `madeUpScores`: of the genuine made-up texts beside a
 * young site's.
 */
export function calibrate(
  genuineScores: readonly number[],
  spamScores: readonly number[],
  madeUpScores: readonly number[] = [],
): Calibration {
  const at = (share: number) => exceededBy(genuineScores, share);
  const beyond = () => {
    if (genuineScores.length >= ENOUGH) return at(QUARANTINE_SHARE);
    if (madeUpScores.length > 0)
      return Math.max(exceededBy(madeUpScores, MADE_UP_SHARE), farAbove(genuineScores, spamScores, DEVIATIONS_BESIDE));
    return genuineScores.length < FEW
      ? farAbove(genuineScores, spamScores, DEVIATIONS)
      : Math.max(at(0), tail(genuineScores, at(TAIL), QUARANTINE_SHARE));
  };
  const review = Math.max(LEAST_REVIEW, at(REVIEW_SHARE));
  return { usual: at(0.5), review, quarantine: Math.max(LEAST_QUARANTINE, review + 0.1, beyond()) };
}

/** The score that at most this share are above. */
export function exceededBy(scores: readonly number[], share: number): number {
  return scores.toSorted((a, b) => b - a)[Math.min(scores.length - 1, Math.floor(share * scores.length))] ?? Number.NEGATIVE_INFINITY;
}

function tail(scores: readonly number[], start: number, share: number): number {
  const above = scores.filter((score) => score > start);
  const excess = above.reduce((sum, score) => sum + score - start, 0) / (above.length || 1);
  return start + excess * Math.log(TAIL / share);
}

/** So many standard deviations above the mean of genuine scores. A few dozen say too little of how far others stray; the spam helps to tell. */
export function farAbove(genuineScores: readonly number[], spamScores: readonly number[], deviations: number): number {
  const [mean, variance] = spread(genuineScores);
  return mean + deviations * Math.sqrt((variance + spread(spamScores)[1]) / 2);
}

function spread(scores: readonly number[]): [mean: number, variance: number] {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return [mean, scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length];
}
