import { useEffect } from 'react';
import { useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';
import { type Pages, usePages } from './usePages.ts';

const PER_PAGE = 25;
const LOOK_EVERY_MS = 15_000;

/** A page of the deliveries that need a person, latest first. `isTurning`: all of it was dealt with, and the page before comes. */
export function useFailedDeliveries(state: 'dead' | 'uncertain') {
  const pages: Pages = usePages(`deliveries ${state}`);
  const query = { state, limit: PER_PAGE };
  const deliveries = useServer(
    'listDeliveries',
    { params: { workspaceId: useWorkspaceId() }, query: pages.before === undefined ? query : { ...query, before: pages.before } },
    { every: LOOK_EVERY_MS, keep: true },
  );
  const isEmptied = deliveries.data?.items.length === 0 && !deliveries.isPlaceholderData && !pages.isFirst;
  useEffect(() => {
    if (isEmptied) pages.newer();
  }, [isEmptied]);
  const isTurning = isEmptied || (deliveries.isPlaceholderData && deliveries.data?.items.length === 0);
  return { deliveries, pages, isTurning };
}
