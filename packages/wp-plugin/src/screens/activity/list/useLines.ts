import { type ActivityFilter, filterQuery, isFiltered, waitingBelongs } from '@handoff/shared/panel';
import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useStatus } from '../../../app/panel.tsx';
import type { Line, ListedEvent, WaitingRow } from '../data/types.ts';
import type { Pages } from '../data/usePages.ts';
import { useRecovery } from '../data/useRecovery.ts';
import { useSnapshot } from '../data/useSnapshot.ts';
import { useWaiting } from '../data/useWaiting.ts';

const LOOK_EVERY_MS = 15_000;
export const PER_PAGE = 25;

export interface Lines {
  /** Undefined until there is something to show. */
  shown: readonly Line[] | undefined;
  /** How many came since. */
  fresh: number;
  showAll: () => void;
  next: number | null;
  /** How many wait on this site beyond those listed. */
  moreWaiting: number;
  isLoading: boolean;
  error: Error | null;
  retry: () => void;
}

/** A page of the list: what waits on this site on top of the first, then what the server has. News wait until asked for. */
export function useLines(filter: ActivityFilter, pages: Pages): Lines {
  const params = { workspaceId: useWorkspaceId() };
  const own = useStatus().pairing?.sourceId ?? '';
  const query = { ...filterQuery(filter), include: 'envelope' as const, limit: PER_PAGE };
  const events = useServer(
    'listEvents',
    { params, query: pages.before === undefined ? query : { ...query, before: pages.before } },
    { every: LOOK_EVERY_MS, keep: true },
  );
  useRecovery(events.error);
  const waiting = useWaiting(pages.isFirst);
  const belonging = waiting.rows?.filter((row) => waitingBelongs(filter, row, own));
  const known = events.isPlaceholderData ? undefined : events.data;
  const latest = linesOf(belonging, known?.items);
  const list = JSON.stringify([query, pages.before, known === undefined]);
  const { snapshot, showAll } = useSnapshot<Line>(list, latest, ({ key }) => key, left);
  return {
    shown: snapshot?.shown,
    fresh: pages.isFirst ? (snapshot?.fresh.length ?? 0) : 0,
    showAll,
    next: events.data?.next ?? null,
    moreWaiting: pages.isFirst && !isFiltered(filter) && waiting.rows !== undefined ? waiting.total - waiting.rows.length : 0,
    isLoading: events.isPending || events.isPlaceholderData,
    error: events.error,
    retry: () => void events.refetch(),
  };
}

/** What waits here is shown also while the server is being asked, or does not answer; undefined where nothing is known yet. */
function linesOf(waiting: readonly WaitingRow[] | undefined, events: readonly ListedEvent[] | undefined): Line[] | undefined {
  if (waiting === undefined || (events === undefined && waiting.length === 0)) return undefined;
  return [...waiting.map(waitingLine), ...(events ?? []).map(eventLine)];
}

const waitingLine = (row: WaitingRow): Line => ({ kind: 'waiting', key: `row:${row.id}`, row, left: false });
const eventLine = (event: ListedEvent): Line => ({ kind: 'event', key: event.id, event });
const left = (line: Line): Line => (line.kind === 'waiting' ? { ...line, left: true } : line);
