import type { Thresholds } from '../../screening/types.ts';
import { SourceSettings } from '../../sources/settings.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { findSource } from '../source/find.ts';
import { type Past, readHistory, sampleOf, verdictWith, isGenuine } from './history.ts';

const DAY_MS = 86_400_000;
const SAMPLES = 20;

/** What other thresholds would have done to the messages of the last days, beside what the present ones say of them. */
export async function whatIf(
  parts: { store: Store; clock: { now: () => number } },
  reach: Reach,
  sourceId: string,
  wished: { review?: number | undefined; quarantine?: number | undefined; days: number },
) {
  const source = await findSource(parts.store.db, reach, sourceId);
  const present = SourceSettings.parse(JSON.parse(source.settings)).screening.thresholds;
  const asked: Thresholds = { review: wished.review ?? present.review, quarantine: wished.quarantine ?? present.quarantine };
  const past = await readHistory(parts.store, reach, sourceId, parts.clock.now() - wished.days * DAY_MS);
  const kept = (message: Past, thresholds: Thresholds) => verdictWith(message, thresholds) === 'quarantine';
  const newlyKept = past.filter((message) => kept(message, asked) && !kept(message, present));
  const newlyThrough = past.filter((message) => !kept(message, asked) && kept(message, present));
  return {
    messages: past.length,
    then: countVerdicts(past, present),
    now: countVerdicts(past, asked),
    newlyKept: { count: newlyKept.length, genuine: newlyKept.filter(isGenuine).length, samples: newlyKept.slice(0, SAMPLES).map(sampleOf) },
    newlyThrough: {
      count: newlyThrough.length,
      spam: newlyThrough.filter(({ marked }) => marked === 'spam').length,
      samples: newlyThrough.slice(0, SAMPLES).map(sampleOf),
    },
  };
}

function countVerdicts(past: readonly Past[], thresholds: Thresholds) {
  const counts = { accept: 0, review: 0, quarantine: 0 };
  for (const message of past) counts[verdictWith(message, thresholds)] += 1;
  return counts;
}
