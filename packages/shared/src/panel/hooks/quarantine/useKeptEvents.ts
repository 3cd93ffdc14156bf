import { ApiError } from '../../../api/index.ts';
import { type KeptOrder, mostDoubtful, wouldBe } from '../../index.ts';
import { useEffect, useMemo } from 'react';
import type { Pages } from '../activity/usePages.ts';
import { useSnapshot } from '../activity/useSnapshot.ts';
import type { ListedEvent } from '../answers.ts';
import { useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';
import { useScreening } from './useScreening.ts';

const LOOK_EVERY_MS = 15_000;
const PER_PAGE = 20;
/** Of a site that is only watched, so many of the latest events are looked through. */
const LOOKED_THROUGH = 100;

export type KeptVerdict = 'quarantine' | 'review' | 'suppress' | 'duplicate';

export interface KeptListing {
  withNamed: boolean;
  order: KeptOrder;
}

export interface KeptEvents {
  shown: readonly ListedEvent[] | undefined;
  fresh: number;
  showAll: () => void;
  next: number | null;
  error: Error | null;
  retry: () => void;
}

/**
 * What was kept back or flagged, in the order asked for; what was held for a reason of its own always latest first. Of a site
 * that is only watched: what would have been. What a person has named already is left out unless asked for.
 */
export function useKeptEvents(verdict: KeptVerdict, { withNamed, order }: KeptListing, pages: Pages): KeptEvents {
  const { sourceId, screening } = useScreening();
  const isJudged = verdict === 'quarantine' || verdict === 'review';
  const isWatched = isJudged && screening?.observe === true;
  const params = { workspaceId: useWorkspaceId() };
  const common = { sourceId, include: 'envelope' as const, ...(isJudged && !withNamed ? { marked: 'none' as const } : {}) };
  const isOrdered = isJudged && order === 'doubtful';
  const query = isWatched
    ? { ...common, verdict: 'accept' as const, limit: LOOKED_THROUGH }
    : {
        ...common,
        verdict,
        limit: PER_PAGE,
        ...(isOrdered ? { order } : {}),
        ...(pages.before === undefined ? {} : { before: pages.before }),
      };
  const events = useServer(
    'listEvents',
    { params, query },
    { every: LOOK_EVERY_MS, keep: true, enabled: !isJudged || screening !== undefined },
  );
  const listed = useMemo(() => {
    if (events.data === undefined || events.isPlaceholderData) return undefined;
    const { items } = events.data;
    if (!isWatched || screening === undefined) return items;
    const wouldBeKept = items.filter((event) => wouldBe(event, screening.thresholds) === verdict);
    return isOrdered ? mostDoubtful(wouldBeKept, verdict) : wouldBeKept;
  }, [events.data, events.isPlaceholderData, isWatched, isOrdered, screening, verdict]);
  const { snapshot, showAll } = useSnapshot<ListedEvent>(JSON.stringify([query, isOrdered]), listed, idOf, same);
  // What the page began behind may have been deleted by age; the list starts anew then.
  const isLost = pages.before !== undefined && events.error instanceof ApiError && events.error.code === 'invalid';
  const { first } = pages;
  useEffect(() => {
    if (isLost) first();
  }, [isLost, first]);
  return {
    shown: snapshot?.shown,
    fresh: pages.isFirst ? (snapshot?.fresh.length ?? 0) : 0,
    showAll,
    next: isWatched ? null : (events.data?.next ?? null),
    error: isLost ? null : events.error,
    retry: () => void events.refetch(),
  };
}

const idOf = ({ id }: ListedEvent) => id;
const same = (event: ListedEvent) => event;
