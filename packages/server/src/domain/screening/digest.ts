import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { findSource } from '../source/find.ts';
import { toIso } from '../times.ts';
import { readHistory, sampleOf, wasKept, wasReleased } from './history.ts';

const DAY_MS = 86_400_000;

/** What deserves a look: of what went through the worst-looking first, of what was kept back the likeliest mistakes first. */
export async function screeningDigest(
  parts: { store: Store; clock: { now: () => number } },
  reach: Reach,
  asked: { sourceId?: string | undefined; since?: string | undefined; limit: number },
) {
  const sourceId = asked.sourceId ?? reach.sourceId;
  if (sourceId !== undefined) await findSource(parts.store.db, reach, sourceId);
  const since = asked.since === undefined ? parts.clock.now() - DAY_MS : Date.parse(asked.since);
  const past = await readHistory(parts.store, reach, sourceId, since);
  const kept = past.filter(wasKept);
  const through = past.filter((message) => message.verdict !== 'quarantine' && !wasReleased(message));
  return {
    since: toIso(since),
    messages: past.length,
    kept: kept.length,
    flagged: past.filter(({ verdict }) => verdict === 'review').length,
    released: kept.filter(wasReleased).length,
    worstThrough: through
      .filter(({ marked }) => marked === null)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, asked.limit)
      .map(sampleOf),
    likeliestMistakes: kept
      .filter((message) => !wasReleased(message) && message.marked === null)
      .toSorted((a, b) => a.score - b.score)
      .slice(0, asked.limit)
      .map(sampleOf),
  };
}
