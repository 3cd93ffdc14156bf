import { type Features } from '../features.ts';
import { spreadOf } from '../folds.ts';
import { doubtOfLength } from '../length.ts';
import { closest, helpful, type Kind } from '../made-up/helpful.ts';
import { kindsOf, type MadeUp, type ReadMadeUp } from '../made-up/made-up.ts';
import { type Packed, pack, packedScore } from '../pack.ts';
import { findNew, trainDomain } from './domain.ts';
import { judgedBy, trainJudges } from './judges.ts';
import { hasBoth, type Recent, type Text, textOf } from './text.ts';
import { thresholdOf } from './threshold.ts';

/**
 * What the latest corrections say of texts that are unlike the earlier ones. A few dozen tell more of a new domain by themselves
 * than among thousands of another, so they are learned apart, and asked only of texts that look like them. Made-up texts of their kind help, where they show it.
 */
export interface Lately {
  /** Above 0 a text looks like those corrections, below like the earlier examples. */
  domain: Packed;
  /** Their sum is how much a text reads like spam. */
  words: Packed;
  pieces: Packed;
  /** Brings that to the scale of the site's model. */
  lift: number;
}

const EARLIER = 1000;
/** Below, a text is the site's model's to judge; above, theirs. Between, both have their share. */
const HARDLY = -3;
const SURELY = 1;
/** What the site's model has no opinion of counts as this, where its opinion is asked. */
const NO_OPINION = -6;

/** Undefined where the latest are too few or like the earlier. `quarantine`: the threshold of the site's model, to whose scale scores are brought. */
export async function learnLately(
  { latest, earlier, read }: { latest: readonly Recent[]; earlier: readonly Recent[]; read: ReadMadeUp },
  quarantine: number,
  turn: () => Promise<void>,
): Promise<Lately | undefined> {
  const before = spreadOf(earlier, EARLIER).map(textOf);
  const texts = latest.map(textOf);
  if (!hasBoth(texts)) return undefined;
  const kinds = await trainMadeUp(kindsOf(await read()), turn);
  const found = await findNew(texts, before, closest(kinds, texts), turn);
  if (found === undefined) return undefined;
  const { clear, unlike } = found;
  const madeUp = helpful(kinds, unlike);
  const { words, pieces } = await trainJudges(unlike, madeUp, turn);
  const domain = await trainDomain(clear, before, closest(kinds, unlike), turn);
  return {
    domain: pack(domain.weights, domain.bias),
    words: pack(words.weights, words.bias),
    pieces: pack(pieces.weights, pieces.bias),
    lift: quarantine - (await thresholdOf(unlike, madeUp, turn)),
  };
}

/** The score of a text that looks like the latest corrections; of others that of the site's model. */
export function judgeLately(lately: Lately, features: Features, ofSite: number | undefined): number | undefined {
  const words = [features.words, features.pairs, features.shape];
  const share = (packedScore(lately.domain, ...words, features.pieces) - HARDLY) / (SURELY - HARDLY);
  if (share <= 0) return ofSite;
  const sum = packedScore(lately.words, ...words) + packedScore(lately.pieces, features.pieces);
  const score = sum - doubtOfLength(sum, features.words.length) + lately.lift;
  return share >= 1 ? score : share * score + (1 - share) * Math.max(NO_OPINION, ofSite ?? NO_OPINION);
}

async function trainMadeUp(madeUp: readonly (readonly MadeUp[])[], turn: () => Promise<void>): Promise<Kind<Text>[]> {
  const kinds: Kind<Text>[] = [];
  for (const examples of madeUp) {
    const texts = examples.map(textOf);
    const judges = await trainJudges(texts, [], turn);
    kinds.push({ texts, scoreOf: (text) => judgedBy(judges, text) });
  }
  return kinds;
}
