import { calibrate } from './calibrate.ts';
import { inside, outside } from './folds.ts';
import { learnLately } from './lately/lately.ts';
import { type Beside, besideExamples } from './made-up/beside.ts';
import { type MadeUpTexts, readMadeUp } from './made-up/made-up.ts';
import { type ContentModel, doubted, type Example, judgeText, type Learners, type Opinion, YOUNG, trainLearners } from './model.ts';
import { learnOffers } from './offers.ts';

const FOLDS = 5;
/** Of each kind; with fewer there is nothing to learn from. */
export const LEAST_EXAMPLES = 10;
/** No text of fewer different words is called long. */
const LEAST_LONGEST = 60;
const USUAL_SHARE = 0.995;
/** Of the spam a site's model would keep back, this share counts as less like its spam than usual. */
const UNUSUAL_SHARE = 0.025;

/**
 * Learns a site's model from all its examples. It depends on nothing else but the made-up texts that come with Handoff: two servers that know the same examples in the
 * same order come to the same model. Undefined while there are too few. `turn` lets others have the process for a moment.
 */
export async function learn(examples: readonly Example[], turn: () => Promise<void>): Promise<ContentModel | undefined> {
  const spam = examples.filter((example) => example.spam).length;
  const genuine = examples.length - spam;
  if (spam < LEAST_EXAMPLES || genuine < LEAST_EXAMPLES) return undefined;
  let texts: Promise<MadeUpTexts> | undefined;
  const read = () => (texts ??= readMadeUp(turn));
  const { offers, mistaken } = await learnOffers(examples, read, turn);
  const madeUp = await besideExamples(examples, read, turn);
  const isYoung = examples.length <= YOUNG && madeUp.length > 0;
  const learnersOf = (some: readonly Example[], beside: readonly Beside[]) => trainLearners({ examples: some, beside, isYoung }, turn);
  const unseen: Unseen[] = [];
  const madeUpScores: number[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const learners = await learnersOf(outside(examples, fold, FOLDS), isYoung ? outside(madeUp, fold, FOLDS) : madeUp);
    for (const example of inside(examples, fold, FOLDS)) {
      unseen.push({ spam: example.spam, offer: mistaken.has(example), ...judgeText(learners, example.features) });
    }
    if (isYoung) madeUpScores.push(...genuineScores(learners, inside(madeUp, fold, FOLDS)));
  }
  const alike = isYoung ? 0 : usuallyAlike(unseen);
  // What is kept back as an offer counts in the share that may be kept back.
  const scoresOf = (isSpam: boolean) =>
    unseen.flatMap((text) => (text.spam === isSpam ? [text.offer ? Number.POSITIVE_INFINITY : doubted(text, alike)] : []));
  const calibration = calibrate(scoresOf(false), scoresOf(true), madeUpScores);
  const [latest, earlier] = [true, false].map((recent) => examples.filter((example) => (example.recent !== undefined) === recent)) as [
    Example[],
    Example[],
  ];
  return {
    ...(await learnersOf(examples, madeUp)),
    calibration,
    longest: longestKnown(examples),
    alike,
    offers,
    lately: latest.length === 0 ? undefined : await learnLately({ latest, earlier, read }, calibration.quarantine, turn),
    spam,
    genuine,
  };
}

/** What models that had not seen a text said of it. */
interface Unseen extends Opinion {
  spam: boolean;
  /** Whether it is genuine and would be kept back as an offer nobody asked for, whatever else it says. */
  offer: boolean;
}

function genuineScores(learners: Learners, texts: readonly Beside[]): number[] {
  return texts.flatMap((text) => (text.spam ? [] : [judgeText(learners, text.features).score]));
}

/** How like spam they had seen nearly all spam is that those models would keep back. */
function usuallyAlike(unseen: readonly Unseen[]): number {
  const scoresOf = (isSpam: boolean) => unseen.flatMap(({ spam, score }) => (spam === isSpam ? [score] : []));
  const { quarantine } = calibrate(scoresOf(false), scoresOf(true));
  const kept = unseen.flatMap(({ spam, score, alike }) => (spam && score >= quarantine ? [alike] : [])).toSorted((a, b) => a - b);
  return kept[Math.floor(UNUSUAL_SHARE * kept.length)] ?? 0;
}

/** Beyond half as much again as all but a few examples have. */
function longestKnown(examples: readonly Example[]): number {
  const lengths = examples.map(({ features }) => features.words.length).toSorted((a, b) => a - b);
  return Math.max(LEAST_LONGEST, 1.5 * (lengths[Math.floor(USUAL_SHARE * lengths.length)] ?? 0));
}
