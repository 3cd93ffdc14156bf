import { calibrate } from './calibrate.ts';
import { learnLately } from './lately.ts';
import { type ContentModel, type Example, judgeText, trainLearners } from './model.ts';

const FOLDS = 5;
/** Of each kind; with fewer there is nothing to learn from. */
export const LEAST_EXAMPLES = 10;
/** No text of fewer different words is called long. */
const LEAST_LONGEST = 60;
const USUAL_SHARE = 0.995;
/** The score of a genuine message the model had no opinion of. */
const NO_OPINION = -10;
/** Of the spam a site's model would have kept back, this share may count as unlike its spam: no more than of the genuine may be kept back. */
const UNLIKE_SHARE = 0.002;
/** What shares more than this with spam is like it, however alike all spam has been so far. */
const ALIKE = 0.5;

/**
 * Learns a site's model from all its examples. It depends on nothing else: two servers that know the same examples in the
 * same order come to the same model. Undefined while there are too few. `turn` lets others have the process for a moment.
 */
export async function learn(examples: readonly Example[], turn: () => Promise<void>): Promise<ContentModel | undefined> {
  const spam = examples.filter((example) => example.spam).length;
  const genuine = examples.length - spam;
  if (spam < LEAST_EXAMPLES || genuine < LEAST_EXAMPLES) return undefined;
  const unseen: Unseen[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const inFold = (_: Example, index: number) => index % FOLDS === fold;
    const learners = await trainLearners(
      examples.filter((example, index) => !inFold(example, index)),
      turn,
    );
    for (const { features, spam: isSpam } of examples.filter(inFold)) {
      unseen.push({ spam: isSpam, score: judgeText(learners, features) ?? NO_OPINION, spamShare: learners.seen.spamShare(features) });
    }
  }
  const calibration = calibrate(unseen.flatMap((text) => (text.spam ? [] : [text.score])));
  const [latest, earlier] = [true, false].map((recent) => examples.filter((example) => (example.recent === true) === recent)) as [
    Example[],
    Example[],
  ];
  return {
    ...(await trainLearners(examples, turn)),
    calibration,
    longest: longestKnown(examples),
    familiar: leastFamiliar(unseen, calibration.quarantine),
    lately: latest.length === 0 ? undefined : await learnLately(latest, earlier, calibration.quarantine, turn),
    spam,
    genuine,
  };
}

/** What models that had not seen a text said of it. */
interface Unseen {
  spam: boolean;
  score: number;
  spamShare: number;
}

/** What nearly all spam that models had not seen, and would still have kept back, has in common with the spam they had seen. */
function leastFamiliar(unseen: readonly Unseen[], quarantine: number): number {
  const shares = unseen.flatMap(({ spam, score, spamShare }) => (spam && score >= quarantine ? [spamShare] : [])).toSorted((a, b) => a - b);
  return Math.min(ALIKE, shares[Math.floor(UNLIKE_SHARE * shares.length)] ?? 0);
}

/** Beyond half as much again as all but a few examples have. */
function longestKnown(examples: readonly Example[]): number {
  const lengths = examples.map(({ features }) => features.words.length).toSorted((a, b) => a - b);
  return Math.max(LEAST_LONGEST, 1.5 * (lengths[Math.floor(USUAL_SHARE * lengths.length)] ?? 0));
}
