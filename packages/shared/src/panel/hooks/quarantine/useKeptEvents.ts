import { type KeptOrder, mostDoubtful, wouldBe } from '../../index.ts';
import { useMemo } from 'react';
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
/** So many of the latest are put in order where the likeliest mistakes come first. */
const ORDERED = 200;

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
  /** There are more than were put in order: the older ones are found under the latest. */
  isPartial: boolean;
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
    : isOrdered
      ? { ...common, verdict, limit: ORDERED }
      : { ...common, verdict, limit: PER_PAGE, ...(pages.before === undefined ? {} : { before: pages.before }) };
  const events = useServer(
    'listEvents',
    { params, query },
    { every: LOOK_EVERY_MS, keep: true, enabled: !isJudged || screening !== undefined },
  );
  const listed = useMemo(() => {
    if (events.data === undefined || events.isPlaceholderData) return undefined;
    const { items } = events.data;
    const seen = isWatched && screening !== undefined ? items.filter((event) => wouldBe(event, screening.thresholds) === verdict) : items;
    return isOrdered ? mostDoubtful(seen, verdict) : seen;
  }, [events.data, events.isPlaceholderData, isWatched, isOrdered, screening, verdict]);
  // What is in order is there as a whole: its pages are positions in it. Once a page is worked off, the first is shown.
  const from = pages.before !== undefined && pages.before < (listed?.length ?? 0) ? pages.before : 0;
  const to = from + PER_PAGE;
  const latest = useMemo(() => (isOrdered ? listed?.slice(from, to) : listed), [listed, isOrdered, from, to]);
  const { snapshot, showAll } = useSnapshot<ListedEvent>(JSON.stringify([query, isOrdered, from]), latest, idOf, same);
  const isMore = !isWatched && typeof events.data?.next === 'number';
  const nextInOrder = listed !== undefined && listed.length > to ? to : null;
  return {
    shown: snapshot?.shown,
    fresh: pages.isFirst ? (snapshot?.fresh.length ?? 0) : 0,
    showAll,
    next: isOrdered ? nextInOrder : isMore ? (events.data?.next ?? null) : null,
    isPartial: isOrdered && isMore,
    error: events.error,
    retry: () => void events.refetch(),
  };
}

const idOf = ({ id }: ListedEvent) => id;
const same = (event: ListedEvent) => event;
