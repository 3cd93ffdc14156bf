import { useEffect } from 'react';
import { type Arrival, arrivalOf } from '../../index.ts';
import { usePanelHost } from '../host.ts';
import { useServerAction } from '../server.ts';
import { useTestEvent } from './useTestEvent.ts';

export interface WatchedTest {
  arrival: Arrival;
  /** The server has it. */
  isThere: boolean;
  /** The record at the destination. */
  record: string | undefined;
  error: Error | null;
  retry: () => void;
  /** Why a test that was kept back could not be let go. */
  releaseError: Error | null;
  letGo: () => void;
}

/** A test on its way. One that is kept back for being a test is let go: whoever sends it here asked to see it arrive. */
export function useWatchedTest(eventId: string, nameOf: (connectionId: string) => string): WatchedTest {
  const { workspaceId, person, t, locale } = usePanelHost();
  const event = useTestEvent(eventId);
  const release = useServerAction('releaseEvents');
  const arrival = arrivalOf(event.data ?? undefined, nameOf, { t, locale });
  const id = event.data?.id;
  const letGo = () => {
    if (id !== undefined) release.mutate({ params: { workspaceId }, body: { eventIds: [id] } });
  };
  const isDue = arrival.state === 'kept_back' && release.isIdle && person.canManage;
  useEffect(() => {
    if (isDue) letGo();
  }, [isDue]);
  return {
    arrival,
    isThere: event.data !== null && event.data !== undefined,
    record: arrival.stations.find(({ url }) => url !== null)?.url ?? undefined,
    error: event.error,
    retry: () => void event.refetch(),
    releaseError: release.error,
    letGo,
  };
}
