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

/**
 * Thresholds from the scores of genuine messages that the scoring model had not seen. Where they are few, the tail beyond
 * them is taken to fall off as it does among the highest tenth.
 */
export function calibrate(genuineScores: readonly number[]): Calibration {
  const scores = genuineScores.toSorted((a, b) => b - a);
  const at = (share: number) => scores[Math.min(scores.length - 1, Math.floor(share * scores.length))] ?? Number.NEGATIVE_INFINITY;
  const beyond = (share: number) => (scores.length >= ENOUGH ? at(share) : Math.max(at(0), tail(scores, at(TAIL), share)));
  const review = Math.max(LEAST_REVIEW, at(REVIEW_SHARE));
  return { usual: at(0.5), review, quarantine: Math.max(LEAST_QUARANTINE, review + 0.1, beyond(QUARANTINE_SHARE)) };
}

function tail(scores: readonly number[], start: number, share: number): number {
  const above = scores.filter((score) => score > start);
  const excess = above.reduce((sum, score) => sum + score - start, 0) / (above.length || 1);
  return start + excess * Math.log(TAIL / share);
}
