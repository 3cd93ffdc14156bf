import { useSourceId, useWorkspaceId } from '../host.ts';
import { isAwaited } from '../look.ts';
import { useServer } from '../server.ts';
import type { KeptVerdict } from './useKeptFilter.ts';
import { useScreening } from './useScreening.ts';

const LOOK_EVERY_MS = 15_000;

/**
 * How many of the site or shop were kept back, by why; null while that is asked, undefined where it is not known. Of a site or shop that is only watched nothing is kept
 * back: the lists show what would be, and the server does not count that.
 */
export function useKeptCounts(): Record<KeptVerdict, number | null | undefined> {
  const input = { params: { workspaceId: useWorkspaceId() }, query: { sourceId: useSourceId() } };
  const health = useServer('workspaceHealth', input, { every: LOOK_EVERY_MS });
  const isWatched = useScreening().screening?.observe === true;
  if (isAwaited(health)) return { quarantine: null, review: null, suppress: null, duplicate: null };
  const events = health.data?.events;
  return {
    quarantine: isWatched ? undefined : events?.quarantined,
    review: isWatched ? undefined : events?.review,
    suppress: events?.suppressed,
    duplicate: events?.duplicates,
  };
}
