import { ApiError } from '../../../api/index.ts';
import type { KeptOrder } from '../../index.ts';
import { useEffect } from 'react';
import type { Pages } from '../activity/usePages.ts';
import { useSnapshot } from '../activity/useSnapshot.ts';
import type { ListedEvent } from '../answers.ts';
import { useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';
import { isJudgedVerdict, type KeptVerdict, useKeptFilter } from './useKeptFilter.ts';
import { useScreening } from './useScreening.ts';

const LOOK_EVERY_MS = 15_000;
const PER_PAGE = 20;

export interface KeptListing {
  withNamed: boolean;
  order: KeptOrder;
}

export interface KeptEvents {
  /** Nothing is kept back yet: they are what would be. */
  isWatched: boolean;
  shown: readonly ListedEvent[] | undefined;
  fresh: number;
  showAll: () => void;
  next: number | null;
  error: Error | null;
  retry: () => void;
}

/**
 * What was kept back or flagged, or would have been, in the order asked for over all of it; what was held for a reason of its own
 * always latest first.
 */
export function useKeptEvents(verdict: KeptVerdict, { withNamed, order }: KeptListing, pages: Pages): KeptEvents {
  const filter = useKeptFilter(verdict, withNamed);
  const screening = useScreening();
  const params = { workspaceId: useWorkspaceId() };
  const query = {
    ...filter,
    include: 'envelope' as const,
    limit: PER_PAGE,
    ...(isJudgedVerdict(verdict) && order === 'doubtful' ? { order } : {}),
    ...(pages.before === undefined ? {} : { before: pages.before }),
  };
  const events = useServer('listEvents', { params, query }, { every: LOOK_EVERY_MS, keep: true, enabled: filter !== undefined });
  const listed = events.isPlaceholderData ? undefined : events.data?.items;
  const { snapshot, showAll } = useSnapshot<ListedEvent>(JSON.stringify(query), listed, idOf, same);
  // What the page began behind may have been deleted by age; the list starts anew then.
  const isGone = events.error instanceof ApiError && events.error.code === 'invalid';
  // And all of the last page may have been dealt with, while much waits on those before.
  const isLost = !pages.isFirst && (isGone || (events.error === null && listed?.length === 0));
  const { first } = pages;
  useEffect(() => {
    if (isLost) first();
  }, [isLost, first]);
  return {
    isWatched: filter !== undefined && 'wouldBe' in filter,
    shown: snapshot?.shown,
    fresh: pages.isFirst ? (snapshot?.fresh.length ?? 0) : 0,
    showAll,
    next: events.data?.next ?? null,
    // Without the rules of the site or shop it is not known what to list.
    error: isLost ? null : (events.error ?? (filter === undefined ? screening.error : null)),
    retry: () => {
      if (filter === undefined) screening.retry();
      else void events.refetch();
    },
  };
}

const idOf = ({ id }: ListedEvent) => id;
const same = (event: ListedEvent) => event;
