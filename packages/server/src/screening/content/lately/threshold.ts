import { exceededBy, farAbove } from '../calibrate.ts';
import { inside, outside } from '../folds.ts';
import { judgedBy, trainJudges } from './judges.ts';
import type { Text } from './text.ts';

const FOLDS = 10;
const LEAST = 1;
/** A few dozen genuine corrections alone: so many standard deviations above their mean is about one in a hundred beyond. */
const DEVIATIONS = 2.5;
/** With made-up texts beside them, which say more of how far genuine ones stray: so many, … */
const DEVIATIONS_BESIDE = 2.25;
/** … and what this share of the genuine made-up ones are above. Either alone is wrong more often than their mean. */
const MADE_UP_SHARE = 0.003;

/** From here what was learned of the corrections calls a text spam, by texts the models had not seen. */
export async function thresholdOf(corrections: readonly Text[], madeUp: readonly Text[], turn: () => Promise<void>): Promise<number> {
  const unseen: Record<'genuine' | 'spam' | 'madeUp', number[]> = { genuine: [], spam: [], madeUp: [] };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const judges = await trainJudges(outside(corrections, fold, FOLDS), outside(madeUp, fold, FOLDS), turn);
    for (const text of inside(corrections, fold, FOLDS)) unseen[text.spam ? 'spam' : 'genuine'].push(judgedBy(judges, text));
    unseen.madeUp.push(...inside(madeUp, fold, FOLDS).flatMap((text) => (text.spam ? [] : [judgedBy(judges, text)])));
  }
  const { genuine, spam } = unseen;
  if (unseen.madeUp.length === 0) return Math.max(LEAST, farAbove(genuine, spam, DEVIATIONS));
  const ofCorrections = farAbove(genuine, spam, DEVIATIONS_BESIDE);
  return Math.max(LEAST, (ofCorrections + exceededBy(unseen.madeUp, MADE_UP_SHARE)) / 2);
}
