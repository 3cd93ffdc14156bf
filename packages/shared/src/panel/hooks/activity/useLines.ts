import { type ActivityFilter, filterQuery, isFiltered, waitingBelongs } from '../../index.ts';
import type { ListedEvent } from '../answers.ts';
import { usePanelHost } from '../host.ts';
import { useServer } from '../server.ts';
import type { ActivityLine, Waiting, WaitingRow } from './types.ts';
import type { Pages } from './usePages.ts';
import { useRecovery } from './useRecovery.ts';
import { useSnapshot } from './useSnapshot.ts';

const LOOK_EVERY_MS = 15_000;
const PER_PAGE = 25;

export interface Lines<Row extends WaitingRow> {
  /** Undefined until there is something to show. */
  shown: readonly ActivityLine<Row>[] | undefined;
  /** How many came since. */
  fresh: number;
  showAll: () => void;
  next: number | null;
  /** How many wait at the host beyond those listed. */
  moreWaiting: number;
  isLoading: boolean;
  error: Error | null;
  retry: () => void;
}

/**
 * A page of the list: what waits at the host on top of the first (`waiting` is looked at on that page only), then what the
 * server has. News wait until asked for.
 */
export function useLines<Row extends WaitingRow>(filter: ActivityFilter, pages: Pages, waiting: Waiting<Row>): Lines<Row> {
  const { workspaceId, sourceId } = usePanelHost();
  const query = { ...filterQuery(filter), include: 'envelope' as const, limit: PER_PAGE };
  const events = useServer(
    'listEvents',
    { params: { workspaceId }, query: pages.before === undefined ? query : { ...query, before: pages.before } },
    { every: LOOK_EVERY_MS, keep: true },
  );
  useRecovery(events.error);
  const belonging = waiting.rows?.filter((row) => pages.isFirst && waitingBelongs(filter, row, sourceId));
  const known = events.isPlaceholderData ? undefined : events.data;
  const latest = linesOf(belonging, known?.items);
  const list = JSON.stringify([query, pages.before, known === undefined]);
  const { snapshot, showAll } = useSnapshot<ActivityLine<Row>>(list, latest, ({ key }) => key, left);
  return {
    shown: snapshot?.shown,
    fresh: pages.isFirst ? (snapshot?.fresh.length ?? 0) : 0,
    showAll,
    next: events.data?.next ?? null,
    moreWaiting: pages.isFirst && !isFiltered(filter) && waiting.rows !== undefined ? waiting.total - waiting.rows.length : 0,
    isLoading: events.isPending || events.isPlaceholderData || waiting.rows === undefined,
    error: events.error,
    retry: () => void events.refetch(),
  };
}

/** What waits is shown also while the server is being asked, or does not answer; undefined where nothing is known yet. */
function linesOf<Row extends WaitingRow>(
  waiting: readonly Row[] | undefined,
  events: readonly ListedEvent[] | undefined,
): ActivityLine<Row>[] | undefined {
  if (waiting === undefined || (events === undefined && waiting.length === 0)) return undefined;
  return [
    ...waiting.map((row) => ({ kind: 'waiting' as const, key: `row:${row.id}`, row, left: false })),
    ...(events ?? []).map((event) => ({ kind: 'event' as const, key: event.id, event })),
  ];
}

function left<Row extends WaitingRow>(line: ActivityLine<Row>): ActivityLine<Row> {
  return line.kind === 'waiting' ? { ...line, left: true } : line;
}
