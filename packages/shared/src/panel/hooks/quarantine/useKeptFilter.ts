import { useScreening } from './useScreening.ts';

export type KeptVerdict = 'quarantine' | 'review' | 'suppress' | 'duplicate';

/** Whether it is kept or flagged for its score, rather than for a reason of its own. */
export const isJudgedVerdict = (verdict: KeptVerdict): verdict is 'quarantine' | 'review' =>
  verdict === 'quarantine' || verdict === 'review';

/**
 * Which events make a list of what was kept back or flagged. Of a site that is only watched: what would have been. What a person has
 * named already is left out unless asked for. Undefined until it is known whether the site is watched.
 */
export function useKeptFilter(verdict: KeptVerdict, withNamed: boolean) {
  const { sourceId, screening } = useScreening();
  if (!isJudgedVerdict(verdict)) return { sourceId, verdict };
  if (screening === undefined) return undefined;
  const named = withNamed ? {} : { marked: 'none' as const };
  return screening.observe ? { sourceId, wouldBe: verdict, ...named } : { sourceId, verdict, ...named };
}
