import { inside, outside } from '../folds.ts';
import { type Linear, type Row, scoreOf, trainLogistic } from '../logistic.ts';
import { LATELY_LEARNER } from './judges.ts';
import { hasBoth, type Text } from './text.ts';

export interface Found {
  /** Unlike the earlier surely. */
  clear: Text[];
  /** Perhaps. */
  unlike: Text[];
}

/** What domains are told by: `known` are those of the latest taken for new, `madeUp` texts that are like them. */
interface Known {
  known: readonly Text[];
  latest: readonly Text[];
  earlier: readonly Text[];
  madeUp: readonly Text[];
}

interface Placed {
  text: Text;
  /** Above 0 it is unlike the earlier ones. */
  domain: number;
}

/** So many times as often a text has to be found unlike the earlier ones among the latest as among those themselves. */
const MUST_DIFFER = 4;
const FOLDS = 5;
/** One of the latest corrections counts at most as many of the earlier. */
const MOST_WEIGHT = 20;
/** New domains come in runs: so many corrections before and after one say as much of it as itself. */
const BESIDE = 10;
/** Both together; of a text that looks this little like the others is learned all the same, as of few each counts. */
const PERHAPS = -3;

/**
 * Which of the latest are unlike the earlier. The newest half is taken for new first, because those before are often of the usual kind;
 * where nothing comes of that, all are, and then with the help of made-up texts.
 */
export async function findNew(
  latest: readonly Text[],
  earlier: readonly Text[],
  madeUp: readonly Text[],
  turn: () => Promise<void>,
): Promise<Found | undefined> {
  const newest = latest.filter(({ recent }) => recent < latest.length / 2);
  for (const help of madeUp.length === 0 ? [[]] : [[], madeUp]) {
    for (const known of [newest, latest]) {
      const found = await unlikeEarlier({ known, latest, earlier, madeUp: help }, turn);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Above 0 for a text that looks like the latest and the made-up ones, below for one like the earlier. */
export function trainDomain(
  latest: readonly Text[],
  earlier: readonly Text[],
  madeUp: readonly Text[],
  turn: () => Promise<void>,
): Promise<Linear> {
  const weight = Math.max(1, Math.min(MOST_WEIGHT, earlier.length / latest.length));
  const rows: Row[] = [
    ...latest.map(({ all }) => ({ places: all, spam: true, weight })),
    ...madeUp.map(({ all }) => ({ places: all, spam: true, weight: 1 })),
    ...earlier.map(({ all }) => ({ places: all, spam: false, weight: 1 })),
  ];
  return trainLogistic(rows, LATELY_LEARNER, turn);
}

/** Undefined where those that stand out are too few or no more than of the earlier themselves. The first look takes `known` for new, the second what stood out. */
async function unlikeEarlier(from: Known, turn: () => Promise<void>): Promise<Found | undefined> {
  const first = await standOut(from, turn);
  const second = await standOut({ ...from, known: above(first.latest, 0) }, turn);
  const clear = above(second.latest, 0);
  const mistaken = above(second.earlier, 0).length;
  if (clear.length * from.earlier.length < MUST_DIFFER * mistaken * from.latest.length) return undefined;
  return hasBoth(clear) ? { clear, unlike: above(withThoseBeside(second.latest), PERHAPS) } : undefined;
}

/** How little each text is like the earlier ones, by models that had not seen it. */
async function standOut({ known, latest, earlier, madeUp }: Known, turn: () => Promise<void>) {
  const isKnown = new Set(known);
  const found = { latest: [] as Placed[], earlier: [] as Placed[] };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const learnedFrom = outside(latest, fold, FOLDS).filter((text) => isKnown.has(text));
    const domain = await trainDomain(learnedFrom, outside(earlier, fold, FOLDS), madeUp, turn);
    const place = (text: Text): Placed => ({ text, domain: scoreOf(domain, text.all) });
    found.latest.push(...inside(latest, fold, FOLDS).map(place));
    found.earlier.push(...inside(earlier, fold, FOLDS).map(place));
  }
  return found;
}

function above(placed: readonly Placed[], limit: number): Text[] {
  return placed.flatMap(({ text, domain }) => (domain > limit ? [text] : []));
}

/** What each looks like itself, and the mean of those that were corrected just before and after it. */
function withThoseBeside(placed: readonly Placed[]): Placed[] {
  return placed.map((one) => {
    const beside = placed.filter((other) => other !== one && Math.abs(other.text.recent - one.text.recent) <= BESIDE);
    const mean = beside.reduce((sum, { domain }) => sum + domain, 0) / (beside.length || 1);
    return { text: one.text, domain: one.domain + mean };
  });
}
